"""A day before, and an hour before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.live.actions.telling import tell
from assessments.live.enums import BookingState
from assessments.live.models import Booking

KINDS = ((60, "hour"), (24 * 60, "day"))  # the nearer first


def remind(*, now: datetime | None = None) -> int:
    """Reminds both of each booking that comes near; returns of how many. Each reminder goes once, however often this runs, and none
    when the booking was made or moved later than the reminder was due: they have just read it.
    """
    now = now or timezone.now()
    rows = Booking.objects.filter(state=BookingState.BOOKED, slot__begins_at__gt=now, slot__begins_at__lte=now + timedelta(days=1))
    return sum(_remind(pk, now) for pk in rows.order_by("slot__begins_at").values_list("pk", flat=True))


def due(begins_at: datetime, changed_at: datetime, reminded: int, now: datetime) -> tuple[int, str] | None:
    """Which reminder is due: the nearest one whose time has come, unless it or a nearer one went already. Minutes before and its name."""
    for minutes, name in KINDS:
        at = begins_at - timedelta(minutes=minutes)
        if now >= at:
            return (minutes, name) if changed_at < at and not 0 < reminded <= minutes else None
    return None


def _remind(pk, now: datetime) -> bool:
    with transaction.atomic():
        rows = Booking.objects.select_for_update(of=("self",)).select_related("slot__assessor", "slot__second", "person", "scenario")
        booking = rows.get(pk=pk)
        found = due(booking.slot.begins_at, booking.changed_at, booking.reminded, now) if booking.state == BookingState.BOOKED else None
        if found is None:
            return False
        Booking.objects.filter(pk=pk).update(reminded=found[0])
        tell(booking=booking, what=found[1])
    return True
