from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("careers.start_posting", _("Begin on a rung"), _("Posting begun"))
    actions.register_action("careers.end_posting", _("Leave a rung"), _("Posting ended"))
    actions.register_action("careers.set_hired_on", _("Say since when somebody works here"), _("First day in the company set"))
    actions.register_action("careers.correct_posting", _("Correct a posting"), _("Posting corrected"))
    actions.register_action("careers.withdraw_posting", _("Withdraw a posting"), _("Posting withdrawn"))
    actions.register_action("careers.give_licence", _("Give a licence"), _("Licence given"))
    actions.register_action("careers.withdraw_licence", _("Withdraw a licence"), _("Licence withdrawn"))
    actions.register_action("careers.save_kind", _("Keep a kind of licence"), _("Kind of licence kept"))
    actions.register_action("careers.archive_kind", _("Archive a kind of licence"), _("Kind of licence archived"))
    actions.register_action("careers.draft_version", _("Prepare a version of a ladder"), _("Version of a ladder prepared"))
    actions.register_action("careers.edit_draft", _("Edit a version of a ladder"), _("Version of a ladder edited"))
    actions.register_action("careers.discard_draft", _("Throw away a version of a ladder"), _("Version of a ladder thrown away"))
    actions.register_action("careers.publish_version", _("Publish a version of a ladder"), _("Version of a ladder published"))
