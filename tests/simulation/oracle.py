"""What every day should bring, in a few lines of its own: by hand from the rules in words, with nothing of the product's code."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

Absence = tuple[date, date]
DAY = timedelta(days=1)
WINDOW, DUE, GRACE = 60, 30, 10  # days of the certification's rule
AGEING = 60  # days before its end that a level is said to run out soon
# Two weeks of 200 cases leave no doubt when of the 400 no more than 263 (65.75 %) are good: whoever works at 72 % shows so few once in
# 310 times (binomial, half of 263 itself counted), which is what a quarter's 13 looks at 4.2 % in all leave for one.
EDGE, NO_DOUBT = 72.0, 65.77
OFFERED = 30  # days before the end of a level that its refresher is offered


def a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def cycle_on(day: date, ends: date, renewed_on: date | None) -> str:
    """Where a first cycle stands on a day."""
    if renewed_on is not None and renewed_on <= day:
        return "renewed"
    left = (ends - day).days
    if left > WINDOW:
        return "certified"
    if left > DUE:
        return "window_open"
    if left >= 0:
        return "due"
    return "grace" if left >= -GRACE else "expired"


def level_ends(seen: date, absences: Sequence[Absence]) -> date:
    """Its last day: a year after it was seen, and a day more for each day away within its life."""
    last = a_year_later(seen)
    for first, back in sorted(absences):
        if first <= last:
            last += back - first + DAY
    return last


def level_on(day: date, seen: date, absences: Sequence[Absence]) -> str:
    left = (level_ends(seen, [one for one in absences if one[0] <= day]) - day).days
    return "expired" if left < 0 else "ageing" if left <= AGEING else "current"


def offered_on(seen: date, absences: Sequence[Absence], first: date, last: date) -> date | None:
    """The first day on which its end is near enough and the person is there."""
    day = first
    while day <= last:
        away = any(start <= day <= end for start, end in absences)
        if not away and (level_ends(seen, [one for one in absences if one[0] <= day]) - day).days <= OFFERED:
            return day
        day += DAY
    return None


def told_apart_on(weeks: Sequence[tuple[date, float]]) -> date | None:
    """The morning after the second of the first two weeks in a row, each by its Monday, that leave no doubt."""
    for (_first, before), (monday, value) in pairwise(weeks):
        if max(before, value) < EDGE and (before + value) / 2 <= NO_DOUBT:
            return monday + 8 * DAY
    return None
