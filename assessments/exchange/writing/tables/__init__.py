"""Questions as tables, in our own template and in both languages: CSV for any program, XLSX, and the template itself, empty.

Nothing in a cell runs when the file is opened: https://owasp.org/www-community/attacks/CSV_Injection.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.tables.columns import KINDS, all_fields, header
from assessments.exchange.reading.tables.sheets import GUARDED
from assessments.exchange.writing.tables.cells import Cell, Cells, cells_of
from assessments.exchange.writing.tables.explained import COLUMNS, INTRODUCTION, KINDS_EXPLAINED, SHEETS, TABLES
from assessments.exchange.writing.telling import CannotHold
from lms.language.bilingual import LANGUAGES

__all__ = ["template", "write_csv", "write_xlsx"]

LETTERS_OFFERED = "abcdef"
_ALWAYS = ("kind", "stem_es", "stem_en", "correct", "option_a_es", "option_b_es", "option_c_es")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"stem": 50, "explanation": 50, "model": 40, "option": 30, "pair": 30, "feedback": 30, "kind": 24}


def write_csv(items: Sequence[Item], *, language: str | None = None) -> tuple[bytes, tuple[Note, ...]]:
    """UTF-8 with its mark, parted as a spreadsheet in that language expects; and what it could not hold, by question."""
    language = language or LANGUAGES[0]
    rows, notes = _rows(items, language)
    fields = _fields(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if language == "es" else ",")
    writer.writerow([header(field, language) for field in fields])
    writer.writerows([_guarded(row.get(field, "")) for field in fields] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode(), notes


def write_xlsx(items: Sequence[Item], *, language: str | None = None) -> tuple[bytes, tuple[Note, ...]]:
    """A workbook of one sheet; and what it could not hold, by question."""
    language = language or LANGUAGES[0]
    rows, notes = _rows(items, language)
    return _workbook(rows, _fields(rows), language, explained=False), notes


def template(*, language: str | None = None) -> bytes:
    """The workbook to fill in: a sheet with every column and no question, and one that explains them."""
    return _workbook([], all_fields(LETTERS_OFFERED), language or LANGUAGES[0], explained=True)


def _rows(items: Iterable[Item], language: str) -> tuple[list[Cells], tuple[Note, ...]]:
    rows, notes = [], []
    for item in items:
        try:
            cells, said = cells_of(item, language=language)
        except CannotHold as cannot:
            notes.append(cannot.note)
            continue
        rows.append(cells)
        notes += said
    return rows, tuple(notes)


def _fields(rows: Sequence[Cells]) -> list[str]:
    """The columns that some row fills, and those without which nobody would know what the table is."""
    filled = {field for row in rows for field in row}
    return [field for field in all_fields() if field in filled or field in _ALWAYS]


def _guarded(cell: Cell) -> Cell:
    """A number is no formula, whatever its sign."""
    if isinstance(cell, str) and GUARDED.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _workbook(rows: Sequence[Cells], fields: Sequence[str], language: str, *, explained: bool) -> bytes:
    book = Workbook(write_only=True)
    names = SHEETS[language]
    sheet = book.create_sheet(names[0])
    sheet.freeze_panes = "A2"
    for at, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(field.split("_")[0], 14)
    _offer_kinds(sheet, fields, language)
    sheet.append([_cell(sheet, header(field, language), head=True) for field in fields])
    for row in rows:
        sheet.append([_cell(sheet, row.get(field, "")) for field in fields])
    if explained:
        _explain(book.create_sheet(names[1]), fields, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer_kinds(sheet: Any, fields: Sequence[str], language: str) -> None:
    named = ",".join(names[LANGUAGES.index(language)] for names in KINDS.values())
    offered = DataValidation(type="list", formula1=f'"{named}"', allow_blank=True, showErrorMessage=False)
    column = get_column_letter(fields.index("kind") + 1)
    offered.add(f"{column}2:{column}5000")
    sheet.data_validations.append(offered)


def _explain(sheet: Any, fields: Sequence[str], language: str) -> None:
    at = LANGUAGES.index(language)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 110
    sheet.append([_cell(sheet, INTRODUCTION[language], head=True)])
    sheet.append([])
    sheet.append([_cell(sheet, word, head=True) for word in TABLES[language]])
    for field in fields:
        sheet.append([_cell(sheet, header(field, language)), _cell(sheet, _about(field)[at])])
    sheet.append([])
    sheet.append([_cell(sheet, header("kind", language), head=True), _cell(sheet, TABLES[language][1], head=True)])
    for kind, said in KINDS_EXPLAINED.items():
        sheet.append([_cell(sheet, KINDS[kind][at]), _cell(sheet, said[at])])


def _about(field: str) -> tuple[str, str]:
    return COLUMNS.get(field.replace("_", " ")) or COLUMNS[field.split("_")[0]]


def _cell(sheet: Any, value: Cell, *, head: bool = False) -> Any:
    # A sign that Excel would take for an escape of its own is escaped: ECMA-376, ST_Xstring.
    value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=value if value != "" else None)
    if isinstance(value, str) and value:
        # Text for ever, even when it begins with an equals sign and someone edits it.
        cell.data_type = "s"
        cell.quotePrefix = bool(GUARDED.match(value))
        cell.alignment = Alignment(wrap_text=not head, vertical="top")
    if head:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EDF4")
    return cell
