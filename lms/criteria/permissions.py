"""Who may do what with a guideline. The list forms are in `querysets.py`."""

from lms.criteria.enums import PUBLISHES


def can_write(user, guideline) -> bool:
    return type(guideline).objects.writable_by(user).filter(pk=guideline.pk).exists()


def can_publish(user, guideline) -> bool:
    return user.has_role(PUBLISHES) and can_write(user, guideline)


def can_sign(user, guideline) -> bool:
    return type(guideline).objects.signed_in_unit_of(user).filter(pk=guideline.pk).exists()


def can_prove(user, guideline) -> bool:
    return type(guideline).objects.meant_for(user).filter(pk=guideline.pk).exists()
