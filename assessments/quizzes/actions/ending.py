"""Handing in: scoring what is there, and what follows from it. Scoring anew after marking or a correction."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.quizzes import scoring
from assessments.quizzes.enums import AttemptState, EndedBy
from assessments.quizzes.models import Attempt, Correction, Response, ResultChange
from assessments.quizzes.queries.own import answers_with_versions, locked_attempt
from assessments.quizzes.queries.scored import corrections_in, scored
from assessments.quizzes.signals import attempt_scored
from assessments.quizzes.timing import GRACE
from courses.enrolments import actions as enrolments
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from lms.competencies.actions import record_evidence
from lms.competencies.models import Competency

logger = logging.getLogger(__name__)

LEVEL_OF_DOING = 2
LEVEL_OF_KNOWLEDGE = 3


def submit_attempt(*, attempt: Attempt, now: datetime | None = None, ended_by: str = EndedBy.PERSON) -> Attempt:
    """Hands the attempt in and scores it; the second time changes nothing.

    What passes completes the step and proves each competency that reached the pass mark, in the same transaction. With a
    written answer in it the result waits for whoever marks it. Practice leaves no trace but itself.
    """
    now = now or timezone.now()
    with transaction.atomic():
        attempt = locked_attempt(attempt.pk)
        if not attempt.is_open:
            return attempt
        responses = answers_with_versions(attempt)
        attempt.submitted_at, attempt.ended_by = now, ended_by
        result = _score(attempt, responses)
        _keep_result(attempt, responses, result)
        attempt_scored.send(sender=Attempt, attempt_id=attempt.pk)
        if not attempt.practice:
            _follow_up(attempt, responses, result, now)
            log(
                instance=attempt.enrolment,
                action="quizzes.submit_attempt",
                user=attempt.person,
                data={"attempt": str(attempt.pk), "step": str(attempt.step_key), "number": attempt.number, "by": ended_by},
            )
    return attempt


def end_overdue(*, attempt: Attempt, now: datetime | None = None) -> Attempt:
    """Hands in an open attempt whose time has run out, with what it has; any other stays as it is."""
    now = now or timezone.now()
    if attempt.is_open and attempt.deadline_at and attempt.deadline_at + GRACE <= now:
        return submit_attempt(attempt=attempt, now=now, ended_by=EndedBy.DEADLINE)
    return attempt


def rescore(*, attempt: Attempt, correction: Correction | None = None, now: datetime | None = None) -> ResultChange | None:
    """Scores an attempt that was handed in as things stand now: marks given since, questions corrected since.

    A correction leaves a trail of what it changed for this person. A pass once given stays. Safe to call twice.
    """
    now = now or timezone.now()
    with transaction.atomic():
        attempt = locked_attempt(attempt.pk)
        if attempt.is_open:
            return None
        responses = answers_with_versions(attempt)
        before, had_passed = snapshot(attempt), attempt.passed
        result = _score(attempt, responses)
        _keep_result(attempt, responses, result, had_passed=bool(had_passed))
        if not attempt.practice and not had_passed:
            _follow_up(attempt, responses, result, now)
        after = snapshot(attempt)
        if (before["state"], before["passed"]) != (after["state"], after["passed"]):
            attempt_scored.send(sender=Attempt, attempt_id=attempt.pk)
        if correction is None or before == after:
            return None
        values = {"before": before, "after": after, "changed_at": now}
        return ResultChange.objects.get_or_create(attempt=attempt, correction=correction, defaults=values)[0]


def snapshot(attempt: Attempt) -> dict[str, Any]:
    """What a result says, as plain data."""
    return {
        "state": attempt.state,
        "points": str(attempt.points),
        "max_points": str(attempt.max_points),
        "passed": attempt.passed,
        "result": attempt.result,
    }


def _score(attempt: Attempt, responses: list[Response]) -> scoring.Result:
    return scored(attempt, responses, corrections_in(attempt))


def _keep_result(attempt: Attempt, responses: list[Response], result: scoring.Result, *, had_passed: bool = False) -> None:
    _keep_points(responses, [_decimal(points) for points in result.slots])
    waits = result.unmarked > 0
    attempt.state = AttemptState.MARKING if waits else AttemptState.SUBMITTED
    attempt.passed = True if had_passed else None if waits else result.passed
    attempt.points, attempt.max_points = _decimal(result.total.points), Decimal(result.total.asked)
    attempt.result = {
        "needed": result.needed,
        "unmarked": result.unmarked,
        "short_in": list(result.short_in),
        "by_competency": _tallies(result.by_competency, attempt.rules["pass_percent"]),
    }
    attempt.save(update_fields=["state", "submitted_at", "ended_by", "passed", "points", "max_points", "result"])


def _keep_points(responses: Sequence[Response], scored: Sequence[Decimal | None]) -> None:
    """One statement for each number of points that there is, mostly two: right and wrong."""
    alike: dict[Decimal | None, list[int]] = {}
    for response, points in zip(responses, scored, strict=True):
        response.points = points
        alike.setdefault(points, []).append(response.pk)
    for points, ids in alike.items():
        Response.objects.filter(pk__in=ids).update(points=points)


def _follow_up(attempt: Attempt, responses: list[Response], result: scoring.Result, now: datetime) -> None:
    if attempt.passed:
        _record_evidence(attempt, responses, result)
        _complete_step(attempt, now)


def _tallies(by_competency: Mapping[str, scoring.Tally], percent: int) -> dict[str, dict]:
    return {code: {"right": tally.right, "asked": tally.asked, "reached": tally.reaches(percent)} for code, tally in by_competency.items()}


def _record_evidence(attempt: Attempt, responses: list[Response], result: scoring.Result) -> None:
    competencies: dict[str, Competency] = {one.version.competency.code: one.version.competency for one in responses}
    titles = {page.locale.language_code: page.title for page in attempt.quiz.get_translations(inclusive=True).select_related("locale")}
    for code, tally in result.by_competency.items():
        if tally.reaches(attempt.rules["pass_percent"]):
            record_evidence(
                person=attempt.person,
                competency=competencies[code],
                kind="quiz",
                level=level_of_a_quiz(competencies[code]),
                ceiling=level_of_a_quiz(competencies[code]),
                source=f"attempt:{attempt.pk}",
                source_titles=titles,
                source_version=str(attempt.revision_id or ""),
                observed_at=attempt.submitted_at,
            )


def level_of_a_quiz(competency: Competency) -> int:
    """The most that a passed quiz shows: of what is known it may show more than of what is done. It cannot show less than its most."""
    return LEVEL_OF_KNOWLEDGE if competency.is_knowledge else LEVEL_OF_DOING


def _complete_step(attempt: Attempt, now: datetime) -> None:
    """The attempt is handed in whatever happens here: a lock that came down meanwhile takes nobody's answers away."""
    facts = {"enrolment": attempt.enrolment, "step_key": attempt.step_key, "actor": attempt.person, "now": now}
    try:
        with transaction.atomic():
            if attempt.quiz.test_out:
                enrolments.test_out(**facts)
            else:
                enrolments.complete_step(**facts, by="quiz")
    except (StepLocked, CannotCompleteThus, NotActive, NoSuchStep) as refusal:
        logger.warning("Attempt %s passed, and its step stays open: %s", attempt.pk, refusal)


def _decimal(points: Fraction | None) -> Decimal | None:
    return None if points is None else (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.0001"))
