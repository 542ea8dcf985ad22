from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from lms.notifications.enums import Subject
from lms.notifications.models import MailPreference, Notification, WorkingHours
from lms.notifications.registry import Kind, kinds
from lms.notifications.shifts import Hours, Span, next_shift, parse_hours, shift_at

DIGEST = "digest"


def unread_count(user) -> int:
    """How many things this person has been told and has not read: the number on the bell."""
    return Notification.objects.visible_to(user).unread().count() if user.is_authenticated else 0


def hours_of(person) -> list[Hours]:
    """A person's working hours; the house's where nobody has written theirs down."""
    own = [Hours(*row) for row in WorkingHours.objects.filter(person=person).values_list("weekday", "starts", "ends")]
    return own or parse_hours(settings.WORKING_HOURS)


def zone_of(person) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def current_shift(person, now: datetime) -> Span | None:
    return shift_at(hours_of(person), zone_of(person), now)


def next_beginning(person, now: datetime) -> datetime | None:
    """When this person's next shift begins; None when none does in two weeks."""
    coming = next_shift(hours_of(person), zone_of(person), now)
    return coming.starts if coming else None


def switched_off(person) -> set[str]:
    """The kinds whose mail this person does not want."""
    return set(MailPreference.objects.filter(person=person, wanted=False).values_list("kind", flat=True))


def wants_mail(kind: Kind, off: set[str], *, in_digest: bool) -> bool:
    return bool(kind.always) or not (kind.name in off or (in_digest and DIGEST in off))


def kinds_by_subject() -> list[tuple[str, list[Kind]]]:
    """Every kind, under what it is about, but for the mail of the shift as a whole."""
    told = [kind for kind in kinds() if kind.name != DIGEST]
    return [(str(subject.label), found) for subject in Subject if (found := [kind for kind in told if kind.subject == subject])]
