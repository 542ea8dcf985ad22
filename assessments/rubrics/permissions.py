"""Who writes how performances are read."""

from lms.people.enums import Role
from lms.people.permissions import can_author


def can_write_rubrics(user) -> bool:
    """Authors, and the quality team, who know where a rubric is read in two ways."""
    return can_author(user) or (user.is_authenticated and user.has_role({Role.QUALITY}))
