"""When somebody is at work: hours of the week in their time zone, days that differ, leave. Without a database or a clock of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FURTHEST_DAYS = 14
LONGEST_BREAK = timedelta(hours=6)  # between two stretches of one shift: a split day is one shift, and so is a night in two dates
LONGEST_SHIFT = timedelta(hours=16)  # no stretch that begins later belongs to it


@dataclass(frozen=True)
class Hours:
    """One stretch of work on a day of the week (0 is Monday). One that ends no later than it starts ends on the day after."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Span:
    """One shift, or one stretch of it: two moments in UTC, the end not belonging to it."""

    starts: datetime
    ends: datetime


Stretch = tuple[time, time]
Leave = tuple[date, date | None]  # first and last day; open while nobody knows


@dataclass(frozen=True)
class Rota:
    """When somebody works: hours of each week, and what differs from them.

    `days`: the stretches of dates that were planned one by one, none on a day off; a week of which any date was planned is taken
    from its dates alone. On `holidays` nobody works who was not planned to, and on leave (`away`) nobody does.
    """

    hours: tuple[Hours, ...] = ()
    days: Mapping[date, tuple[Stretch, ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    away: tuple[Leave, ...] = ()

    def on(self, day: date) -> list[Stretch]:
        if any(first <= day and (last is None or day <= last) for first, last in self.away):
            return []
        if day in self.days:
            return list(self.days[day])
        if day in self.holidays or any(_monday(day) == _monday(planned) for planned in self.days):
            return []
        return [(each.starts, each.ends) for each in self.hours if each.weekday == day.weekday()]

    def furthest(self, day: date) -> date:
        """The last day to look at for the next shift: two weeks from now, or after the leave that reaches beyond."""
        last = day + timedelta(days=FURTHEST_DAYS)
        for first, until in sorted(self.away, key=lambda leave: leave[0]):
            if until is not None and first <= last:
                last = max(last, until + timedelta(days=FURTHEST_DAYS))
        return last


def shift_at(rota: Rota | Iterable[Hours], zone: ZoneInfo, now: datetime) -> Span | None:
    """The shift that `now` is in, or None: in the break of a split day nobody is at work."""
    today = now.astimezone(zone).date()
    for stretches in _shifts(_rota(rota), zone, today - timedelta(days=2), today):
        if any(each.starts <= now < each.ends for each in stretches):
            return _whole(stretches)
    return None


def next_shift(rota: Rota | Iterable[Hours], zone: ZoneInfo, now: datetime) -> Span | None:
    """The first shift that begins after `now`, or None when there is none in the next two weeks, or in those after a leave."""
    rota, today = _rota(rota), now.astimezone(zone).date()
    coming = (_whole(stretches) for stretches in _shifts(rota, zone, today - timedelta(days=2), rota.furthest(today)))
    return next((shift for shift in coming if shift.starts > now), None)


def next_stretch(rota: Rota | Iterable[Hours], zone: ZoneInfo, now: datetime) -> Span | None:
    """The same, but for the rest of a shift that is under way: after its break."""
    rota, today = _rota(rota), now.astimezone(zone).date()
    return next((each for each in _spans(rota, zone, today - timedelta(days=1), rota.furthest(today)) if each.starts > now), None)


def parse_hours(text: str) -> list[Hours]:
    """Hours written as "1-5 08:00-20:00; 6 09:00-14:00": days of the week from 1 (Monday), then from and to. Raises ValueError."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, _space, times = part.partition(" ")
        first, _dash, last = days.partition("-")
        starts, _dash, ends = times.strip().partition("-")
        found += [Hours(day - 1, time.fromisoformat(starts), time.fromisoformat(ends)) for day in range(int(first), int(last or first) + 1)]
    return found


def _shifts(rota: Rota, zone: ZoneInfo, first: date, last: date) -> Iterator[list[Span]]:
    """Stretches that belong together, in the order of time."""
    shift: list[Span] = []
    for span in _spans(rota, zone, first, last):
        if shift and (span.starts - shift[-1].ends > LONGEST_BREAK or span.starts - shift[0].starts >= LONGEST_SHIFT):
            yield shift
            shift = []
        shift.append(span)
    if shift:
        yield shift


def _spans(rota: Rota, zone: ZoneInfo, first: date, last: date) -> Iterator[Span]:
    for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
        for starts, ends in sorted(rota.on(day)):
            over = timedelta(days=1 if ends <= starts else 0)
            yield Span(_moment(day, starts, zone), _moment(day + over, ends, zone))


def _whole(stretches: list[Span]) -> Span:
    return Span(stretches[0].starts, stretches[-1].ends)


def _rota(rota: Rota | Iterable[Hours]) -> Rota:
    return rota if isinstance(rota, Rota) else Rota(tuple(rota))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Of an hour that the clock shows twice, the first; one that it jumps over is as much later."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
