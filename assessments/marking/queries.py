"""What waits for a reader, what was reported as wrong, and what a correction would change."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet

from assessments.marking.permissions import MARKS
from assessments.quizzes.actions import fits_key
from assessments.quizzes.enums import AttemptState, CorrectionKind, QuestionKind
from assessments.quizzes.models import Attempt, Correction, Question, QuestionVersion, Response
from assessments.quizzes.queries.scored import corrections_of, scored
from courses.catalogue.enums import ReportState
from courses.catalogue.models import ContentReport

MOST_SCORED = 500  # attempts that a preview scores; the rest are counted


@dataclass(frozen=True)
class VersionLine:
    """A version of a question as its correction page lists it."""

    version: QuestionVersion
    answers: int
    correction: Correction | None
    keys: tuple[QuestionVersion, ...]  # the other versions whose key its answers can be scored by


@dataclass(frozen=True)
class Effect:
    """What a correction would do. `scored` of `attempts` were looked at."""

    attempts: int
    scored: int
    changed: int
    now_pass: int


def waiting_for_a_reader(user) -> QuerySet[Response]:
    """Written answers without a mark, of people in the user's branches, the oldest first. Never one's own, never practice."""
    people = get_user_model().objects.visible_to(user, MARKS)
    return (
        Response.objects.filter(version__kind=QuestionKind.FREE, points__isnull=True, attempt__person__in=people)
        .filter(attempt__state=AttemptState.MARKING, attempt__practice=False)
        .exclude(answer=[])
        .exclude(attempt__person=user)
        .select_related("attempt__quiz", "version__competency")
        .order_by("attempt__submitted_at", "attempt_id", "slot")
    )


def may_be_read_by(user) -> QuerySet[Response]:
    """Written answers that the user may mark, or mark again: those that wait and those that have a mark."""
    people = get_user_model().objects.visible_to(user, MARKS)
    return (
        Response.objects.filter(version__kind=QuestionKind.FREE, attempt__person__in=people, attempt__practice=False)
        .exclude(attempt__state=AttemptState.OPEN)
        .exclude(answer=[])
        .exclude(attempt__person=user)
        .select_related("attempt__quiz", "attempt__person", "version__competency")
    )


def reported_questions() -> list[tuple[Question, list[ContentReport]]]:
    """Questions that people say are wrong, with what they say, the most reported first."""
    reports = list(ContentReport.objects.filter(state=ReportState.OPEN).exclude(block_id="").select_related("page").order_by("reported_at"))
    by_reference = _by_reference(report.block_id for report in reports)
    found: dict[int, tuple[Question, list[ContentReport]]] = {}
    for report in reports:
        if question := by_reference.get(report.block_id):
            found.setdefault(question.pk, (question, []))[1].append(report)
    return sorted(found.values(), key=lambda pair: -len(pair[1]))


def reports_of(question: Question) -> list[ContentReport]:
    references = {f"question-{question.pk}", *([question.code] if question.code else [])}
    return list(ContentReport.objects.filter(state=ReportState.OPEN, block_id__in=references).order_by("reported_at"))


def version_lines(question: Question) -> list[VersionLine]:
    """Every version, the latest first, with how many handed-in attempts it has."""
    handed_in = Count("responses", filter=~Q(responses__attempt__state=AttemptState.OPEN))
    versions = list(question.versions.annotate(answers=handed_in).order_by("-number"))
    corrections = corrections_of([version.pk for version in versions])
    return [
        VersionLine(version, version.answers, corrections.get(version.pk), tuple(one for one in versions if fits_key(version, one)))
        for version in versions
    ]


def effect_of(version: QuestionVersion, kind: str, by_version: QuestionVersion | None) -> Effect:
    """What the correction would change if it were made now. Scores the latest attempts and writes nothing."""
    rows = Attempt.objects.handed_in().assessed().filter(responses__version=version)
    attempts = list(rows.order_by("-submitted_at").prefetch_related("responses__version__competency")[:MOST_SCORED])
    content = by_version.content if kind == CorrectionKind.REKEY and by_version else {}
    would_be = Correction(version=version, kind=kind, content=content)
    tally = Counter(outcome for attempt in attempts for outcome in _outcomes(attempt, would_be))
    return Effect(attempts=rows.count(), scored=len(attempts), changed=tally["changed"], now_pass=tally["now_pass"])


def _outcomes(attempt: Attempt, would_be: Correction) -> Sequence[str]:
    responses = sorted(attempt.responses.all(), key=lambda one: one.slot)
    corrections = {**corrections_of({one.version_id for one in responses}), would_be.version_id: would_be}
    result = scored(attempt, responses, corrections)
    before = (attempt.points, attempt.max_points)
    changed = (round(float(result.total.points), 4), result.total.asked) != tuple(round(float(one or 0), 4) for one in before)
    return (["changed"] if changed else []) + (["now_pass"] if result.passed and attempt.passed is False else [])


def _by_reference(references: Iterable[str]) -> dict[str, Question]:
    wanted = set(references)
    ids = [int(one.removeprefix("question-")) for one in wanted if one.removeprefix("question-").isdecimal()]
    questions = Question.objects.filter(Q(code__in=wanted) | Q(pk__in=ids, code__isnull=True)).select_related("competency")
    return {question.code or f"question-{question.pk}": question for question in questions}


def waited(response: Response, now: datetime):
    return now - response.attempt.submitted_at
