"""Publishing questions; starting, answering and handing in an attempt."""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.quizzes import drawing, scoring
from assessments.quizzes.enums import AttemptState, QuestionState
from assessments.quizzes.exceptions import AttemptClosed, CannotStart, InvalidAnswer, NotReady
from assessments.quizzes.kinds import problems_of, read_answer
from assessments.quizzes.models import Attempt, ExtraAttempt, Question, QuestionVersion, QuizPage, Response
from assessments.quizzes.queries import require_quiz, standing_of
from courses.enrolments import actions as enrolments
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.exceptions import CannotCompleteThus, NotActive, NotYours, StepLocked
from courses.enrolments.models import Enrolment
from courses.enrolments.queries import Player, player
from lms.competencies.actions import record_evidence
from lms.competencies.models import Competency

logger = logging.getLogger(__name__)

MAX_COUNTER = 2**53  # what a browser can count to exactly
LEVEL_OF_A_QUIZ = 2


@dataclass(frozen=True)
class Saved:
    """What is kept now for a slot. `kept` is False when a newer answer was there already and stays."""

    slot: int
    counter: int
    saved_at: datetime | None
    answer: list[str]
    kept: bool


# ── The bank ────────────────────────────────────────────────────────────────────────────────────────────────────


def publish_question(*, question: Question, actor=None) -> QuestionVersion:
    """Makes the question live, with a new version only when what people read or what is right has changed.

    Raises `NotReady` with what is missing. Safe to call twice.
    """
    problems = problems_of(question.kind, question.stems, question.options)
    if problems:
        raise NotReady(problems)
    with transaction.atomic():
        current = Question.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=question.pk).current_version
        if current is None or _has_changed(current, question):
            current = _new_version(question, current, actor)
        question.current_version, question.state = current, QuestionState.LIVE
        question.save(update_fields=["current_version", "state", "updated_at"])
    return current


def retire_question(*, question: Question, actor=None) -> Question:
    """Takes the question out of every attempt to come; the ones that had it keep it. Safe to call twice."""
    with transaction.atomic():
        if Question.objects.filter(pk=question.pk).exclude(state=QuestionState.RETIRED).update(state=QuestionState.RETIRED):
            log(instance=question, action="quizzes.retire_question", user=actor)
    question.state = QuestionState.RETIRED
    return question


def _has_changed(version: QuestionVersion, question: Question) -> bool:
    kept = (version.kind, version.competency_id, version.content)
    return kept != (question.kind, question.competency_id, question.content)


def _new_version(question: Question, current: QuestionVersion | None, actor) -> QuestionVersion:
    version = QuestionVersion.objects.create(
        question=question,
        number=current.number + 1 if current else 1,
        kind=question.kind,
        competency_id=question.competency_id,
        content=question.content,
        published_by=actor,
    )
    log(instance=question, action="quizzes.publish_question", user=actor, data={"version": version.number})
    return version


# ── Attempts ────────────────────────────────────────────────────────────────────────────────────────────────────


def start_attempt(*, enrolment: Enrolment, step_key: UUID, person, now: datetime | None = None) -> Attempt:
    """Opens an attempt, or gives back the one that is open: there is never a second.

    Draws the set and freezes it: versions, their order, the order of the options, the rules. Raises `NotYours`, `StepLocked`
    or `CannotStart`.
    """
    now = now or timezone.now()
    if enrolment.person_id != person.pk:
        raise NotYours
    place = player(enrolment.pk, step_key, person, now)
    require_quiz(place)
    try:
        with transaction.atomic():
            Enrolment.objects.select_for_update().get(pk=enrolment.pk)
            return _open_attempt(enrolment, step_key, person, now) or _new_attempt(place, person, now)
    except IntegrityError:
        # The same person pressed "start" in two enrolments at once: the other one was first.
        return Attempt.objects.open().get(person=person, step_key=step_key)


