"""Rows as the pure rules read them, and back."""

from collections.abc import Iterable
from datetime import date

from assessments.roleplays.models import Performance
from assessments.rubrics.models import Criterion, RubricVersion
from assessments.rubrics.scoring import Line, Marks, Reading
from assessments.rubrics.scoring import Score as Value
from assessments.scores.models import AssessorLicence, Score


def criteria_of(version: RubricVersion) -> list[Criterion]:
    return list(version.criteria.select_related("competency").order_by("position"))


def lines_of(criteria: Iterable[Criterion]) -> list[Line]:
    return [Line(one.code, one.competency.code, one.weight, one.must_reach) for one in criteria]


def marks_of(version: RubricVersion) -> Marks:
    return Marks(version.pass_percent, version.distinction_percent, version.least)


def readings_of(scores: Iterable[Score]) -> list[Reading]:
    """Of scores that come with their criteria and the code of each."""
    return [Reading({one.criterion.code: one.value for one in score.criteria.all()}, frozenset(score.critical)) for score in scores]


def submitted_scores(performance: Performance) -> list[Score]:
    """With everything that a reading is made of, in the order in which they were handed in."""
    rows = Score.objects.submitted().filter(performance=performance).select_related("assessor")
    return list(rows.prefetch_related("criteria__criterion").order_by("submitted_at", "pk"))


def is_licensed(person_id: int, rubric_id: int, day: date) -> bool:
    return AssessorLicence.objects.valid_on(day).filter(assessor=person_id, rubric=rubric_id).exists()


def as_number(value: Value | None) -> float | None:
    """As a result keeps it: 3.5, or 4 of a whole one."""
    return None if value is None else float(value)
