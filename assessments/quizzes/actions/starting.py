"""Opening an attempt: who may, what is drawn, and what is frozen."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.quizzes import drawing
from assessments.quizzes.actions.ending import submit_attempt
from assessments.quizzes.enums import EndedBy
from assessments.quizzes.exceptions import CannotStart, WrongRoomCode
from assessments.quizzes.kinds import serve
from assessments.quizzes.models import Attempt, Question, QuestionVersion, QuizPage, Response
from assessments.quizzes.queries import adjustment_of, all_right_in, always_asked, quiz_to_start, require_quiz, sections_drawn, standing_of
from assessments.quizzes.queries.served import versions_of
from assessments.quizzes.timing import GRACE, deadline
from courses.enrolments import actions as enrolments
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.exceptions import NotYours, StepLocked
from courses.enrolments.models import Enrolment
from courses.enrolments.queries import Player, player
from lms.jobs.actions import enqueue
from lms.statements import Statement

_LOCK = Statement(lambda pk: Enrolment.objects.select_for_update().only("pk").filter(pk=pk).order_by(), pk=999_999_999)
_OPEN = Statement(
    lambda person, step: Attempt.objects.open().select_related("enrolment").filter(person=person, step_key=step).order_by(),
    person=999_999_999,
    step=UUID(int=0),
)


@dataclass(frozen=True)
class Drawn:
    """A version to serve, and the title of the section it was drawn for."""

    version: QuestionVersion
    section: dict[str, str]


def start_attempt(
    *, enrolment: Enrolment, step_key: UUID, person, practice: bool = False, room_code: str = "", now: datetime | None = None
) -> Attempt:
    """Opens an attempt, or gives back the one that is open: there is never a second.

    Draws the set and freezes it: versions, their order, the order of the options, the rules, when its time ends. Practice is
    another attempt beside it. Raises `NotYours`, `StepLocked`, `CannotStart` or `WrongRoomCode`.
    """
    now = now or timezone.now()
    if enrolment.person_id != person.pk:
        raise NotYours
    place = player(enrolment.pk, step_key, person, now)
    require_quiz(place)
    try:
        with transaction.atomic():
            _LOCK.get(pk=enrolment.pk)
            return _open_attempt(enrolment, step_key, person, practice, now) or _new_attempt(place, person, practice, room_code, now)
    except IntegrityError:
        # The same person pressed "start" in two enrolments at once: the other one was first.
        return Attempt.objects.open().get(person=person, step_key=step_key, practice=practice)


def set_deadline(attempt: Attempt, quiz: QuizPage, *, now: datetime) -> None:
    """When the attempt's time ends for its person; whoever keeps the attempt saves it. Practice has no clock."""
    if attempt.practice:
        return
    adjustment = adjustment_of(attempt.person_id, timezone.localdate(now))
    attempt.deadline_at = deadline(started_at=attempt.started_at, minutes=quiz.time_limit, closes_at=quiz.closes_at, adjustment=adjustment)


def _open_attempt(enrolment: Enrolment, step_key: UUID, person, practice: bool, now: datetime) -> Attempt | None:
    found = next((one for one in _OPEN.all(person=person.pk, step=step_key) if one.practice == practice), None)
    if found is None:
        return None
    if found.deadline_at and found.deadline_at + GRACE <= now:
        submit_attempt(attempt=found, now=now, ended_by=EndedBy.DEADLINE)
        return None
    if found.enrolment_id != enrolment.pk and found.enrolment.state != EnrolmentState.ACTIVE:
        # Left open in an enrolment that has ended: it counts there, as it stands, and nobody waits for it here.
        submit_attempt(attempt=found, now=now, ended_by=EndedBy.SYSTEM)
        return None
    return found


