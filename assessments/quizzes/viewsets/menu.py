"""The buttons at the foot of the form of a question."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from assessments.quizzes.enums import QuestionState


class PublishItem(ActionMenuItem):
    name = "action-publish"
    label = _("Publish")
    icon_name = "upload"

    def get_context_data(self, parent_context) -> dict:
        context = super().get_context_data(parent_context)
        question = parent_context.get("instance")
        if question is not None and question.state == QuestionState.LIVE:
            context["label"] = _("Publish the changes")
        elif question is not None and question.state == QuestionState.RETIRED:
            context["label"] = _("Bring it back, live")
        return context


class ReviewItem(ActionMenuItem):
    name = "action-review"
    label = _("Send for review")
    icon_name = "resubmit"

    def is_shown(self, context) -> bool:
        question = context.get("instance")
        return question is None or question.state != QuestionState.RETIRED


class ReturnItem(ActionMenuItem):
    name = "action-return"
    label = _("Return to its author")
    icon_name = "undo"

    def is_shown(self, context) -> bool:
        question = context.get("instance")
        return question is not None and (question.state == QuestionState.REVIEW or question.reviewer_id is not None)


class RetireItem(ActionMenuItem):
    name = "action-retire"
    label = _("Retire")
    icon_name = "bin"

    def is_shown(self, context) -> bool:
        question = context.get("instance")
        return question is not None and question.state != QuestionState.RETIRED


ITEMS = (PublishItem(order=10), ReviewItem(order=20), ReturnItem(order=30), RetireItem(order=40))
