from lms.people.enums import Role
from lms.people.models import Unit, User

KEEPS_HOURS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})

KEEPS_UNIT_HOURS = frozenset({Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


def can_keep_hours(user, person) -> bool:
    """Whoever leads the person's unit, and HR. Nobody their own: hours are agreed, not chosen."""
    if user.pk == person.pk:
        return False
    return User.objects.visible_to(user, roles=KEEPS_HOURS).filter(pk=person.pk).exists()


def can_keep_unit_hours(user, unit) -> bool:
    """Whoever is responsible for the unit, and HR."""
    return Unit.objects.visible_to(user, roles=KEEPS_UNIT_HOURS).filter(pk=unit.pk).exists()


def can_see_samples(user) -> bool:
    """Whoever answers for what this academy writes to people."""
    return user.is_active and user.has_role({Role.ADMINISTRATOR})
