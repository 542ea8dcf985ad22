"""Who offers time, who may book for whom, and who may do what with a booking."""

from datetime import datetime, timedelta

from assessments.live.enums import BookingState
from lms.people.enums import Role

OFFERS = frozenset({Role.ASSESSOR, Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY})
# Who asks for others to be assessed, and sees what came of it.
LEADS = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR})

# Until when a person moves or cancels by themselves: later somebody waits in a room for them.
LIMIT = timedelta(hours=2)
EARLY = timedelta(minutes=15)  # how long before its time it may begin
PATIENCE = timedelta(minutes=10)  # how long one waits before saying that nobody came
LATE_RECORDING = timedelta(days=7)  # how long after it was handed in its recording may still be added; one may appeal as long


def can_offer(user) -> bool:
    return user.is_authenticated and user.has_role(OFFERS)


def can_lead(user) -> bool:
    return user.is_authenticated and user.has_role(LEADS)


def can_book_for(user, person) -> bool:
    """Oneself; and whoever leads, for the people they lead."""
    from lms.people.models import User

    if user.pk == person.pk:
        return True
    return can_lead(user) and User.objects.visible_to(user, LEADS).filter(pk=person.pk).exists()


def can_change(user, booking, now: datetime) -> bool:
    """Whether `user` may move or cancel it now."""
    if booking.state != BookingState.BOOKED:
        return False
    if user.pk == booking.slot.assessor_id:
        return True
    in_time = now <= booking.slot.begins_at - LIMIT
    return in_time and can_book_for(user, booking.person)


def can_begin(user, booking, now: datetime) -> bool:
    return user.pk == booking.slot.assessor_id and booking.state == BookingState.BOOKED and now >= booking.slot.begins_at - EARLY


def can_add_recording(booking, now: datetime) -> bool:
    """Whether its assessor may still add the recording of what was handed in; that both said yes is looked at beside it."""
    ended_at = booking.performance.ended_at if booking.performance_id else None
    return booking.state == BookingState.DONE and bool(ended_at) and now <= ended_at + LATE_RECORDING


def can_mark_absent(user, booking, now: datetime) -> bool:
    return user.pk == booking.slot.assessor_id and booking.state == BookingState.BOOKED and now >= booking.slot.begins_at + PATIENCE
