"""Days and moments as systems write them, in the zone of the centre; a shift that passes midnight belongs to the day it began."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from lms.reading.faults import Unreadable

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_OTHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_DIGITS = re.compile(r"(\d{8})(?!\d)")
_CLOCK = re.compile(r"[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
PM, AM = "p", "a"


@lru_cache(maxsize=16_384)
def day_of(text: str, *, order: str = "dmy", zone: str = "UTC", centre: str = "UTC", begins: time = time(0)) -> date:
    """The working day that a date or a moment belongs to.

    `order`: "dmy" or "mdy", for dates that do not begin with the year; "ymd" for eight digits that do. A moment is of `zone` unless
    it says its own, is taken to the `centre`'s zone, and before `begins` it still belongs to the day before (a night shift).
    Raises Unreadable.
    """
    plain = text.strip()
    found = _ISO.match(plain) or _OTHER.match(plain) or _DIGITS.match(plain)
    if not found:
        raise Unreadable("no_date", text=plain)
    day = _day(found, order, plain)
    rest = plain[found.end() :]
    if not rest.strip():
        return day
    clock = _CLOCK.match(rest)
    if not clock:
        raise Unreadable("unreadable_time", text=plain)
    moment = _moment(day, clock, zone, plain).astimezone(ZoneInfo(centre))
    return moment.date() - timedelta(days=1) if moment.time() < begins else moment.date()


def period_of(day: date, period: str) -> tuple[date, date]:
    """First and last day of the "day", "week" (from Monday) or "month" that a day lies in."""
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if period == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day, day


def _day(found: "re.Match[str]", order: str, text: str) -> date:
    if found.re is _DIGITS:
        digits = found.group()
        ends = (4, 6) if order == "ymd" else (2, 4)
        parts = [int(digits[: ends[0]]), int(digits[ends[0] : ends[1]]), int(digits[ends[1] :])]
    else:
        parts = [int(part) for part in found.groups()]
    if found.re is _ISO or (found.re is _DIGITS and order == "ymd"):
        year, month, of_month = parts
    else:
        of_month, month, year = parts if order != "mdy" else (parts[1], parts[0], parts[2])
        year += 2000 if year < 100 else 0
    try:
        return date(year, month, of_month)
    except ValueError:
        raise Unreadable("no_such_day", text=text) from None


def _moment(day: date, clock: "re.Match[str]", zone: str, text: str) -> datetime:
    hour, minute, second, half, offset = clock.groups()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith(PM) else 0)
    try:
        at = time(hours, int(minute), int(second or 0))
    except ValueError:
        raise Unreadable("no_such_time", text=text) from None
    if offset:
        return datetime.fromisoformat(f"{day}T{at.isoformat()}{'+00:00' if offset.upper() == 'Z' else offset}")
    return datetime.combine(day, at, ZoneInfo(zone))
