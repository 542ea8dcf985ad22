"""The private address of a calendar: made when first asked for, and made anew when it has got into other hands."""

from assessments.live.models import CalendarKey
from assessments.live.models.calendars import new_key


def calendar_key(*, person) -> CalendarKey:
    return CalendarKey.objects.get_or_create(person=person)[0]


def renew_key(*, actor) -> CalendarKey:
    """Whoever subscribed by the old address sees nothing more."""
    return CalendarKey.objects.update_or_create(person=actor, defaults={"key": new_key()})[0]
