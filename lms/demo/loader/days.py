"""The demo's dates, counted from the day it is loaded, so that nobody is frozen in a past."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.enrolments.calendar import is_working_day, working_day
from lms.demo.loader.rests import days_of_rest

COHORT_DAY = 3
PROGRAMME_DAYS = 10
FINISHED_WEEKS_AGO = 4


def today() -> date:
    return timezone.localdate()


def working_days_ago(number: int, day: date | None = None) -> date:
    """The date `number` working days before a day; 0 is that day, or the last working day before a day of rest."""
    found, rests = day or today(), days_of_rest(today())
    while not is_working_day(found, rests):
        found -= timedelta(days=1)
    while number:
        found -= timedelta(days=1)
        number -= is_working_day(found, rests)
    return found


def cohort_start() -> date:
    """The first day of those who are on their third one."""
    return working_days_ago(COHORT_DAY - 1)


def finished_start() -> date:
    """The first day of who finished the programme four weeks ago."""
    return working_days_ago(PROGRAMME_DAYS - 1, today() - timedelta(weeks=FINISHED_WEEKS_AGO))


def day_of(starts_on: date, number: int) -> date:
    return working_day(starts_on, number, days_of_rest(today()))


def at(day: date, clock: str) -> datetime:
    """A moment of a day, as "10:05"; never later than now, however early in the day the demo is loaded."""
    return min(timezone.make_aware(datetime.combine(day, time.fromisoformat(clock))), timezone.now())
