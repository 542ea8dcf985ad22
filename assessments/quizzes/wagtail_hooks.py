from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from assessments.quizzes.models import Question
from assessments.quizzes.permissions import QuestionPolicy
from assessments.quizzes.viewsets import BULK_ACTIONS, ITEMS, BankHealthView, QuestionViewSet, advice, matching, pictures

register_permission_policy(Question, QuestionPolicy(Question))
register_snippet(QuestionViewSet)
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [
        path("quizzes/matching/", matching, name="quizzes_matching"),
        path("quizzes/health/", BankHealthView.as_view(), name="quizzes_health"),
        path("quizzes/pictures/", pictures, name="quizzes_pictures"),
        path("quizzes/advice/<int:pk>/", advice, name="quizzes_advice"),
    ]


@hooks.register("construct_snippet_action_menu")
def offer_what_a_question_needs(menu_items, request, context) -> None:
    if context["model"] is Question:
        menu_items += [item for item in ITEMS if item.is_shown(context)]


@hooks.register("insert_editor_js")
def insert_editor_js() -> str:
    """How many questions a section can take is told by a script that finds nothing to do in other editors."""
    return format_html('<script src="{}" defer></script>', static("js/quiz-draws.js"))


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("quizzes.publish_question", _("Publish a question"), _("Question published"))
    actions.register_action("quizzes.retire_question", _("Retire a question"), _("Question retired"))
    actions.register_action("quizzes.return_to_author", _("Return a question to its author"), _("Question returned to its author"))
    actions.register_action("quizzes.sort_question", _("Sort a question"), _("Question sorted"))
    actions.register_action("quizzes.start_attempt", _("Start an attempt"), _("Attempt started"))
    actions.register_action("quizzes.submit_attempt", _("Hand in an attempt"), _("Attempt handed in"))
    actions.register_action("quizzes.grant_attempt", _("Open another attempt"), _("Another attempt opened"))
    actions.register_action("quizzes.bring_in_answers", _("Bring in answers from a file"), _("Answers brought in from a file"))
    actions.register_action("quizzes.send_for_review", _("Send a question to review"), _("Question sent to review"))
