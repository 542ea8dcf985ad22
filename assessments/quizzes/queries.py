"""What the quiz's screens ask. Nothing here says which option is right until the attempt has been handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from assessments.quizzes.drawing import draw
from assessments.quizzes.enums import Layout, QuestionState
from assessments.quizzes.kinds import KINDS
from assessments.quizzes.models import Attempt, ExtraAttempt, Question, QuestionVersion, QuizDraw, QuizPage, QuizQuestion, Response
from assessments.quizzes.scoring import points_needed
from assessments.quizzes.standing import Past, Standing, standing
from courses.enrolments.queries import ModuleView, Player, StepView, path, player
from lms.competencies.models import Competency
from lms.language.bilingual import LANGUAGES, active_language, pick

MANY_STEPS = 12  # from here on a staircase stands for tenths of the questions


@dataclass(frozen=True)
class Sheet:
    """The rules of a quiz as they are today."""

    page: QuizPage
    intro: str
    asked: int
    needed: int
    all_right_in: tuple[Competency, ...]


@dataclass(frozen=True)
class Brief:
    """The screen before a quiz."""

    player: Player
    sheet: Sheet
    standing: Standing
    attempts: tuple[Attempt, ...]

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def trainer(self):
        cohort = self.player.enrolment.cohort
        return cohort.trainer if cohort else None

    @property
    def handed_in(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if not attempt.is_open]


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


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Reviewed:
    """A question with its answer and its key, after the end."""

    slot: int
    stem: str
    right: bool
    chosen: tuple[dict, ...]
    key: tuple[dict, ...]
    explanation: str
    reference: str
    shown_in: str
    lessons: tuple[Link, ...]


@dataclass(frozen=True)
class CompetencyLine:
    competency: Competency
    right: int
    asked: int
    reached: bool
    must_be_all_right: bool

    @property
    def state(self) -> str:
        short = self.must_be_all_right and self.right < self.asked
        return "met" if self.reached and not short else "progress" if self.right else "missing"


@dataclass(frozen=True)
class ResultScreen:
    attempt: Attempt
    title: str
    points: int
    asked: int
    needed: int
    steps: tuple[dict, ...]
    competencies: tuple[CompetencyLine, ...]
    items: tuple[Reviewed, ...]
    standing: Standing
    others: tuple[Attempt, ...]
    next_step: Link | None
    brief_url: str

    @property
    def missed(self) -> list[Reviewed]:
        return [item for item in self.items if not item.right]

    @property
    def right(self) -> list[Reviewed]:
        return [item for item in self.items if item.right]

    @property
    def short(self) -> list[CompetencyLine]:
        return [line for line in self.competencies if line.must_be_all_right and line.right < line.asked]

    @property
    def points_missing(self) -> int:
        return max(self.needed - self.points, 0)


@dataclass(frozen=True)
class _Around:
    module: ModuleView | None
    step: StepView | None
    after: StepView | None


def brief(enrolment_id: int, step_key: UUID, user, now: datetime) -> Brief:
    """Raises Enrolment.DoesNotExist or LookupError for what is not this person's, or not a quiz."""
    place = player(enrolment_id, step_key, user, now)
    require_quiz(place)
    rules = sheet(place.current.outline.page_id, place.current.outline.shown_page_id)
    attempts = attempts_at(enrolment_id, step_key)
    return Brief(place, rules, _standing(attempts, rules.page, extra_attempts(enrolment_id, step_key), now), tuple(attempts))


def require_quiz(place: Player) -> None:
    if place.current.outline.kind != "quiz":
        raise LookupError(f"{place.current.key} is not a quiz")


def sheet(page_id: int, shown_page_id: int) -> Sheet:
    """Two queries."""
    pages = {page.pk: page for page in QuizPage.objects.filter(pk__in={page_id, shown_page_id}).annotate(**_asked())}
    page = pages[page_id]
    asked = page.fixed + page.drawn
    intro = pages[shown_page_id].intro or page.intro
    return Sheet(page, intro, asked, points_needed(asked, page.pass_percent), tuple(page.all_right_in.all()))


def standing_of(enrolment_id: int, step_key: UUID, quiz: QuizPage, now: datetime) -> Standing:
    return _standing(attempts_at(enrolment_id, step_key), quiz, extra_attempts(enrolment_id, step_key), now)


def attempts_at(enrolment_id: int, step_key: UUID) -> list[Attempt]:
    """Every attempt of an enrolment at one quiz, the first one first."""
    return list(Attempt.objects.filter(enrolment_id=enrolment_id, step_key=step_key).defer("slots", "result").order_by("number"))


def extra_attempts(enrolment_id: int, step_key: UUID) -> int:
    return ExtraAttempt.objects.filter(enrolment_id=enrolment_id, step_key=step_key).count()


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
    slots = [{"version": version.pk, "options": [option["key"] for option in version.content["options"]]} for version in versions]
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


