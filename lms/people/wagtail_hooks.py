from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "people.invite": (_("Invite"), _("Invited")),
    "people.resend_invitation": (_("Send an invitation again"), _("Invitation sent again")),
    "people.revoke_invitation": (_("Revoke an invitation"), _("Invitation revoked")),
    "people.accept_invitation": (_("Accept an invitation"), _("Invitation accepted")),
    "people.grant_membership": (_("Give a role"), _("Role given")),
    "people.end_membership": (_("End a role"), _("Role ended")),
    "people.update_settings": (_("Change one's settings"), _("Settings changed")),
    "people.deactivate_person": (_("Close an account"), _("Account closed")),
    "people.reactivate_person": (_("Open an account again"), _("Account opened again")),
    "people.set_sign_in_rule": (_("Change a sign-in rule"), _("Sign-in rule changed")),
    "people.export": (_("Export people"), _("People exported")),
}


@hooks.register("register_log_actions")
def register_people_actions(actions) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
