from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("recordings.keep", _("Keep a recording"), _("Recording kept"))
    actions.register_action("recordings.let_go", _("Delete the sound of a recording"), _("Sound of a recording deleted"))
    actions.register_action("recordings.ask_reference", _("Ask for a recording as a reference"), _("Recording asked for as a reference"))
    actions.register_action("recordings.answer_reference", _("Answer about a reference recording"), _("Reference recording answered"))
    actions.register_action("recordings.withdraw_reference", _("Take a reference recording back"), _("Reference recording taken back"))