def result_screen(attempt: Attempt, viewer, now: datetime) -> ResultScreen:
    """What came of an attempt. Whoever else may see it sees what its person sees; only the links are the person's own."""
    own = attempt.person_id == viewer.pk
    around = _around(attempt, viewer, now)
    responses = list(attempt.responses.select_related("version__competency", "version__question").order_by("slot"))
    points, asked, needed = int(attempt.points), int(attempt.max_points), attempt.result["needed"]
    attempts = [one for one in attempts_at(attempt.enrolment_id, attempt.step_key) if not one.is_open]
    after = around.after if own else None
    lessons = _lessons(around.module, linked=own)
    return ResultScreen(
        attempt=attempt,
        title=around.step.title if around.step else attempt.quiz.title,
        points=points,
        asked=asked,
        needed=needed,
        steps=stairs(points, asked, needed),
        competencies=_competency_lines(attempt, responses),
        items=tuple(_reviewed(response, attempt, lessons) for response in responses),
        standing=_standing(attempts, attempt.quiz, extra_attempts(attempt.enrolment_id, attempt.step_key), now),
        others=tuple(attempts) if len(attempts) > 1 else (),
        next_step=Link(after.title, after.url) if after else None,
        brief_url=around.step.url if own and around.step else "",
    )


def stairs(points: int, asked: int, needed: int) -> tuple[dict, ...]:
    """The staircase of points: one step a question, or tenths of them when they are many."""
    count = asked if asked <= MANY_STEPS else 10
    pass_at = -(-needed * count // asked) if asked else 0
    return tuple(
        {
            "number": -(-step * asked // count),
            "state": "met" if points * count >= step * asked else "missing",
            "pass": step == pass_at,
        }
        for step in range(1, count + 1)
    )


def matching_questions(tag: str, competency_id: int | None) -> int:
    """How many live questions a draw with this tag and competency can take."""
    rows = Question.objects.live()
    if tag:
        rows = rows.filter(tag=tag)
    return (rows.filter(competency_id=competency_id) if competency_id else rows).count()


def _asked() -> dict:
    live = Q(question__state=QuestionState.LIVE)
    fixed = QuizQuestion.objects.filter(live, quiz=OuterRef("pk")).order_by().values("quiz").annotate(many=Count("pk")).values("many")
    drawn = QuizDraw.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz").annotate(many=Sum("count")).values("many")
    return {"fixed": Coalesce(Subquery(fixed), 0), "drawn": Coalesce(Subquery(drawn), 0)}


def _standing(attempts: Iterable[Attempt], quiz: QuizPage, extra: int, now: datetime) -> Standing:
    past = [Past(one.submitted_at, bool(one.passed)) for one in attempts if not one.is_open]
    return standing(past, max_attempts=quiz.max_attempts, extra=extra, wait_hours=quiz.wait_hours, now=now)


def _marks(responses: Sequence[Response], current: int | None) -> tuple[Mark, ...]:
    return tuple(Mark(one.slot, bool(one.answer), one.slot == current) for one in responses)


def _item(attempt: Attempt, response: Response) -> Item:
    """Built from the texts alone: the key and the reasons stay behind."""
    version = response.version
    texts = {option["key"]: option["text"] for option in version.content["options"]}
    order = attempt.slots[response.slot - 1]["options"]
    return Item(
        slot=response.slot,
        several=KINDS[version.kind].several,
        stem=version.stem,
        options=tuple(Option(key, chr(65 + place), pick(texts[key]), key in response.answer) for place, key in enumerate(order)),
        counter=response.counter,
        saved_at=response.saved_at,
        shown_in=_shown_in(version),
    )


def _shown_in(version: QuestionVersion) -> str:
    stem = version.content["stem"]
    return "" if stem.get(active_language()) else next((code for code in LANGUAGES if stem.get(code)), "")


def _reviewed(response: Response, attempt: Attempt, lessons: dict[str, tuple[Link, ...]]) -> Reviewed:
    version = response.version
    options = [
        {"text": pick(option["text"]), "why": pick(option.get("feedback") or {}), "key": option["key"], "correct": option["correct"]}
        for option in version.content["options"]
    ]
    return Reviewed(
        slot=response.slot,
        stem=version.stem,
        right=response.points == 1,
        chosen=tuple(option for option in options if option["key"] in response.answer),
        key=tuple(option for option in options if option["correct"]),
        explanation=version.explanation,
        reference=question_reference(version.question),
        shown_in=_shown_in(version),
        lessons=lessons.get(version.competency.code, ()),
    )


def question_reference(question: Question) -> str:
    """What a report of an error names a question by."""
    return question.code or f"question-{question.pk}"


def _competency_lines(attempt: Attempt, responses: Iterable[Response]) -> tuple[CompetencyLine, ...]:
    competencies = {one.version.competency.code: one.version.competency for one in responses}
    lines = [
        CompetencyLine(competencies[code], line["right"], line["asked"], line["reached"], code in attempt.rules["all_right_in"])
        for code, line in attempt.result["by_competency"].items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.state == "met", line.competency.sort_order)))


def _around(attempt: Attempt, viewer, now: datetime) -> _Around:
    """The step's place in the enrolment; empty when it is no longer taught. Only its person has a next step."""
    try:
        if attempt.person_id == viewer.pk:
            place = player(attempt.enrolment_id, attempt.step_key, viewer, now)
            return _Around(place.module, place.current, place.next)
        found = path(attempt.enrolment, now=now).find(attempt.step_key)
    except (LookupError, ObjectDoesNotExist):
        return _Around(None, None, None)
    return _Around(*found, None) if found else _Around(None, None, None)


def _lessons(module: ModuleView | None, *, linked: bool) -> dict[str, tuple[Link, ...]]:
    """The lessons of the quiz's module that teach each competency."""
    by_code: dict[str, tuple[Link, ...]] = {}
    for step in module.steps if module else ():
        if step.outline.kind != "quiz":
            for code in step.outline.competency_codes:
                by_code[code] = (*by_code.get(code, ()), Link(step.title, step.url if linked else ""))
    return by_code