def save_response(*, attempt_id: UUID, person, slot: int, answer: Any, counter: int | None = None, now: datetime | None = None) -> Saved:
    """Keeps an answer unless a newer one is there. `counter` None means that the choice is made now.

    Two queries. Raises `Response.DoesNotExist` (no such slot, or not theirs), `AttemptClosed` or `InvalidAnswer`.
    """
    now = now or timezone.now()
    # No savepoint: this is the hottest write there is. So nothing is raised inside; a refusal is carried out and raised after.
    with transaction.atomic(savepoint=False):
        response = (
            Response.objects.select_for_update(of=("attempt",))
            .select_related("attempt", "version")
            .filter(attempt_id=attempt_id, slot=slot, attempt__person=person)
            .first()
        )
        chosen, refusal = _read(response, answer)
        kept_counter = response.counter if response else 0
        counter = max(_now_counter(now), kept_counter + 1) if counter is None else min(counter, MAX_COUNTER)
        fresh = refusal is None and counter > kept_counter
        if fresh:
            Response.objects.filter(pk=response.pk).update(answer=chosen, counter=counter, saved_at=now)
    if refusal:
        raise refusal
    if not fresh:
        return Saved(slot, kept_counter, response.saved_at, response.answer, kept=kept_counter == counter)
    return Saved(slot, counter, now, chosen, kept=True)


def _read(response: Response | None, answer: Any) -> tuple[list[str], Exception | None]:
    if response is None:
        return [], Response.DoesNotExist()
    if not response.attempt.is_open:
        return [], AttemptClosed()
    try:
        return read_answer(response.version.kind, answer, response.attempt.slots[response.slot - 1]["options"]), None
    except InvalidAnswer as refusal:
        return [], refusal


def submit_attempt(*, attempt: Attempt, now: datetime | None = None) -> Attempt:
    """Hands the attempt in and scores it; the second time changes nothing.

    What passes completes the step and proves each competency that reached the pass mark, in the same transaction.
    """
    now = now or timezone.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment", "person", "quiz").get(pk=attempt.pk)
        if not attempt.is_open:
            return attempt
        responses = list(attempt.responses.select_related("version__competency").order_by("slot"))
        result = _score(attempt, responses)
        _keep_result(attempt, responses, result, now)
        if result.passed:
            _record_evidence(attempt, responses, result, now)
            _complete_step(attempt, now)
        log(
            instance=attempt.enrolment,
            action="quizzes.submit_attempt",
            user=attempt.person,
            data={"attempt": str(attempt.pk), "step": str(attempt.step_key), "number": attempt.number},
        )
    return attempt


