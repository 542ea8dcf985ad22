"""What is done to many questions at once."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from assessments.quizzes.actions import publish_question, retire_question, send_for_review
from assessments.quizzes.actions.sorting import sort_questions
from assessments.quizzes.exceptions import NotReady
from assessments.quizzes.forms.sorting import CompetencyForm, LevelForm, ReviewerForm, TagsForm
from assessments.quizzes.models import Question
from assessments.quizzes.permissions import QuestionPolicy


class QuestionBulkAction(SnippetBulkAction):
    models = [Question]
    template_name = "quizzes/admin/bulk_action.html"

    def check_perm(self, question: Question) -> bool:
        return QuestionPolicy(Question).user_has_permission(self.request.user, "change")

    def get_execution_context(self) -> dict:
        data = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {**super().get_execution_context(), "user": self.request.user, "data": data}

    def get_success_message(self, num_parent_objects, num_child_objects) -> str:
        return ngettext("%(count)d question changed.", "%(count)d questions changed.", num_parent_objects) % {"count": num_parent_objects}


class SetLiveBulkAction(QuestionBulkAction):
    display_name = _("Set live")
    action_type = "set_live"
    aria_label = _("Set the selected questions live")
    action_priority = 10
    question = _("Set these questions live?")

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        """A question that is not ready stays as it is; the message counts those that went live."""
        done = 0
        for question in objects:
            try:
                publish_question(question=question, actor=user)
                done += 1
            except NotReady:
                continue
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        left = len(self.actionable_objects) - num_parent_objects
        said = ngettext("%(count)d question is live.", "%(count)d questions are live.", num_parent_objects) % {"count": num_parent_objects}
        if left:
            said += " " + ngettext(
                "%(count)d is not ready: open it to see what is missing.",
                "%(count)d are not ready: open them to see what is missing.",
                left,
            ) % {"count": left}
        return said


class ReviewBulkAction(QuestionBulkAction):
    display_name = _("Send for review")
    action_type = "review"
    aria_label = _("Send the selected questions for review")
    action_priority = 15
    form_class = ReviewerForm
    question = _("Send these questions for review? Whoever you choose is told; those that are live stay live.")

    @classmethod
    def execute_action(cls, objects, user=None, data=None, **kwargs):
        for question in objects:
            send_for_review(question=question, reviewer=data["reviewer"], actor=user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(count)d question sent for review.", "%(count)d questions sent for review.", num_parent_objects) % {
            "count": num_parent_objects
        }


class RetireBulkAction(QuestionBulkAction):
    display_name = _("Retire")
    action_type = "retire"
    aria_label = _("Retire the selected questions")
    action_priority = 20
    question = _("Retire these questions? Nobody is asked them again; what people answered stays.")

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        for question in objects:
            retire_question(question=question, actor=user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(count)d question is retired.", "%(count)d questions are retired.", num_parent_objects) % {
            "count": num_parent_objects
        }


class TagsBulkAction(QuestionBulkAction):
    display_name = _("Tags")
    action_type = "tags"
    aria_label = _("Add tags to the selected questions, or take some away")
    action_priority = 30
    form_class = TagsForm
    question = _("Change the tags of these questions?")

    @classmethod
    def execute_action(cls, objects, user=None, data=None, **kwargs):
        removed = [tag.name for tag in data["remove"]]
        return sort_questions(questions=objects, actor=user, add_tags=data["add"], remove_tags=removed), 0


class CompetencyBulkAction(QuestionBulkAction):
    display_name = _("Competency")
    action_type = "competency"
    aria_label = _("Set the competency of the selected questions")
    action_priority = 40
    form_class = CompetencyForm
    question = _("Set the competency of these questions? What is live proves the one it had until it is published again.")

    @classmethod
    def execute_action(cls, objects, user=None, data=None, **kwargs):
        return sort_questions(questions=objects, actor=user, competency=data["competency"]), 0


class LevelBulkAction(QuestionBulkAction):
    display_name = _("Level and difficulty")
    action_type = "level"
    aria_label = _("Set the level or the difficulty of the selected questions")
    action_priority = 50
    form_class = LevelForm
    question = _("Set the level or the difficulty of these questions?")

    @classmethod
    def execute_action(cls, objects, user=None, data=None, **kwargs):
        return sort_questions(questions=objects, actor=user, level=data["level"], difficulty=data["difficulty"]), 0


BULK_ACTIONS = (SetLiveBulkAction, ReviewBulkAction, RetireBulkAction, TagsBulkAction, CompetencyBulkAction, LevelBulkAction)
