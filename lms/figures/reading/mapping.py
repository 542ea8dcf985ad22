"""What the columns of a source mean, and a row read by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from lms.reading.days import day_of, period_of
from lms.reading.faults import Fault, Unreadable
from lms.reading.numbers import count, number, seconds
from lms.reading.tables import Cell

PLACES = Decimal("0.0001")  # a figure is kept with four
BIGGEST, MOST_CASES = Decimal(10**8), 2**31 - 1
PERIODS, ORDERS, DECIMALS, UNITS = ("day", "week", "month"), ("dmy", "mdy", "ymd"), ("auto", ",", "."), ("number", "seconds")


@dataclass(frozen=True)
class Measure:
    """A column that holds a figure, of which metric, in which unit, and the column that says on how many cases it rests."""

    metric: str
    column: str
    unit: str = "number"
    sample: str = ""


@dataclass(frozen=True)
class Layout:
    """One source's columns. `whom`: the e-mail of the person, or what stands before its @ (`domain`), or the code of a unit (`of_units`).

    `header_line` 0: the file names no columns, and they are called by their places, from 1.
    """

    whom: str
    day: str
    measures: tuple[Measure, ...]
    of_units: bool = False
    until: str = ""  # a column with the last day; without it `period` says how long a row counts
    period: str = "day"
    order: str = "dmy"
    decimal: str = "auto"
    zone: str = "Europe/Madrid"
    begins: time = time(0)
    header_line: int = 1
    domain: str = ""  # what follows the @ where the file says only what stands before it

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Layout":
        """Raises Unreadable with what is wrong and its mend."""
        try:
            measures = tuple(Measure(**one) for one in data["measures"])
            begins = time.fromisoformat(data.get("begins", "00:00"))
            layout = cls(**{**data, "measures": measures, "begins": begins})
        except (KeyError, TypeError, ValueError) as error:
            raise Unreadable("no_mapping", error=str(error)) from None
        layout._check()
        return layout

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "measures": [vars(one) for one in self.measures], "begins": self.begins.isoformat("minutes")}

    def columns(self) -> list[str]:
        """Every column it reads."""
        own = [self.whom, self.day, self.until]
        return [name for name in (*own, *(name for one in self.measures for name in (one.column, one.sample))) if name]

    def whom_in(self, row: Mapping[str, Cell]) -> str:
        """Whose a row is, as people are known here; empty where it does not say."""
        text = str(row.get(self.whom) or "").strip()
        return f"{text}@{self.domain}" if text and self.domain and "@" not in text else text

    def _check(self) -> None:
        wrong = [
            (name, value, allowed)
            for name, value, allowed in (
                ("period", self.period, PERIODS),
                ("order", self.order, ORDERS),
                ("decimal", self.decimal, DECIMALS),
                *(("unit", one.unit, UNITS) for one in self.measures),
            )
            if value not in allowed
        ]
        if wrong:
            name, value, allowed = wrong[0]
            raise Unreadable("not_allowed", name=name, value=str(value), allowed=", ".join(allowed))
        if self.zone not in available_timezones():
            raise Unreadable("no_zone", zone=str(self.zone))
        if not self.measures or not self.whom or not self.day:
            raise Unreadable("lacks_a_column")


@dataclass(frozen=True)
class Figure:
    """One figure as read: of whom (as the file writes it), of which metric, over which days."""

    whom: str
    metric: str
    starts_on: date
    ends_on: date
    value: Decimal
    sample: int | None


def missing_columns(layout: Layout, names: Iterable[str]) -> list[str]:
    there = set(names)
    return [name for name in dict.fromkeys(layout.columns()) if name not in there]


def read_row(line: int, row: Mapping[str, Cell], layout: Layout, centre: str) -> tuple[list[Figure], list[Fault]]:
    """The figures of a row and its faults. What is wrong with one figure leaves the others; an empty cell is no figure."""
    whom = layout.whom_in(row)
    if not whom:
        return [], [Fault(line, layout.whom, "nobodys")]
    try:
        starts_on, ends_on = _days(row, layout, centre)
    except Unreadable as fault:
        return [], [Fault(line, layout.day, fault.code, fault.told)]
    figures, faults = [], []
    for one in layout.measures:
        try:
            value = _value(row.get(one.column, ""), one.unit, layout.decimal)
            sample = _sample(row.get(one.sample, ""), layout.decimal) if one.sample else None
        except Unreadable as fault:
            faults.append(Fault(line, one.column, fault.code, fault.told))
            continue
        if value is not None:
            figures.append(Figure(whom, one.metric, starts_on, ends_on, value, sample))
    return figures, faults


def _value(cell: Cell, unit: str, decimal: str) -> Decimal | None:
    if isinstance(cell, Decimal):
        value: Decimal | None = cell
    else:
        value = (seconds if unit == "seconds" else number)(cell, decimal)
    if value is None:
        return None
    if not value.is_finite() or abs(value) >= BIGGEST:
        raise Unreadable("too_big", text=str(cell))
    if unit == "seconds" and value < 0:
        raise Unreadable("no_negative_duration", text=str(cell))
    return value.quantize(PLACES)


def _sample(cell: Cell, decimal: str) -> int | None:
    cases = cell if isinstance(cell, Decimal) else count(cell, decimal)
    if cases is None:
        return None
    if not 0 <= cases <= MOST_CASES or cases != int(cases):
        raise Unreadable("no_count", text=str(cell))
    return int(cases)


def _days(row: Mapping[str, Cell], layout: Layout, centre: str) -> tuple[date, date]:
    def day_in(column: str) -> date:
        text = str(row.get(column) or "")
        return day_of(text, order=layout.order, zone=layout.zone, centre=centre, begins=layout.begins)

    first = day_in(layout.day)
    if not layout.until:
        return period_of(first, layout.period)
    last = day_in(layout.until)
    if last < first:
        raise Unreadable("ends_first")
    return first, last
