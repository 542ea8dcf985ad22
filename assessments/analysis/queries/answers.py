"""The answers that a quiz is analysed by: each person's first attempt that counts, so that nobody is counted twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from assessments.quizzes.enums import CorrectionKind
from assessments.quizzes.models import Attempt, QuestionVersion, Response
from assessments.quizzes.queries.scored import corrections_of

MOST_ATTEMPTS = 2000  # the latest of them


@dataclass(frozen=True)
class Given:
    """One answer: `rest` is the share of the attempt's other points."""

    attempt: UUID
    points: float
    rest: float
    seconds: int
    answer: tuple[str, ...]


@dataclass
class Answers:
    """`by_version` has the answers to each version; `rows` the points of each attempt by version; `void` what counts for nobody."""

    attempts: list[dict]
    versions: dict[int, QuestionVersion]
    by_version: dict[int, list[Given]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[UUID, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    void: frozenset[int] = frozenset()
    left_out: int = 0


def answers_to(step_key: UUID, cohort_id: int | None = None) -> Answers:
    """Five queries."""
    attempts, left_out = _first_attempts(step_key, cohort_id)
    ids = [attempt["pk"] for attempt in attempts]
    fields = ("attempt_id", "version_id", "points", "seconds", "answer")
    responses = [row for part in _parts(ids) for row in Response.objects.filter(attempt_id__in=part).values(*fields)]
    versions = QuestionVersion.objects.select_related("question", "competency").in_bulk({row["version_id"] for row in responses})
    void = frozenset(pk for pk, one in corrections_of(versions).items() if one.kind == CorrectionKind.VOID)
    found = Answers(attempts=attempts, versions=versions, void=void, left_out=left_out)
    for row in responses:
        found.rows[row["attempt_id"]][row["version_id"]] = float(row["points"] or 0)
    for row in responses:
        found.by_version[row["version_id"]].append(_given(row, found.rows[row["attempt_id"]], void))
    return found


def _first_attempts(step_key: UUID, cohort_id: int | None) -> tuple[list[dict], int]:
    rows = Attempt.objects.assessed().submitted().filter(step_key=step_key)
    if cohort_id:
        rows = rows.filter(enrolment__cohort_id=cohort_id)
    fields = ("pk", "person_id", "points", "max_points", "passed", "result", "submitted_at")
    first: dict[int, dict] = {}
    for row in rows.order_by("submitted_at", "pk").values(*fields):
        first.setdefault(row["person_id"], row)
    kept = list(first.values())
    return kept[-MOST_ATTEMPTS:], max(0, len(kept) - MOST_ATTEMPTS)


def _given(row: Mapping, points: Mapping[int, float], void: frozenset[int]) -> Given:
    own = row["version_id"]
    others = [value for version, value in points.items() if version != own and version not in void]
    rest = sum(others) / len(others) if others else 0.0
    return Given(row["attempt_id"], points[own], rest, row["seconds"], tuple(row["answer"]))


def _parts(ids: Sequence[UUID], size: int = 500) -> Iterable[Sequence[UUID]]:
    """SQLite takes only so many values in one question."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
