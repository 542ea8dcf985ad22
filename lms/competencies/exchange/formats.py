"""Which reader and writer each format has, and how large a file may be."""

from datetime import datetime

from django.utils.translation import gettext as _

from lms.competencies.exchange.case_reading import from_case
from lms.competencies.exchange.case_writing import as_case
from lms.competencies.exchange.checking import checked
from lms.competencies.exchange.faults import refuse
from lms.competencies.exchange.sheets import rows_of_csv, rows_of_xlsx, to_csv, to_xlsx
from lms.competencies.exchange.table_reading import from_rows
from lms.competencies.exchange.table_writing import as_rows
from lms.competencies.exchange.tree import Tree
from lms.exports.sheets import TYPES as SHEET_TYPES

FORMATS = ("case", "csv", "xlsx")
SUFFIXES = {"case": "json", "csv": "csv", "xlsx": "xlsx"}
TYPES = {"json": "application/json", "csv": SHEET_TYPES["csv"], "xlsx": SHEET_TYPES["xlsx"]}
LARGEST = 10_000_000  # bytes


def read(data: bytes, *, format: str, code: str = "", name: str = "", language: str = "es") -> Tree:
    """A framework out of a file. `code`, `name` and `language` stand in for what the file does not say. Raises Unreadable."""
    if len(data) > LARGEST:
        raise refuse(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1_000_000}, _("Split it into several frameworks."))
    if format == "case":
        return checked(from_case(data, code=code, name=name, language=language))
    rows = rows_of_csv(data) if format == "csv" else rows_of_xlsx(data)
    return checked(from_rows(rows, code=code, name=name, language=language))


def write(tree: Tree, *, format: str, at: datetime) -> bytes:
    """The framework as a file that `read` reads back to an equal tree. `at`: when, for the fields that CASE asks for."""
    if format == "case":
        return as_case(tree, at=at)
    return to_csv(as_rows(tree)) if format == "csv" else to_xlsx(as_rows(tree))


def format_of(name: str) -> str:
    """By the end of a file's name; CASE where it says nothing."""
    suffix = name.rpartition(".")[2].lower()
    return next((format for format, ending in SUFFIXES.items() if ending == suffix), "case")
