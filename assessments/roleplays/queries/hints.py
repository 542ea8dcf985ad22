"""What waits on the first screen: the roleplays that somebody has begun and not ended."""

from django.core.cache import cache

from assessments.roleplays.models import Performance
from assessments.roleplays.queries.listing import PLAYED_ALONE
from lms.statements import Statement

MOST, KEPT_SECONDS = 3, 60
_OPEN = Statement(
    lambda person: (
        Performance.objects.open()
        .filter(person=person, mode__in=PLAYED_ALONE)
        .select_related("version__scenario")
        .defer("text", "version__content", "version__scenario__draft")
        .order_by("-started_at")[:MOST]
    ),
    person=999_999_999,
)


def open_performances(user) -> tuple[Performance, ...]:
    """The latest first. One query; none for a minute after there were none, so that every first screen does not ask."""
    if cache.get(_key(user)):
        return ()
    found = tuple(_OPEN.all(person=user.pk))
    if not found:
        cache.set(_key(user), True, KEPT_SECONDS)
    return found


def forget_none(user) -> None:
    """One has been begun: this process says so at once, the others within a minute."""
    cache.delete(_key(user))


def _key(user) -> str:
    return f"roleplays.none_open:{user.pk}"
