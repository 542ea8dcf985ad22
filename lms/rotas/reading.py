"""The rows of a file of hours: whose, on which day of the week or which date, from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from lms.reading.days import day_of
from lms.reading.faults import Unreadable
from lms.reading.hours import Stretch, hour_of, is_off, ordered, stretches_of, weekday_of
from lms.reading.tables import Cell


@dataclass(frozen=True)
class Layout:
    """What the columns mean. Without a column for the end, that of the beginning holds whole stretches (09:00-13:00, 16:00-20:00)."""

    whom: str
    day: str
    starts: str
    ends: str = ""
    domain: str = ""  # what follows the @ where the file says only what stands before it
    order: str = "dmy"
    header_line: int = 1

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Layout":
        return cls(**{field.name: data[field.name] for field in fields(cls) if field.name in data})

    def missing(self, names: list[str]) -> list[str]:
        return [name for name in dict.fromkeys((self.whom, self.day, self.starts, self.ends)) if name and name not in names]

    def whom_in(self, row: Mapping[str, Cell]) -> str:
        text = str(row.get(self.whom) or "").strip()
        return (f"{text}@{self.domain}" if text and self.domain and "@" not in text else text).casefold()


def day_in(row: Mapping[str, Cell], layout: Layout) -> int | date:
    """A day of the week (0 is Monday) or a date. Raises Unreadable."""
    text = str(row.get(layout.day) or "").strip()
    weekday = weekday_of(text)
    if weekday is not None:
        return weekday
    if not any(sign.isdigit() for sign in text):
        raise Unreadable("no_day", text=text[:80])
    return day_of(text.split("T")[0].split(" ")[0], order=layout.order)


def stretches_in(row: Mapping[str, Cell], layout: Layout) -> list[Stretch]:
    """The stretches that a row says, none on a day off. Raises Unreadable."""
    starts = str(row.get(layout.starts) or "").strip()
    if not layout.ends:
        return stretches_of(starts)
    ends = str(row.get(layout.ends) or "").strip()
    if is_off(starts) and is_off(ends):
        return []
    if is_off(starts) or is_off(ends):
        raise Unreadable("half_a_stretch")
    return ordered([(hour_of(starts), hour_of(ends))])
