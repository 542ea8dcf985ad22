"""A table of scores as somebody saved it: one row a score, with the columns item, rater and value. Every fault with its line."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.calibration.statistics.groups import Cell
from assessments.calibration.statistics.krippendorff import Scale

COLUMNS = ("item", "rater", "value")


class CannotRead(Exception):
    """The faults of a file, each with its line and what mends it."""

    def __init__(self, faults: list["Fault"]):
        super().__init__("\n".join(str(one) for one in faults))
        self.faults = faults


@dataclass(frozen=True)
class Fault:
    line: int
    text: str
    mend: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(text)s %(mend)s") % {"line": self.line, "text": self.text, "mend": self.mend}


@dataclass(frozen=True)
class Ratings:
    """One row of `table` an item and one column a rater, in the order of the file; None where somebody did not score."""

    items: tuple[str, ...]
    raters: tuple[str, ...]
    table: tuple[tuple[Cell, ...], ...]


def read_ratings(text: str, scale: str) -> Ratings:
    """An empty value is a score that is missing. Raises CannotRead with every fault at once."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    if missing := [name for name in COLUMNS if name not in rows.fieldnames]:
        mend = _("Write a first line with item,rater,value.")
        raise CannotRead([Fault(1, _("The column %(name)s is missing.") % {"name": ", ".join(missing)}, mend)])
    return _gathered(rows, Scale(scale))


def _gathered(rows: csv.DictReader, scale: Scale) -> Ratings:
    given: dict[tuple[str, str], Cell] = {}
    lines: dict[tuple[str, str], int] = {}
    faults: list[Fault] = []
    for row in rows:
        item, rater, value = ((row[name] or "").strip() for name in COLUMNS)
        if fault := _fault(rows.line_num, item, rater, value, scale, lines):
            faults.append(fault)
            continue
        lines[item, rater] = rows.line_num
        given[item, rater] = _cell(value, scale)
    if faults:
        raise CannotRead(faults)
    if not given:
        raise CannotRead([Fault(2, _("There are no scores."), _("Write one line a score: item, rater, value."))])
    return _as_table(given)


def _fault(line: int, item: str, rater: str, value: str, scale: Scale, lines: dict[tuple[str, str], int]) -> Fault | None:
    if not item or not rater:
        return Fault(line, _("It does not say which item, or who scored it."), _("Fill in both columns."))
    if (item, rater) in lines:
        said = _("%(rater)s scored %(item)s already, on line %(before)s.") % {"rater": rater, "item": item, "before": lines[item, rater]}
        return Fault(line, said, _("Keep one of the two."))
    if value and scale != Scale.NOMINAL and _number(value) is None:
        said = _("“%(value)s” is not a number.") % {"value": value}
        return Fault(line, said, _("Write a number, or ask for the nominal level."))
    return None


def _cell(value: str, scale: Scale) -> Cell:
    if not value:
        return None
    return value if scale == Scale.NOMINAL else _number(value)


def _number(value: str) -> float | None:
    try:
        found = float(value.replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None  # Neither infinity nor what is no number at all.


def _as_table(given: dict[tuple[str, str], Cell]) -> Ratings:
    items, raters = (tuple(dict.fromkeys(pair[place] for pair in given)) for place in (0, 1))
    return Ratings(items, raters, tuple(tuple(given.get((item, rater)) for rater in raters) for item in items))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
