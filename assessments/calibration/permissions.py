"""Who opens calibrations and looks after licences."""

from lms.people.enums import Role

LEADS = frozenset({Role.QUALITY, Role.SUPERVISOR})


def can_lead(user) -> bool:
    return user.is_authenticated and user.has_role(LEADS)
