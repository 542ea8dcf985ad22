"""Time that assessors offer, who has booked it, and what was noted while it was acted."""

from assessments.live.models.bookings import Booking
from assessments.live.models.calendars import CalendarKey
from assessments.live.models.notes import TimedNote
from assessments.live.models.slots import Slot

__all__ = ["Booking", "CalendarKey", "Slot", "TimedNote"]
