"""Moments of a weekly offer, on the clock of whoever offers. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)
MOST = 26  # half a year of weeks


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time on the wall as a moment in UTC. An hour that a spring night leaves out is the one after it; one that an autumn night
    has twice is the first of both."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def weekly(first: date, clock: time, zone: ZoneInfo, until: date | None = None) -> list[datetime]:
    """The same wall time each week, the day `until` included, whatever the clocks do meanwhile; one moment without it.

    At most MOST of them. Raises ValueError when `until` is before the first day.
    """
    last = first if until is None else until
    if last < first:
        raise ValueError("until is before the first day")
    days = [first + number * WEEK for number in range(min((last - first) // WEEK + 1, MOST))]
    return [moment(day, clock, zone) for day in days]


def overlap(begins: datetime, ends: datetime, other_begins: datetime, other_ends: datetime) -> bool:
    """Whether two stretches share any time; one may begin when the other ends."""
    return begins < other_ends and other_begins < ends
