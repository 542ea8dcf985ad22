"""Rows of a CSV or XLSX file, each with its line, whatever wrote it: marks, older encodings, semicolons, tabs.

A cell is text, or a Decimal where the file itself keeps numbers (XLSX, JSON): those have no sign before decimals to mistake.
"""

import codecs
import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.reading.faults import Unreadable

SEPARATORS = ";,\t|"
LONGEST_CELL, MOST_COLUMNS = 2000, 500
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_NO_BOOK = (BadZipFile, InvalidFileException, KeyError, OSError, ValueError)
Cell = str | Decimal
Row = tuple[int, "dict[str, Cell] | Unreadable"]


def encoding_of(path: Path) -> str:
    """By its mark; else UTF-8 where all of it is; else Windows-1252. Reads it once, a piece at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if b"\x00" in start:
            raise Unreadable("no_text")
        try:
            decoder.decode(start)
            while piece := file.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def rows_of(path: Path, *, header_line: int = 1) -> Iterator[Row]:
    """Each row after the header, with its line in the file and its cells by column, or what is wrong with the line.

    `header_line`: where the names of the columns stand; 0 for a file without them, whose columns are called 1, 2, 3 and so on.
    Raises Unreadable for a file that is no table.
    """
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from _objects(path)
        return
    is_sheet = suffix in (".xlsx", ".xlsm")
    header: list[str] | None = None
    width = 0
    for line, cells in _sheet(path) if is_sheet else _text(path):
        if line < header_line:
            continue
        if header is None:
            header = _header(cells) if header_line else [str(place) for place in range(1, len(cells) + 1)]
            width = max((place for place, name in enumerate(header, start=1) if name), default=0)
            if header_line:
                continue
        if any(cells):
            # A sheet leaves its empty cells out; a text that does has lost a piece, or has a separator too many.
            if len(cells) != width and not is_sheet and (len(cells) < width or any(cells[width:])):
                yield line, _ragged(len(cells), width)
            else:
                yield line, dict(zip(header, cells, strict=False))
    if header is None:
        raise Unreadable("empty_file")


def rows_about(path: Path) -> int:
    """About how many rows a file has, to show how far its reading is. Counts the ends of lines; a sheet says it itself."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            book = load_workbook(path, read_only=True)
        except _NO_BOOK:
            return 0
        try:
            return max((book.active.max_row or 1) - 1, 0)
        finally:
            book.close()
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_CHUNK), b""))


def _ragged(there: int, width: int) -> Unreadable:
    return Unreadable("ragged", there=there, width=width)


def _header(cells: Sequence[Cell]) -> list[str]:
    names = [str(cell).strip() for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise Unreadable("many_columns", most=MOST_COLUMNS)
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise Unreadable("twice_called", name=twice)
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
                yield reader.line_num + shift, [_held(cell) for cell in cells]
        except csv.Error as error:
            line = reader.line_num + shift
            raise Unreadable("broken_line", line=line, error=str(error)) from None


def _held(cell: str) -> str:
    """A cell as it is kept: no longer than any that means something, and with a mark in the place of a NUL, which no database takes."""
    return cell[:LONGEST_CELL].replace("\x00", "\ufffd")


def _objects(path: Path) -> Iterator[Row]:
    """One JSON object a line, as the API keeps what it is sent; the line is the number of the row."""
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            found = json.loads(text, parse_int=Decimal, parse_float=Decimal)
            yield number, {name: cell if isinstance(cell, Decimal) else _held(str(cell)) for name, cell in found.items()}


def _sheet(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except _NO_BOOK:
        raise Unreadable("no_sheet") from None
    try:
        for line, cells in enumerate(book.active.iter_rows(values_only=True), start=1):
            yield line, [_cell(cell) for cell in cells]
    finally:
        book.close()


def _cell(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell[:LONGEST_CELL]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    return _words(cell)


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
    return str(cell)[:LONGEST_CELL]
