"""Rows of CSV and XLSX, both ways. What a spreadsheet could run as a formula is made text by an apostrophe, and read back without."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.competencies.exchange.faults import refuse
from lms.exports.sheets import FORMULA

MOST_UNPACKED, MOST_COLUMNS, MOST_ROWS = 60_000_000, 200, 6000
_GUARDED = (*FORMULA, "'")
Line = tuple[int, list[str]]


def rows_of_csv(data: bytes) -> Iterator[Line]:
    """Each row with its line. Raises Unreadable for what is no text."""
    text = _text(data)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, [_bare(cell) for cell in cells]
    except csv.Error as error:
        place = _("line %(line)d") % {"line": reader.line_num}
        raise refuse(_("It cannot be read: %(error)s.") % {"error": error}, _("Is a quote open?"), place) from None


def rows_of_xlsx(data: bytes) -> Iterator[Line]:
    """The rows of the first sheet. Refuses what would unpack to more than a framework could be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                raise refuse(_("The file unpacks to too much."), _("Save only the sheet with the framework."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            if line > MOST_ROWS:
                raise refuse(_("The sheet has more than %(most)d rows.") % {"most": MOST_ROWS}, _("Split it into several frameworks."))
            yield line, [_bare(_words(cell)) for cell in cells]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        DefusedXmlException,
        ParseError,
        KeyError,
        IndexError,
        OSError,
        ValueError,
        TypeError,
    ) as error:
        if hasattr(error, "faults"):
            raise
        raise refuse(_("This XLSX file cannot be opened."), _("Save it again, or save it as CSV.")) from None


def to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("framework")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise refuse(_("This is no text."), _("Save it as CSV or XLSX."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_GUARDED) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "date"):
        return cell.date().isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
