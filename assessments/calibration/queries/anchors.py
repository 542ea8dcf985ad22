"""The reference performances of scenarios."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from assessments.calibration.models import Anchor
from assessments.scores.queries.screens import anchors_of

OLD = timedelta(days=365)


@dataclass(frozen=True)
class Shown:
    """A criterion with the score agreed for it, and the words of its anchors."""

    criterion: Any
    value: int | None
    anchors: list[tuple[str, str]]


def anchor_list(scenario: str = "") -> QuerySet[Anchor]:
    rows = Anchor.objects.in_use().select_related("performance__version__scenario", "performance__person", "version__rubric")
    rows = rows.filter(performance__version__scenario__code=scenario) if scenario else rows
    return rows.order_by("performance__version__scenario__code", "-kept_at")


def is_old(anchor: Anchor, now: datetime) -> bool:
    """A year has gone by, or its rubric has another version since."""
    return now - anchor.kept_at > OLD or anchor.version.rubric.versions.filter(number__gt=anchor.version.number).exists()


def shown(anchor: Anchor) -> list[Shown]:
    rows = anchor.version.criteria.order_by("position")
    return [Shown(one, anchor.master.get(one.code), anchors_of(one)) for one in rows if one.code in anchor.master]
