"""Whether a figure has been sustained: the ladder's published rule (`kpi_window`), pure and without a clock of its own.

The mean of the window meets the target, and no month of it lies beyond the floor. A month with a protected absence in it is
left out and the window reaches further back: absence pauses it and breaks nothing. Too little data is said, and is no zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

Month = int  # months since year 0: see month_of and first_day
Absence = tuple[date, date | None]  # both days included; without an end it still lasts
REACHES_BACK = 60  # months: no window looks further back, however long somebody was away


class MonthFigure(NamedTuple):
    """A figure of one month, and how many cases it rests on (None: not said)."""

    month: Month
    value: Decimal
    sample: int | None = None


def month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def first_day(month: Month) -> date:
    return date(month // 12, month % 12 + 1, 1)


class Held(StrEnum):
    """How a window came out."""

    SUSTAINED = "sustained"
    SHORT = "short"  # the mean misses the target
    FLOOR = "floor"  # a month lies beyond the floor
    FEW_CASES = "few_cases"  # fewer cases than it takes to say
    FEW_MONTHS = "few_months"  # a month of the window has no figure
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked: `comparison` is ">=", "<=" or "band" (then from `value` to `value_to`); `months` how long."""

    comparison: str
    value: Decimal
    months: int
    value_to: Decimal | None = None
    floor: Decimal | None = None
    min_sample: int | None = None

    def is_reached_by(self, mean: Decimal) -> bool:
        if self.comparison == "band":
            return self.value <= mean <= (self.value_to if self.value_to is not None else self.value)
        return mean >= self.value if self.comparison == ">=" else mean <= self.value

    def is_beyond_floor(self, value: Decimal) -> bool:
        """Below the floor, or above it where less is better. A band has none."""
        if self.floor is None or self.comparison == "band":
            return False
        return value < self.floor if self.comparison == ">=" else value > self.floor


@dataclass(frozen=True, slots=True)
class Window:
    """How it came out, over which months (newest first), with what mean (None without data) and how many cases in all."""

    held: Held
    mean: Decimal | None = None
    cases: int | None = None
    months: tuple[Month, ...] = ()


def sustained(figures: Iterable[MonthFigure], target: Target, on: date, absences: Iterable[Absence] = ()) -> Window:
    """Reads monthly figures, one a month, over the last whole months before `on`.

    The mean weighs each month by its cases; where one does not say how many, all weigh the same.
    """
    known = list(figures)
    months = months_read(known, target.months, on, absences)
    held = [figure for figure in known if figure.month in months]
    if not held:
        return Window(Held.NOTHING, months=months)
    mean, cases = _mean(held), _cases(held)
    return Window(_held(held, mean, cases, target), mean, cases, months)


def window_months(on: date, count: int, absences: Iterable[Absence] = ()) -> tuple[Month, ...]:
    """The last `count` whole months before `on` without a protected absence in them, newest first."""
    this = month_of(on)
    away = [(month_of(start), this if end is None else month_of(end)) for start, end in absences if start < on]
    if not away:
        return _last_months(this, count)
    free = [month for month in range(this - 1, this - 1 - REACHES_BACK, -1) if not any(first <= month <= last for first, last in away)]
    return tuple(free[:count])


@lru_cache(maxsize=256)  # Most people were never away: they share them.
def _last_months(this: Month, count: int) -> tuple[Month, ...]:
    return tuple(range(this - 1, this - 1 - count, -1))


def months_read(figures: Iterable[MonthFigure], count: int, on: date, absences: Iterable[Absence] = ()) -> tuple[Month, ...]:
    """The months of the window, newest first. The figures of a month come in during the next one: while the last month has none
    yet, the window ends a month earlier, so that nobody loses what they had on the first of each month."""
    months = window_months(on, count + 1, absences)
    waits = len(months) > 1 and months[0] == month_of(on) - 1 and months[0] not in [figure.month for figure in figures]
    return months[1:] if waits else months[:-1]


def _held(held: list[MonthFigure], mean: Decimal, cases: int | None, target: Target) -> Held:
    if len(held) < target.months:
        return Held.FEW_MONTHS
    if target.min_sample is not None and (cases is None or cases < target.min_sample):
        return Held.FEW_CASES
    if target.floor is not None and any(target.is_beyond_floor(figure.value) for figure in held):
        return Held.FLOOR
    return Held.SUSTAINED if target.is_reached_by(mean) else Held.SHORT


def _mean(held: list[MonthFigure]) -> Decimal:
    cases = [figure.sample for figure in held if figure.sample]
    if len(cases) == len(held):
        return sum([figure.value * (figure.sample or 0) for figure in held], Decimal(0)) / sum(cases)
    return sum([figure.value for figure in held], Decimal(0)) / len(held)


def _cases(held: list[MonthFigure]) -> int | None:
    known = [figure.sample for figure in held if figure.sample is not None]
    return sum(known) if len(known) == len(held) else None
