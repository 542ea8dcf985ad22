"""Live roleplays of the weeks ahead: two assessors offer their hours, some of them together, and one of them is booked."""

from datetime import date, time, timedelta

from django.utils import timezone

from assessments.live.actions import book, offer
from assessments.live.actions.telling import zone_of
from assessments.live.models import Slot
from assessments.live.queries.slots import can_be_acted, free_slots
from assessments.live.series import moment
from courses.enrolments.calendar import is_working_day
from lms.demo.loader.days import today
from lms.demo.loader.people import person
from lms.demo.loader.rests import days_of_rest
from lms.demo.loader.told import forget_mails, last_job

# Who, on which days of the week, when, and where.
HOURS = (
    ("carmen.ibarra", (1, 3), (time(10), time(10, 40), time(12)), "Sala 2", ""),
    ("nuria.campos", (0, 2, 4), (time(9, 30), time(16)), "", "https://meet.example.com/roleplay-nuria"),
)
# For what opens a gate: two assessors who offer the same hour.
TOGETHER = ("nuria.campos", "carmen.ibarra", 3, time(16), "Sala 1")
WEEKS = 2
BOOKED, BY = "ESC-ES-02", "sofia.medina"


def are_there() -> bool:
    return Slot.objects.exists()


def load() -> None:
    since = last_job()
    for username, weekdays, clocks, place, link in HOURS:
        assessor = person(username)
        days = [day for day in _days_ahead() if day.weekday() in weekdays]
        moments = [moment(day, clock, zone_of(assessor)) for day in days for clock in clocks]
        offer(actor=assessor, moments=moments, minutes=30, place=place, link=link)
    first, second, weekday, clock, room = TOGETHER
    moments = [moment(day, clock, zone_of(person(first))) for day in _days_ahead() if day.weekday() == weekday]
    offer(actor=person(first), second=person(second), moments=moments, minutes=30, place=room)
    sofia, scenario = person(BY), can_be_acted().get(code=BOOKED)
    slot = free_slots(sofia, timezone.now(), scenario).first()
    book(slot=slot, person=sofia, scenario=scenario, actor=sofia)
    forget_mails(since)


def _days_ahead() -> list[date]:
    """The working days of the next two weeks, from next Monday on."""
    monday = today() + timedelta(days=7 - today().weekday())
    rests = days_of_rest(today())
    return [day for day in (monday + timedelta(days=number) for number in range(7 * WEEKS)) if is_working_day(day, rests)]
