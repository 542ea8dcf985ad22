"""Everything that changes who people are, what they are here, and how they get in."""

from lms.people.actions.accounts import deactivate_person, reactivate_person, set_sign_in_rule, update_settings
from lms.people.actions.invitations import accept_invitation, find_invitation, invite, resend_invitation, revoke_invitation
from lms.people.actions.memberships import end_membership, grant_membership
from lms.people.actions.today import renew_today

__all__ = [
    "accept_invitation",
    "deactivate_person",
    "end_membership",
    "find_invitation",
    "grant_membership",
    "invite",
    "renew_today",
    "reactivate_person",
    "resend_invitation",
    "revoke_invitation",
    "set_sign_in_rule",
    "update_settings",
]
