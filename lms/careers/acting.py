"""How long somebody has been acting up, counted as article 39.2 of the Workers' Statute counts it. Pure.

Functions above one's group for more than six months in a year, or eight in two years, give the right to claim the promotion.
A month is a twelfth of a year: 365 / 12 days, so that periods which begin and end within months add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

DAYS_A_MONTH = 365 / 12
IN_A_YEAR, IN_TWO_YEARS = 6, 8
WARNINGS = (4, 5, 6)  # Months in a year at which HR is warned.

Period = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class ActingUp:
    """Months acted up in the year and the two years that end on a day, rounded; `warning` is the step reached (4, 5 or 6), or None.

    `may_claim`: whether the limit of the law has been passed, by a day and not by what is rounded.
    """

    in_a_year: float
    in_two_years: float
    warning: int | None
    may_claim: bool


def acting_up(periods: Iterable[Period], on: date) -> ActingUp:
    """Counts the days of periods (both ends included, no end: still at it) in the windows that end on a day. No day counts twice."""
    held = list(periods)
    year = _days(held, on - relativedelta(years=1) + timedelta(days=1), on) / DAYS_A_MONTH
    two = _days(held, on - relativedelta(years=2) + timedelta(days=1), on) / DAYS_A_MONTH
    # Two years warn as one does: so many months before their limit.
    reached = max(year, two - (IN_TWO_YEARS - IN_A_YEAR))
    warning = max((step for step in WARNINGS if reached >= step), default=None)
    return ActingUp(round(year, 1), round(two, 1), warning, year > IN_A_YEAR or two > IN_TWO_YEARS)


def claim_from(periods: Iterable[Period], on: date) -> date | None:
    """The first day, from `on`, on which the limit is passed if nothing else changes: None when it is not within a year."""
    held = list(periods)
    days = (on + timedelta(days=ahead) for ahead in range(367))
    return next((day for day in days if acting_up(held, day).may_claim), None)


def _days(periods: list[Period], first: date, last: date) -> int:
    total, counted_to = 0, first - timedelta(days=1)
    for starts_on, ends_on in sorted(periods, key=lambda period: period[0]):
        begins = max(starts_on, counted_to + timedelta(days=1))
        ends = min(ends_on or last, last)
        if ends >= begins:
            total += (ends - begins).days + 1
            counted_to = ends
    return total