def grant_attempt(*, enrolment: Enrolment, step_key: UUID, reason: str, actor) -> ExtraAttempt:
    """Opens one more attempt for a person who has none left; the last one opened is given back while it is still unused.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A reason is needed for an extra attempt")
    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        quiz = QuizPage.objects.filter(translation_key=step_key).order_by("pk").first()
        granted = ExtraAttempt.objects.filter(enrolment=enrolment, step_key=step_key).order_by("pk").last()
        if granted and quiz and standing_of(enrolment.pk, step_key, quiz, timezone.now()).left != 0:
            return granted
        extra = ExtraAttempt.objects.create(enrolment=enrolment, step_key=step_key, reason=reason.strip()[:300], granted_by=actor)
        log(instance=enrolment, action="quizzes.grant_attempt", user=actor, data={"step": str(step_key), "reason": extra.reason})
    return extra


def _open_attempt(enrolment: Enrolment, step_key: UUID, person, now: datetime) -> Attempt | None:
    found = Attempt.objects.open().select_related("enrolment").filter(person=person, step_key=step_key).first()
    if found and found.enrolment_id != enrolment.pk and found.enrolment.state != EnrolmentState.ACTIVE:
        # Left open in an enrolment that has ended: it counts there, as it stands, and nobody waits for it here.
        submit_attempt(attempt=found, now=now)
        return None
    return found


def _new_attempt(place: Player, person, now: datetime) -> Attempt:
    enrolment, step = place.enrolment, place.current.outline
    if place.reason:
        raise StepLocked(place.reason)
    quiz = QuizPage.objects.get(pk=step.page_id)
    past = standing_of(enrolment.pk, step.key, quiz, now)
    if not past.can_start:
        raise CannotStart(_why_not(past), past.opens_at)
    seed = secrets.randbits(62)
    versions = _draw(quiz, step.key, person, seed)
    attempt = Attempt.objects.create(
        person=person,
        enrolment=enrolment,
        quiz=quiz,
        step_key=step.key,
        revision_id=quiz.live_revision_id,
        number=past.used + 1,
        seed=seed,
        slots=[{"version": version.pk, "options": _option_order(version, quiz.shuffle_options, seed)} for version in versions],
        rules=_rules(quiz),
        started_at=now,
    )
    enrolments.open_step(enrolment=enrolment, step_key=step.key, person=person, now=now)
    Response.objects.bulk_create(Response(attempt=attempt, slot=slot, version=version) for slot, version in enumerate(versions, 1))
    log(instance=enrolment, action="quizzes.start_attempt", user=person, data={"attempt": str(attempt.pk), "number": attempt.number})
    return attempt


def _why_not(past) -> str:
    if past.passed:
        return _("You have passed this quiz.")
    return _("You have no attempts left. Ask your trainer to open another.") if past.left == 0 else _("Your next attempt is not open yet.")


def _draw(quiz: QuizPage, step_key: UUID, person, seed: int) -> list[QuestionVersion]:
    always, draws = quiz.plan()
    seen = Response.objects.filter(attempt__person=person, attempt__step_key=step_key).values_list("version__question_id", flat=True)
    asked, short = drawing.draw(always, draws, seed=seed, seen=set(seen) if draws else set())
    if short or not asked:
        raise CannotStart(_("This quiz is not ready: its questions are being changed. Try again later."))
    current = {
        question.pk: question.current_version for question in Question.objects.filter(pk__in=asked).select_related("current_version")
    }
    return [current[pk] for pk in asked]


def _option_order(version: QuestionVersion, shuffle: bool, seed: int) -> list[str]:
    keys = [option["key"] for option in version.content["options"]]
    # True stands before false for everyone; other options have no order of their own.
    return drawing.mixed(keys, seed=f"{seed}/{version.pk}") if shuffle and version.kind != "true_false" else keys


def _rules(quiz: QuizPage) -> dict:
    return {
        "pass_percent": quiz.pass_percent,
        "all_right_in": [competency.code for competency in quiz.all_right_in.all()],
        "layout": quiz.layout,
    }


def _score(attempt: Attempt, responses: list[Response]) -> scoring.Result:
    asked = [scoring.Asked(one.version.kind, one.version.competency.code, one.version.content, one.answer) for one in responses]
    return scoring.score(asked, pass_percent=attempt.rules["pass_percent"], all_right_in=attempt.rules["all_right_in"])


def _keep_result(attempt: Attempt, responses: list[Response], result: scoring.Result, now: datetime) -> None:
    for response, points in zip(responses, result.slots, strict=True):
        response.points = _decimal(points)
    Response.objects.bulk_update(responses, ["points"])
    attempt.state, attempt.submitted_at, attempt.passed = AttemptState.SUBMITTED, now, result.passed
    attempt.points, attempt.max_points = _decimal(result.total.points), Decimal(result.total.asked)
    attempt.result = {
        "needed": result.needed,
        "short_in": list(result.short_in),
        "by_competency": _tallies(result.by_competency, attempt.rules["pass_percent"]),
    }
    attempt.save(update_fields=["state", "submitted_at", "passed", "points", "max_points", "result"])


def _tallies(by_competency: Mapping[str, scoring.Tally], percent: int) -> dict[str, dict]:
    return {code: {"right": tally.right, "asked": tally.asked, "reached": tally.reaches(percent)} for code, tally in by_competency.items()}


def _record_evidence(attempt: Attempt, responses: list[Response], result: scoring.Result, now: datetime) -> None:
    competencies: dict[str, Competency] = {one.version.competency.code: one.version.competency for one in responses}
    titles = {page.locale.language_code: page.title for page in attempt.quiz.get_translations(inclusive=True).select_related("locale")}
    for code, tally in result.by_competency.items():
        if tally.reaches(attempt.rules["pass_percent"]):
            record_evidence(
                person=attempt.person,
                competency=competencies[code],
                kind="quiz",
                level=LEVEL_OF_A_QUIZ,
                source=f"attempt:{attempt.pk}",
                source_titles=titles,
                source_version=str(attempt.revision_id or ""),
                observed_at=now,
            )


def _complete_step(attempt: Attempt, now: datetime) -> None:
    """The attempt is handed in whatever happens here: a lock that came down meanwhile takes nobody's answers away."""
    try:
        with transaction.atomic():
            enrolments.complete_step(enrolment=attempt.enrolment, step_key=attempt.step_key, actor=attempt.person, now=now, by="quiz")
    except (StepLocked, CannotCompleteThus, NotActive) as refusal:
        logger.warning("Attempt %s passed, and its step stays open: %s", attempt.pk, refusal)


def _decimal(points) -> Decimal:
    return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.01"))


def _now_counter(now: datetime) -> int:
    return int(now.timestamp() * 1000)
