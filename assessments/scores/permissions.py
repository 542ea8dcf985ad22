"""Who reads performances."""

from lms.people.enums import Role

SCORES = frozenset({Role.ASSESSOR, Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY})
# Who is given performances of others: whoever is licensed, and these roles while nobody is.
READS = frozenset({Role.ASSESSOR, Role.TRAINER})


def can_score(user) -> bool:
    return user.is_authenticated and user.has_role(SCORES)
