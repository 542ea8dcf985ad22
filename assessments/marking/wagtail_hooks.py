from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("quizzes.mark_response", _("Mark a written answer"), _("Written answer marked"))
    actions.register_action("quizzes.correct_version", _("Put a question right"), _("Question put right"))
