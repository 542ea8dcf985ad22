"""Notes as they are taken: each is a row at once, and a packet that comes twice or late changes nothing newer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.live.enums import BookingState, Mark
from assessments.live.exceptions import CannotMeet
from assessments.live.models import Booking, TimedNote

LATE = timedelta(hours=24)  # in which what a browser kept without a connection still arrives


def save_note(
    *,
    booking: Booking,
    token: UUID,
    actor,
    text: str = "",
    mark: str = Mark.NOTE,
    second: int | None = None,
    counter: int = 1,
    removed: bool = False,
    now: datetime | None = None,
) -> tuple[TimedNote, bool]:
    """Keeps a note of one of its assessors, and says whether this packet was the newest one of it.

    `second` counts from the beginning; without it, it is this moment. Raises CannotMeet before it has begun, long after it, or for a
    note without words.
    """
    now = now or timezone.now()
    if actor.pk not in (booking.slot.assessor_id, booking.slot.second_id):
        raise CannotMeet(_("Only those who assess it take notes."))
    if booking.state not in (BookingState.RUNNING, BookingState.DONE):
        raise CannotMeet(_("It has not begun yet: notes count from its beginning."))
    performance = booking.performance
    if performance.ended_at and now > performance.ended_at + LATE:
        raise CannotMeet(_("It ended more than a day ago: its notes no longer change."))
    if mark == Mark.NOTE and not text.strip() and not removed:
        raise CannotMeet(_("Write the note first."))
    values = {"text": text.strip(), "mark": Mark(mark), "counter": counter, "removed_at": now if removed else None}
    place = {"second": _second(performance, second, now), "noted_at": now}
    with transaction.atomic():
        note, created = TimedNote.objects.get_or_create(performance=performance, author=actor, token=token, defaults=values | place)
        kept = created or bool(TimedNote.objects.filter(pk=note.pk, counter__lt=counter).update(**values))
    if kept and not created:
        note.refresh_from_db()
    return note, kept


def _second(performance, asked: int | None, now: datetime) -> int:
    """Never later than the end, or than now."""
    whole = int(((performance.ended_at or now) - performance.started_at).total_seconds())
    return max(0, min(whole if asked is None else asked, whole))
