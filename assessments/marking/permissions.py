"""Who reads written answers, and who puts a question right."""

from lms.people.enums import Role
from lms.people.permissions import can_author

MARKS = frozenset({Role.TRAINER, Role.ASSESSOR})


def can_mark(user) -> bool:
    return user.is_authenticated and user.has_role(MARKS)


def can_correct(user) -> bool:
    """Whoever writes questions: a correction counts for everybody who was asked."""
    return can_author(user)
