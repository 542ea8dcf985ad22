"""The figures of a quiz as rows for a spreadsheet."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from assessments.analysis.statistics import ItemFigures


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


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)