def _new_attempt(place: Player, person, practice: bool, room_code: str, now: datetime) -> Attempt:
    enrolment, step = place.enrolment, place.current.outline
    quiz = quiz_to_start(step.page_id)
    if place.reason:
        raise StepLocked(place.reason)
    number = _allowed_number(quiz, enrolment, step.key, practice, room_code, now)
    seed = secrets.randbits(62)
    drawn = _draw(quiz, step.key, person, seed)
    attempt = Attempt(
        person=person,
        enrolment=enrolment,
        quiz=quiz,
        step_key=step.key,
        revision_id=quiz.live_revision_id,
        number=number,
        practice=practice,
        seed=seed,
        slots=[_slot(one, quiz.shuffle_options, seed) for one in drawn],
        rules=_rules(quiz),
        started_at=now,
    )
    set_deadline(attempt, quiz, now=now)
    attempt.save(force_insert=True)
    if not practice:
        enrolments.note_opened(enrolment=enrolment, step=place.current, now=now)
    Response.objects.bulk_create(Response(attempt=attempt, slot=slot, version=one.version) for slot, one in enumerate(drawn, 1))
    if attempt.deadline_at:
        enqueue(kind="quizzes.end_attempt", payload={"attempt": str(attempt.pk)}, due_at=attempt.deadline_at + GRACE)
    if not practice:
        facts = {"attempt": str(attempt.pk), "number": number}
        log(
            instance=enrolment,
            action="quizzes.start_attempt",
            user=person,
            title=f"{person} · {(place.programme or place.module).title}",
            data=facts,
        )
    return attempt


def _allowed_number(quiz: QuizPage, enrolment: Enrolment, step_key: UUID, practice: bool, room_code: str, now: datetime) -> int:
    """The number of the attempt to be. Raises why there can be none."""
    if practice:
        if not quiz.practice:
            raise CannotStart(_("This quiz is not for practice."))
        last = Attempt.objects.filter(enrolment=enrolment, step_key=step_key, practice=True).order_by("-number").first()
        return last.number + 1 if last else 1
    past = standing_of(enrolment.pk, step_key, quiz, now)
    if not past.can_start:
        raise CannotStart(_why_not(past), past.opens_at)
    if quiz.room_code and room_code.strip().casefold() != quiz.room_code.strip().casefold():
        raise WrongRoomCode
    return past.used + 1


def _why_not(past) -> str:
    if past.passed:
        return _("You have passed this quiz.")
    if past.being_marked:
        return _("Your last attempt is being marked.")
    if past.is_over:
        return _("This quiz has closed.")
    return _("You have no attempts left. Ask your trainer to open another.") if past.left == 0 else _("Your next attempt is not open yet.")


def _draw(quiz: QuizPage, step_key: UUID, person, seed: int) -> list[Drawn]:
    current = always_asked(quiz.pk)
    always, rows = list(current), sections_drawn(quiz.pk)
    draws = [drawing.Draw(one.count, one.pool()) for one in rows]
    seen = Response.objects.filter(attempt__person=person, attempt__step_key=step_key).values_list("version__question_id", flat=True)
    asked, short = drawing.draw(always, draws, seed=seed, seen=set(seen) if draws else set())
    if short or not asked:
        raise CannotStart(_("This quiz is not ready: its questions are being changed. Try again later."))
    if draws:
        current = dict(Question.objects.filter(pk__in=asked).values_list("pk", "current_version"))
    versions = versions_of(set(current.values()))
    titles = [{"es": one.title_es, "en": one.title_en} for one in rows]
    sections = drawing.sections(len(asked), [one.count for one in draws])
    order = drawing.mixed_within(sections, seed=f"{seed}/order") if quiz.shuffle_questions else range(len(asked))
    return [Drawn(versions[current[asked[place]]], titles[sections[place]] if sections[place] is not None else {}) for place in order]


def _slot(drawn: Drawn, shuffle: bool, seed: int) -> dict:
    version = drawn.version
    slot = {"version": version.pk, **serve(version.kind, version.content, seed=f"{seed}/{version.pk}", shuffle=shuffle)}
    return {**slot, "section": drawn.section} if any(drawn.section.values()) else slot


def _rules(quiz: QuizPage) -> dict:
    return {
        "pass_percent": quiz.pass_percent,
        "all_right_in": [competency.code for competency in all_right_in(quiz.pk)],
        "layout": quiz.layout,
        "reveal": quiz.reveal,
    }
