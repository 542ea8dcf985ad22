"""The calendar of a certification: until when it holds, when it may be renewed, and where a cycle stands on a day.

Pure: days in, days out. A day named as the last one still counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

REMINDERS = (90, 60, 30, 7)  # days before the end


@dataclass(frozen=True)
class Cycle:
    """The rule of one certification.

    Validity in months or in days (none of them: it holds for ever). With `fixed`, a (month, day), it always ends on that day of
    the year: the first one that leaves at least `minimum_months` from the day it was earned. The window opens `window_days`
    before the end, the renewal is due in its last `due_days`, and `grace_days` after the end it may still be renewed.
    """

    months: int | None = 12
    days: int | None = None
    fixed: tuple[int, int] | None = None
    minimum_months: int = 0
    window_days: int = 90
    due_days: int = 30
    grace_days: int = 0

    @property
    def ends(self) -> bool:
        return bool(self.fixed or self.months or self.days)


@dataclass(frozen=True)
class Dates:
    """The days of a cycle that has been earned; all None when it holds for ever."""

    valid_until: date | None = None
    opens_on: date | None = None
    due_from: date | None = None
    grace_until: date | None = None


def ends_on(earned_on: date, cycle: Cycle) -> date | None:
    """The last day on which what was earned on `earned_on` holds; None for ever."""
    if not cycle.ends:
        return None
    if cycle.fixed:
        return _next_fixed(_later(earned_on, cycle.minimum_months), *cycle.fixed)
    if cycle.days:
        return earned_on + timedelta(days=cycle.days)
    return _later(earned_on, cycle.months or 0)


def renewed_until(earned_on: date, before: date | None, cycle: Cycle) -> date | None:
    """The same for a renewal: earned before the end of the cycle before, nothing of that one is lost.

    It then counts on from that end, unless the certification ends on a fixed day anyway. Late, it counts from its own day.
    """
    if before is None or cycle.fixed or earned_on > before:
        return ends_on(earned_on, cycle)
    return ends_on(before, cycle)


def dates_of(valid_until: date | None, cycle: Cycle) -> Dates:
    if valid_until is None:
        return Dates()
    return Dates(
        valid_until=valid_until,
        opens_on=valid_until - timedelta(days=cycle.window_days),
        due_from=valid_until - timedelta(days=min(cycle.due_days, cycle.window_days)),
        grace_until=valid_until + timedelta(days=cycle.grace_days),
    )


def standing(day: date, dates: Dates) -> str:
    """Where an earned cycle stands on a day, by the calendar alone: a value of `PeriodState`."""
    if dates.valid_until is None or dates.opens_on is None or day < dates.opens_on:
        return "certified"
    if day <= dates.valid_until:
        return "due" if dates.due_from is not None and day >= dates.due_from else "window_open"
    return "grace" if dates.grace_until is not None and day <= dates.grace_until else "expired"


def reminder(day: date, valid_until: date | None, before: tuple[int, ...] = REMINDERS, sent: int | None = None) -> int | None:
    """Which reminder a day asks for: the days before the end of the latest one that is due and not yet `sent`.

    After a gap only the latest is given, never the ones that were missed. None when there is nothing to say.
    """
    if valid_until is None or day > valid_until:
        return None
    left = (valid_until - day).days
    due = [one for one in before if left <= one]
    latest = min(due, default=None)
    return None if latest is None or (sent is not None and sent <= latest) else latest


def recognises(earned_on: date, day: date, oldest_months: int | None) -> bool:
    """Whether what was completed on `earned_on` still counts for somebody who is given the certification on `day`."""
    return bool(oldest_months) and earned_on <= day <= _later(earned_on, oldest_months or 0)


def _next_fixed(day: date, month: int, of_month: int) -> date:
    this_year, next_year = (_of_year(year, month, of_month) for year in (day.year, day.year + 1))
    return this_year if this_year >= day else next_year


def _of_year(year: int, month: int, of_month: int) -> date:
    """29 February is the 28th of a common year, and the 31st of a shorter month its last day."""
    end: date = date(year, month, 1) + relativedelta(day=of_month)
    return end


def _later(day: date, months: int) -> date:
    """The same day of the month, or its last where that month is shorter."""
    later: date = day + relativedelta(months=months)
    return later
