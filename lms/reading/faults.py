"""What is wrong in a file, and its mend: kept as a code with what belongs into its words, and worded for whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

Words = tuple[Any, Any]  # what is wrong and what mends it, both lazy texts

_HOW_LONG = _("Write it as 00:04:50, 4 min 50 s or 290.")
_A_COUNT = (_("“%(text)s” is no count of cases."), _("Write a whole number, as in 240."))
_words: dict[str, Words] = {
    "no_number": (_("“%(text)s” is no number."), _("Write digits, as in 72.5 or 72,5.")),
    "two_ways": (_("“%(text)s” can be read in two ways."), _("Say in the mapping which sign the file writes before decimals.")),
    "no_duration": (_("“%(text)s” is no duration."), _HOW_LONG),
    "beyond_59": (_("“%(text)s” is no time: its minutes or seconds go beyond 59."), _HOW_LONG),
    "no_count": _A_COUNT,
    "no_date": (_("“%(text)s” is no date."), _("Write it as 2026-11-26 or 26/11/2026.")),
    "no_such_day": (_("There is no such day as “%(text)s”."), _("Say in the mapping whether the file writes the day or the month first.")),
    "unreadable_time": (_("“%(text)s” has a time that cannot be read."), _("Write it as 2026-11-26 14:30.")),
    "no_such_time": (_("“%(text)s” has a time that does not exist."), _("Hours go to 23, minutes to 59.")),
    "no_hour": (_("“%(text)s” is no hour of the day."), _("Write it as 14:30 or 2:30 pm.")),
    "no_stretch": (_("“%(text)s” does not say from when to when."), _("Write it as 09:00-13:00, 16:00-20:00.")),
    "long_stretch": (_("“%(text)s” is longer than a shift can be."), _("Is one of the hours wrong? On a day off, leave them empty.")),
    "overlap": (_("“%(text)s” overlaps."), _("Leave one of them, or put the hours right.")),
    "no_day": (_("“%(text)s” is neither a day of the week nor a date."), _("Write it as Monday, or as 2026-11-26.")),
    "half_a_stretch": (_("It says only one of its two hours."), _("Write both, or leave both empty on a day off.")),
    "no_text": (_("This is no text."), _("Save it as CSV or XLSX.")),
    "no_sheet": (_("This XLSX file cannot be opened."), _("Save it again, or save it as CSV.")),
    "empty_file": (_("The file is empty."), _("Choose the file that has the rows.")),
    "broken_line": (_("Line %(line)d cannot be read: %(error)s"), _("Is a quote open?")),
    "ragged": (
        _("The line has %(there)d cells, and the header %(width)d."),
        _("Put a text that holds the separator in quotes, and write every cell, the empty ones too."),
    ),
    "many_columns": (_("The file has more than %(most)d columns."), _("Is this the right file?")),
    "twice_called": (_("Two columns are called “%(name)s”."), _("Give one of them another name.")),
    "no_column": (_("The file has no column %(names)s."), _("It has these: %(there)s. Change the mapping or the file.")),
    "nobodys": (_("It does not say whose it is."), _("Fill in the cell, or take the row out.")),
    "nobody": (_("Nobody here is “%(whom)s”."), _("Correct the cell, or add them.")),
    "other_line": (_("Line %(line)d says something else of the same days."), _("Leave one of them.")),
}


def say(**words: Words) -> None:
    """Faults that only one kind of file has, by their code."""
    _words.update(words)


def worded(code: str, told: dict[str, Any]) -> tuple[str, str]:
    """What is wrong and its mend, in the language of whoever reads it now."""
    what, mend = _words[code]
    return str(what) % told, str(mend) % told


class Said:
    """Something wrong, by its code; its words are made when they are read."""

    code: str
    told: dict[str, Any]

    @property
    def what(self) -> str:
        return worded(self.code, self.told)[0]

    @property
    def mend(self) -> str:
        return worded(self.code, self.told)[1]


class Unreadable(Said, ValueError):
    """A value, a line or a file that cannot be read."""

    def __init__(self, code: str, /, **told: Any) -> None:
        super().__init__(code)
        self.code, self.told = code, told

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True)
class Fault(Said):
    """What was wrong at a line (0 is the file as a whole), in which column."""

    line: int
    column: str
    code: str
    told: dict[str, Any] = field(default_factory=dict)

    def kept(self) -> list[Any]:
        """As a row keeps it, in JSON."""
        return [self.line, self.column, self.code, self.told]


def fault_of(kept: Sequence[Any]) -> dict[str, Any]:
    """A kept fault as it is shown: line, column, what and mend. Those that were kept in words stay in those words."""
    line, column, third, fourth = kept
    what, mend = worded(third, fourth) if isinstance(fourth, dict) else (third, fourth)
    return {"line": line, "column": column, "what": what, "mend": mend}
