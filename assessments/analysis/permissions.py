"""Who reads what answers say about questions: whoever writes them, and quality. It names nobody."""

from lms.people.enums import AUTHORS, Role

READS_ANALYSIS = AUTHORS | {Role.QUALITY}


def can_read_analysis(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(READS_ANALYSIS))
