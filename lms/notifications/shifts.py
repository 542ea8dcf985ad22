"""When somebody is at work: hours of the week in their time zone, without a database or a clock of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FURTHEST_DAYS = 14


@dataclass(frozen=True)
class Hours:
    """One stretch of work on a day of the week (0 is Monday). One that ends no later than it starts ends on the day after."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Span:
    """One shift: two moments in UTC, the end not belonging to it."""

    starts: datetime
    ends: datetime


def shift_at(hours: Iterable[Hours], zone: ZoneInfo, now: datetime) -> Span | None:
    """The shift that `now` is in, or None."""
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    return next((span for span in _spans(hours, zone, yesterday, 2) if span.starts <= now < span.ends), None)


def next_shift(hours: Iterable[Hours], zone: ZoneInfo, now: datetime) -> Span | None:
    """The first shift that begins after `now`, or None when there is none in the next two weeks."""
    spans = _spans(hours, zone, now.astimezone(zone).date(), FURTHEST_DAYS + 1)
    return min((span for span in spans if span.starts > now), key=lambda span: span.starts, default=None)


def parse_hours(text: str) -> list[Hours]:
    """Hours written as "1-5 08:00-20:00; 6 09:00-14:00": days of the week from 1 (Monday), then from and to. Raises ValueError."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, _space, times = part.partition(" ")
        first, _dash, last = days.partition("-")
        starts, _dash, ends = times.strip().partition("-")
        found += [Hours(day - 1, time.fromisoformat(starts), time.fromisoformat(ends)) for day in range(int(first), int(last or first) + 1)]
    return found


def _spans(hours: Iterable[Hours], zone: ZoneInfo, first: date, days: int) -> Iterator[Span]:
    stretches = list(hours)
    for day in (first + timedelta(days=number) for number in range(days)):
        for stretch in stretches:
            if stretch.weekday == day.weekday():
                over = timedelta(days=1 if stretch.ends <= stretch.starts else 0)
                yield Span(_moment(day, stretch.starts, zone), _moment(day + over, stretch.ends, zone))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Of an hour that the clock shows twice, the first; one that it jumps over is as much later."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
