"""Hours of work as people and planning tools write them: 09:00-13:00 / 16:00-20:00, 22h a 6h, 2:30 pm, libre; and days of the week."""

import re
from datetime import time

from lms.language.folding import fold
from lms.reading.faults import Unreadable

OFF = frozenset(
    {"", "-", "–", "—", "x", "l", "off", "free", "rest", "day off", "holiday", "leave", "libre", "descanso", "festivo", "vacaciones"}
)
_DAYS = (
    "lunes lun l monday mon mo 1",
    "martes mar m tuesday tue tu 2",
    "miercoles mie mi x wednesday wed we 3",
    "jueves jue j thursday thu th 4",
    "viernes vie v friday fri fr 5",
    "sabado sab s saturday sat sa 6",
    "domingo dom d sunday sun su 7",
)
_WEEKDAYS = {name: number for number, names in enumerate(_DAYS) for name in names.split()}
_CLOCK = re.compile(r"(?:^|.*[T ])(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(h|hrs?|[ap]\.?\s?m\.?)?$", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{2})(\d{2})$")
_BETWEEN = re.compile(r"\s*(?:[,;/+&|\n]|\by\b|\band\b)\s*")
_TO = re.compile(r"\s*[-–—→]\s*|\s+(?:a|to|hasta)\s+")
Stretch = tuple[time, time]


def weekday_of(text: str) -> int | None:
    """0 for Monday, however it is called in Spanish or English, or 1 to 7; None for what is no day of the week."""
    return _WEEKDAYS.get(fold(text).strip().rstrip("."))


def is_off(text: str) -> bool:
    return fold(text).strip() in OFF


def hour_of(text: str) -> time:
    """An hour of the day, also at the end of a moment (2026-11-05 22:00); 24:00 is midnight. Raises Unreadable."""
    plain = text.strip()
    digits = _DIGITS.match(plain)
    clock = None if digits else _CLOCK.match(plain)
    if not digits and not clock:
        raise Unreadable("no_hour", text=plain[:80])
    hour, minute = (int(part or 0) for part in (digits or clock).groups()[:2])  # type: ignore[union-attr]
    half = (clock.group(3) or "").lower() if clock else ""
    if half.startswith(("a", "p")):
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24 and minute == 0:
        hour = 0
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable("no_hour", text=plain[:80]) from None


def stretches_of(text: str) -> list[Stretch]:
    """The stretches of a day, in order; none on a day off. Raises Unreadable."""
    if is_off(text):
        return []
    found = []
    for part in filter(None, _BETWEEN.split(text.strip())):
        ends = _TO.split(part)
        if len(ends) != 2:
            raise Unreadable("no_stretch", text=part[:80])
        found.append((hour_of(ends[0]), hour_of(ends[1])))
    return ordered(found)


def ordered(stretches: list[Stretch]) -> list[Stretch]:
    """The same in the order of the day. Raises Unreadable for one that is too long, and for two that overlap."""
    found = sorted(stretches)
    for starts, ends in found:
        if starts == ends or _minutes(starts, ends) > LONGEST:
            raise Unreadable("long_stretch", text=written([(starts, ends)]))
    for (first, until), (second, _last) in zip(found, found[1:], strict=False):
        if _minutes(first, until) > _minutes(first, second):
            raise Unreadable("overlap", text=written(found))
    return found


def written(stretches: list[Stretch]) -> str:
    """The same in words that are read again: 09:00-13:00, 16:00-20:00."""
    return ", ".join(f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in stretches)


LONGEST = 16 * 60  # minutes: whoever writes more has written an hour wrong


def _minutes(starts: time, ends: time) -> int:
    return (ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute) % 1440
