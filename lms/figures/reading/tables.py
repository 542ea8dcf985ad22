"""Rows of a CSV or XLSX file, each with its line, whatever wrote it: marks, older encodings, semicolons, tabs."""

import codecs
import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.figures.reading.faults import Unreadable

SEPARATORS = ";,\t|"
LONGEST_CELL, MOST_COLUMNS = 2000, 500
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
Row = tuple[int, dict[str, str]]


def encoding_of(path: Path) -> str:
    """By its mark; else UTF-8 where all of it is; else Windows-1252. Reads it once, a piece at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if b"\x00" in start:
            raise Unreadable(_("This is no text."), _("Save it as CSV or XLSX."))
        try:
            decoder.decode(start)
            while piece := file.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def rows_of(path: Path, *, header_line: int = 1) -> Iterator[Row]:
    """Each row after the header, with its line in the file and its cells by column. Raises Unreadable for a file that is no table."""
    reader = _sheet(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _text(path)
    header: list[str] | None = None
    for line, cells in reader:
        if line < header_line:
            continue
        if header is None:
            header = _header(cells)
        elif any(cell.strip() for cell in cells):
            yield line, dict(zip(header, cells, strict=False))
    if header is None:
        raise Unreadable(_("The file is empty."), _("Choose the file that has the figures."))


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise Unreadable(_("The file has more than %(most)d columns.") % {"most": MOST_COLUMNS}, _("Is this the right file?"))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise Unreadable(_("Two columns are called “%(name)s”.") % {"name": twice}, _("Give one of them another name."))
    return names


def _text(path: Path) -> Iterator[tuple[int, list[str]]]:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline(64_000)
        file.seek(0)
        if first.lower().startswith("sep="):
            file.readline()
            reader = csv.reader(file, delimiter=first.strip()[4:] or ",")
            shift = 1
        else:
            reader = csv.reader(file, delimiter=max(SEPARATORS, key=first.count))
            shift = 0
        try:
            for cells in reader:
                yield reader.line_num + shift, [cell[:LONGEST_CELL] for cell in cells]
        except csv.Error as error:
            line = reader.line_num + shift
            raise Unreadable(_("Line %(line)d cannot be read: %(error)s") % {"line": line, "error": error}, _("Is a quote open?")) from None


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise Unreadable(_("This XLSX file cannot be opened."), _("Save it again, or save it as CSV.")) from None
    try:
        for line, cells in enumerate(book.active.iter_rows(values_only=True), start=1):
            yield line, [_words(cell)[:LONGEST_CELL] for cell in cells]
    finally:
        book.close()


def _words(cell: object) -> str:
    """A cell as it would be written: a duration as a clock, a day by its digits."""
    if cell is None:
        return ""
    if isinstance(cell, timedelta):
        return f"{cell.total_seconds():.3f}".rstrip("0").rstrip(".") + " s"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return repr(cell) if isinstance(cell, float) else str(cell)
