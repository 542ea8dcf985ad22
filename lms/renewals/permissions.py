"""Who sees whose renewals. The list form is `visible_to` in `querysets.py`; the rules are kept by who keeps certifications."""

from lms.certificates.querysets import SEES_CERTIFICATES


def can_see_people(user) -> bool:
    """Whoever teaches, leads or administers somebody."""
    return user.is_authenticated and (user.is_superuser or user.has_role(SEES_CERTIFICATES))
