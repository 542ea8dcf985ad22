"""The questions of an attempt as they are asked: never a key, never a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from assessments.quizzes.drawing import draw
from assessments.quizzes.enums import Layout
from assessments.quizzes.kinds import serve, shown_answer, takes_several
from assessments.quizzes.models import Attempt, Question, QuestionVersion, QuizPage, Response
from courses.enrolments.queries import path
from lms.language.bilingual import LANGUAGES, active_language, pick


@dataclass(frozen=True)
class Option:
    key: str
    letter: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Item:
    """A question as it is asked. `shown_in` names the language of the text when it is not the reader's."""

    slot: int
    several: bool
    stem: str
    options: tuple[Option, ...]
    counter: int
    saved_at: datetime | None
    shown_in: str

    @property
    def answered(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True)
class Mark:
    """A place in the map of questions."""

    slot: int
    answered: bool
    current: bool

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
        return max((item.saved_at for item in self.items if item.saved_at), default=None)


def question_screen(attempt: Attempt, slot: int, now: datetime) -> QuestionScreen:
    """One question, or all of them where the quiz says so. Raises LookupError for a slot that the attempt does not have."""
    if not 1 <= slot <= len(attempt.slots):
        raise LookupError(slot)
    shown_all = attempt.rules.get("layout") == Layout.ALL
    responses = list(attempt.responses.order_by("slot").select_related("version") if shown_all else attempt.responses.order_by("slot"))
    shown = responses if shown_all else [responses[slot - 1]]
    return QuestionScreen(
        attempt=attempt,
        title=step_title(attempt, now),
        items=tuple(_item(attempt, response) for response in shown),
        marks=_marks(responses, None if shown_all else slot),
        slot=slot,
    )


def review_screen(attempt: Attempt, now: datetime) -> QuestionScreen:
    """Every question by number, answered or not, before handing in."""
    responses = list(attempt.responses.order_by("slot"))
    return QuestionScreen(attempt, step_title(attempt, now), (), _marks(responses, None), 1)


def preview_screen(quiz: QuizPage) -> QuestionScreen:
    """The questions as an attempt would ask them, for the author; nothing of it is saved."""
    always, draws = quiz.plan()
    asked, _short = draw(always, draws, seed=quiz.pk or 0)
    current = {one.pk: one.current_version for one in Question.objects.filter(pk__in=asked).select_related("current_version")}
    versions = [current[pk] for pk in asked]
    slots = [{"version": one.pk, **serve(one.kind, one.content, seed=f"{quiz.pk}/{one.pk}")} for one in versions]
    attempt = Attempt(quiz=quiz, slots=slots, rules={"layout": Layout.ALL})
    responses = [Response(slot=slot, version=version) for slot, version in enumerate(versions, 1)]
    return QuestionScreen(attempt, quiz.title, tuple(_item(attempt, one) for one in responses), _marks(responses, None), 1)


def step_title(attempt: Attempt, now: datetime) -> str:
    """The quiz's title in the reader's language; in the one it was written in when it is no longer taught."""
    try:
        found = path(attempt.enrolment, now=now).find(attempt.step_key)
    except ObjectDoesNotExist:
        found = None
    return found[1].title if found else attempt.quiz.title


def _marks(responses: Sequence[Response], current: int | None) -> tuple[Mark, ...]:
    return tuple(Mark(one.slot, bool(one.answer), one.slot == current) for one in responses)


def _item(attempt: Attempt, response: Response) -> Item:
    """Built from the texts alone: the key and the reasons stay behind, and an option is known by its place."""
    version, slot = response.version, attempt.slots[response.slot - 1]
    texts = {option["key"]: option["text"] for option in version.content.get("options", ())}
    chosen = shown_answer(version.kind, version.content, slot, response.answer)
    return Item(
        slot=response.slot,
        several=takes_several(version.kind, version.content),
        stem=version.stem,
        options=tuple(
            Option(str(place), chr(64 + place), pick(texts[key]), str(place) in chosen) for place, key in enumerate(slot["options"], 1)
        ),
        counter=response.counter,
        saved_at=response.saved_at,
        shown_in=shown_in(version),
    )


def shown_in(version: QuestionVersion) -> str:
    stem = version.content["stem"]
    return "" if stem.get(active_language()) else next((code for code in LANGUAGES if stem.get(code)), "")
