"""The figures of a quiz as rows for a spreadsheet. A cell that a spreadsheet could run is made text."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from assessments.analysis.statistics import ItemFigures

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_of(found) -> Iterator[Sequence[Any]]:
    """A heading, then one row a version, numbers as numbers; empty where there is too little to say anything."""
    yield (
        _("Code"), _("Version"), _("Question"), _("Kind"), _("Competency"), _("Answers"), _("Facility"), _("Discrimination"),
        _("Facility, lowest 27 %"), _("Facility, highest 27 %"), _("Seconds, median"), _("Notes"),
    )  # fmt: skip
    for item in found.items:
        version, figures = item.version, item.figures
        yield (
            version.question.code or version.question_id,
            version.number,
            item.stem,
            version.get_kind_display(),
            version.competency.code,
            item.answers,
            *_figures(figures),
            item.seconds if item.seconds is not None else "",
            " ".join(item.notes) if figures else _("Not enough data"),
        )


def _figures(figures: ItemFigures | None) -> Sequence[Any]:
    if figures is None:
        return ("",) * 4
    return round(figures.facility, 4), _rounded(figures.discrimination), round(figures.lower, 4), round(figures.upper, 4)


def as_csv(rows: Iterator[Sequence[Any]]) -> bytes:
    """With a mark at the start, so that spreadsheets read its accents."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterator[Sequence[Any]], title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")) or "1")
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)
