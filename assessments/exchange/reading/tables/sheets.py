"""Rows of text out of CSV and XLSX files, whoever made them.

CSV as https://www.rfc-editor.org/rfc/rfc4180, parted by commas, semicolons or tabs; XLSX (ECMA-376) without its macros and formulas, of
which only the last results are read.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_noop as _
from openpyxl import load_workbook

from assessments.exchange.items import Format, Note, Unreadable
from assessments.exchange.reading.encodings import decode
from assessments.exchange.reading.safety import Archive, is_zip

MOST_ROWS, MOST_COLUMNS = 20_000, 300
LARGEST_SHEET = 64 * 2**20  # of what an XLSX unpacks to
_DELIMITERS = (";", ",", "\t", "|")
# What a spreadsheet would take for a formula: https://owasp.org/www-community/attacks/CSV_Injection. Its guard is an apostrophe.
GUARDED = re.compile(r"'*[=+\-@\t\r]")
_DATES = (date, time)
_WITHOUT_RESULT = re.compile(
    rb"<c r=\"([A-Z]{1,3}\d{1,7})\"[^<>]*+>\s*+<f\b[^<>]*+(?:(?<=/)>|>[^<]*+</f>)\s*+(?:<v\s*+/>|<v></v>)?\s*+</c>"
)
_MERGED = re.compile(rb"<mergeCell ref=\"([A-Z0-9:]{1,24})\"")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[str, ...]
    has_dates: bool = False


@dataclass(frozen=True)
class Sheet:
    """`headers` is the first row that is not empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()


def sheets_of(data: bytes, *, format: Format | str | None = None) -> list[Sheet]:
    """The sheets of the file, of a CSV its only one; those without a row are left out. Raises `Unreadable`."""
    is_workbook = format == Format.XLSX if format else is_zip(data)
    sheets = [_sheet(rows, notes) for rows, notes in (_workbook(data) if is_workbook else [_csv(data)])]
    found = [sheet for sheet in sheets if sheet]
    if not found:
        raise Unreadable(Note(_("The file is empty."), _("Choose the file that has the questions.")))
    return found


def _sheet(rows: Sequence[Row], notes: tuple[Note, ...]) -> Sheet | None:
    filled = [row for row in rows if row.cells]
    return Sheet(filled[0].cells, tuple(filled[1:]), notes) if filled else None


def _csv(data: bytes) -> tuple[list[Row], tuple[Note, ...]]:
    text, notes = decode(data)
    named = re.match(r"sep=(.)\n", text)
    skipped = 1 if named else 0
    text = text[named.end() :] if named else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=named[1] if named else _delimiter(text))
    rows: list[Row] = []
    line = skipped + 1
    try:
        for cells in reader:
            rows.append(_row(line, [_unguarded(cell) for cell in cells[:MOST_COLUMNS]]))
            line = skipped + reader.line_num + 1
            _counted(rows)
    except csv.Error:
        raise Unreadable(
            Note(
                _("The table cannot be read from line %(line)s on."),
                _("Look for a quotation mark that does not close."),
                {"line": line},
                line,
            )
        ) from None
    return rows, notes


def _delimiter(text: str) -> str:
    """The sign that parts most of the first lines, outside of quotation marks."""
    start = re.sub(r'"[^"]*"', "", text[:20_000])
    head = start.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: (head.count(sign), start.count(sign)))


def _unguarded(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell) else cell


def _workbook(data: bytes) -> Iterator[tuple[list[Row], tuple[Note, ...]]]:
    archive = _check(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = [_rows(sheet) for sheet in book.worksheets]
        notes = tuple(_passed_over(archive))
    except Unreadable:
        raise
    except Exception:  # the library has no error of its own: whatever a broken file makes it raise
        raise Unreadable(
            Note(_("The Excel file cannot be opened: it is damaged, or not what its name says."), _("Save it again as .xlsx."))
        ) from None
    yield from ((rows, (*notes, *_dated(rows))) for rows in found)


def _passed_over(archive: Archive) -> Iterator[Note]:
    """What a workbook shows and its cells do not hold: results that no program has worked out yet, and cells that are one."""
    parts = [archive.read(name) for name in archive.names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if empty := [found[1].decode() for part in parts for found in _WITHOUT_RESULT.finditer(part)]:
        yield Note(
            _("Cells whose formula has no result yet were read as empty: %(cells)s."),
            _("Open the file in Excel, save it and bring it again."),
            {"cells": _listed(empty)},
        )
    if merged := [found[1].decode() for part in parts for found in _MERGED.finditer(part)]:
        yield Note(
            _("Of cells that are joined only the first one counts: %(cells)s."),
            _("Part them, if each should say it."),
            {"cells": _listed(merged)},
        )


def _listed(cells: Sequence[str]) -> str:
    return ", ".join(cells[:10]) + ("…" if len(cells) > 10 else "")


def _dated(rows: Sequence[Row]) -> tuple[Note, ...]:
    if not any(row.has_dates for row in rows):
        return ()
    return (Note(_("It has dates or times, which a file keeps as numbers."), _("Look over how they are written in the questions.")),)


def _check(data: bytes) -> Archive:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            Note(_("This is an Excel file of the old kind, or one with a password."), _("Save it as .xlsx, without a password."))
        )
    if not is_zip(data):
        raise Unreadable(Note(_("This is not an Excel file."), _("Save the table as .xlsx or as .csv.")))
    archive = Archive(data)
    if "xl/workbook.xml" not in archive:
        raise Unreadable(Note(_("This is not an Excel file."), _("Save the table as .xlsx or as .csv.")))
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in archive.names):
        raise Unreadable(Note(_("The Excel file has macros."), _("Save it as .xlsx, which has none.")))
    if sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist()) > LARGEST_SHEET:
        raise Unreadable(Note(_("The Excel file unpacks to more than we take."), _("Bring it in parts.")))
    return archive


def _rows(sheet: Any) -> list[Row]:
    # What a file says of its own size may be anything.
    sheet.reset_dimensions()
    rows: list[Row] = []
    for line, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), 1):
        rows.append(_row(line, [_text(cell) for cell in cells], has_dates=any(isinstance(cell.value, _DATES) for cell in cells)))
        _counted(rows)
    return rows


def _row(line: int, cells: list[str], *, has_dates: bool = False) -> Row:
    """Without the empty cells at its end, of which a sheet may have thousands."""
    while cells and not cells[-1]:
        cells.pop()
    return Row(line, tuple(cells), has_dates)


def _counted(rows: Sequence[Row]) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(Note(_("The table has more than %(count)s rows."), _("Bring it in parts."), {"count": MOST_ROWS}))


def _text(cell: Any) -> str:
    """What the cell shows; of a per cent, the number before the sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            value = round(value * 100, 5)
        return format(value, ".15g")
    if isinstance(value, _DATES):
        return _date_text(value, (cell.number_format or "").lower())
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _date_text(value: date | time, shown_as: str) -> str:
    """As people here write it; with the year first where the cell shows it so."""
    parts = []
    if isinstance(value, date):
        parts.append(value.strftime("%Y-%m-%d" if shown_as.lstrip("[$-]0123456789a;@").startswith("y") else "%d/%m/%Y"))
    if isinstance(value, time) or (isinstance(value, datetime) and value.time() != time()):
        parts.append(value.strftime("%H:%M:%S" if value.second else "%H:%M"))
    return " ".join(parts)
