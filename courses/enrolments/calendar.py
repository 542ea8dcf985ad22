"""Working days, Monday to Friday. Day 1 is the day one starts, or the first working day after it."""

from collections.abc import Set
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)
NO_HOLIDAYS: frozenset[date] = frozenset()


def is_working_day(day: date, holidays: Set[date] = NO_HOLIDAYS) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def working_day(starts_on: date, number: int, holidays: Set[date] = NO_HOLIDAYS) -> date:
    """The date of working day `number` (1 is the first) for who starts on `starts_on`. Raises ValueError below 1."""
    if number < 1:
        raise ValueError("Working days are counted from 1")
    day, left = starts_on, number
    while True:
        left -= is_working_day(day, holidays)
        if left == 0:
            return day
        day += ONE_DAY


def day_number(starts_on: date, today: date, holidays: Set[date] = NO_HOLIDAYS) -> int:
    """Which working day `today` is: 0 before the first; on a day of rest, the number of the last working day."""
    if today < starts_on:
        return 0
    days = (today - starts_on).days + 1
    return sum(is_working_day(starts_on + timedelta(days=offset), holidays) for offset in range(days))
