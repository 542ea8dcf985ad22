"""Who may do what with a guideline. The list forms are in `querysets.py`."""

from lms.criteria.enums import REMINDS, SEES_REGISTER, SIGNS, WRITES, GuidelineKind
from lms.people.enums import Role


def can_write_in(user, unit, kind: str) -> bool:
    """May begin something for a unit: in their own branch of the tree."""
    return user.is_superuser or any(unit.path.startswith(path) for path in user.branches(WRITES[kind]))


def can_write(user, guideline) -> bool:
    return type(guideline).objects.writable_by(user).filter(pk=guideline.pk).exists()


def can_publish(user, guideline) -> bool:
    return type(guideline).objects.publishable_by(user).filter(pk=guideline.pk).exists()


def can_sign(user, guideline) -> bool:
    return type(guideline).objects.signed_in_unit_of(user).filter(pk=guideline.pk).exists()


def can_prove(user, guideline) -> bool:
    return type(guideline).objects.meant_for(user).filter(pk=guideline.pk).exists()


def can_see_register(user) -> bool:
    return user.is_superuser or user.has_role(SEES_REGISTER)


def can_remind(user) -> bool:
    return user.is_superuser or user.has_role(REMINDS)


def can_see_figures(user) -> bool:
    """How many, never who."""
    return user.is_superuser or user.has_role({Role.WORKS_COUNCIL})


def writes_somewhere(user, kind: str) -> bool:
    return user.is_superuser or user.has_role(WRITES[kind])


def can_look_after_some(user) -> bool:
    """Writes or signs some of them."""
    return any(writes_somewhere(user, kind) for kind in GuidelineKind) or user.has_role(SIGNS)
