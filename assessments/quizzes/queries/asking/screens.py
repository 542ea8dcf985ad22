"""The screens on which the questions of an attempt are asked, and looked over before the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from assessments.quizzes.drawing import draw
from assessments.quizzes.enums import Layout
from assessments.quizzes.kinds import serve
from assessments.quizzes.models import Attempt, Question, QuizPage, Response
from assessments.quizzes.queries.asking.items import Item, item
from assessments.quizzes.queries.own import answers
from assessments.quizzes.queries.served import with_versions
from courses.enrolments.queries import step_of


@dataclass(frozen=True)
class Mark:
    """A place in the map of questions."""

    slot: int
    answered: bool
    current: bool
    url: str

    @property
    def state(self) -> str:
        return "met" if self.answered else "progress" if self.current else "missing"


@dataclass(frozen=True)
class QuestionScreen:
    attempt: Attempt
    title: str
    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    slot: int

    @property
    def total(self) -> int:
        return len(self.marks)

    @property
    def one_by_one(self) -> bool:
        return self.attempt.rules.get("layout") != Layout.ALL

    @property
    def unanswered(self) -> list[Mark]:
        return [mark for mark in self.marks if not mark.answered]

    @property
    def saved_at(self) -> datetime | None:
        return max((one.saved_at for one in self.items if one.saved_at), default=None)


def question_screen(attempt: Attempt, slot: int) -> QuestionScreen:
    """One question, or all of them where the quiz says so. Raises LookupError for a slot that the attempt does not have."""
    if not 1 <= slot <= len(attempt.slots):
        raise LookupError(slot)
    shown_all = attempt.rules.get("layout") == Layout.ALL
    responses = answers(attempt)
    shown = with_versions(responses if shown_all else [responses[slot - 1]])
    return QuestionScreen(
        attempt=attempt,
        title=step_title(attempt),
        items=tuple(item(attempt, response) for response in shown),
        marks=_marks(attempt, responses, None if shown_all else slot),
        slot=slot,
    )


def review_screen(attempt: Attempt) -> QuestionScreen:
    """Every question by number, answered or not, before handing in."""
    responses = answers(attempt)
    return QuestionScreen(attempt, step_title(attempt), (), _marks(attempt, responses, None), 1)


def preview_screen(quiz: QuizPage) -> QuestionScreen:
    """The questions as an attempt would ask them, for the author; nothing of it is saved."""
    always, draws = quiz.plan()
    asked, _short = draw(always, draws, seed=quiz.pk or 0)
    current = {one.pk: one.current_version for one in Question.objects.filter(pk__in=asked).select_related("current_version")}
    versions = [current[pk] for pk in asked]
    slots = [{"version": one.pk, **serve(one.kind, one.content, seed=f"{quiz.pk}/{one.pk}")} for one in versions]
    attempt = Attempt(quiz=quiz, slots=slots, rules={"layout": Layout.ALL})
    responses = [Response(slot=slot, version=version) for slot, version in enumerate(versions, 1)]
    return QuestionScreen(attempt, quiz.title, tuple(item(attempt, one) for one in responses), _marks(attempt, responses, None), 1)


def step_title(attempt: Attempt) -> str:
    """The quiz's title in the reader's language; in the one it was written in when it is no longer taught."""
    try:
        found = step_of(attempt.enrolment, attempt.step_key)
    except ObjectDoesNotExist:
        found = None
    return found.title if found else attempt.quiz.title


def _marks(attempt: Attempt, responses: Sequence[Response], current: int | None) -> tuple[Mark, ...]:
    base = reverse("quizzes:attempt", args=[attempt.pk, 0]).removesuffix("0/")
    return tuple(Mark(one.slot, bool(one.answer), one.slot == current, f"{base}{one.slot}/") for one in responses)
