"""Who sees what teams still know. Cards and what is answered to them are their person's alone (`visible_to` in `querysets.py`)."""

from assessments.reviews.querysets import SEES_RETENTION


def can_see_retention(user) -> bool:
    return user.is_authenticated and user.has_role(SEES_RETENTION)
