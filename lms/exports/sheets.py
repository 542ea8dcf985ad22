"""Rows for a spreadsheet, as CSV or XLSX. A cell that a spreadsheet could run as a formula is made text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from openpyxl import Workbook

FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gift": "text/plain; charset=utf-8",
    "xml": "application/xml",
    "zip": "application/zip",
}


def safe_cell(cell: Any) -> Any:
    """What a spreadsheet would run as a formula, made text by an apostrophe; anything else as it is."""
    if isinstance(cell, Promise):
        cell = str(cell)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def sheet_title(title: str) -> str:
    """What a sheet may be called: up to 31 characters, without those that XLSX keeps for itself."""
    return title[:31].translate(str.maketrans("[]:*?/\\", "       ")) or "1"


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """With a mark at the start, so that spreadsheets read its accents."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[Any]], title: str, more: Mapping[str, Iterable[Sequence[Any]]] | None = None) -> bytes:
    """One sheet, and behind it another for each title in `more`."""
    book = Workbook(write_only=True)
    for name, content in ((title, rows), *(more or {}).items()):
        sheet = book.create_sheet(sheet_title(name))
        for row in content:
            sheet.append([safe_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_download(
    rows: Iterable[Sequence[Any]], *, name: str, suffix: str, title: str = "", more: Mapping[str, Iterable[Sequence[Any]]] | None = None
) -> HttpResponse:
    """The rows as a file to keep: `suffix` is "csv" or "xlsx". A CSV has no sheets: it leaves out those in `more`."""
    data = as_csv(rows) if suffix == "csv" else as_xlsx(rows, title or name, more)
    return HttpResponse(data, content_type=TYPES[suffix], headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'})
