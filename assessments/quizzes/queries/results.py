"""What came of an attempt, as its person reads it after the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from assessments.quizzes.models import Attempt, Question, Response
from assessments.quizzes.queries.standing import attempts_at, extra_attempts, standing_after
from assessments.quizzes.queries.words import shown_in
from assessments.quizzes.standing import Standing
from courses.enrolments.queries import ModuleView, StepView, path, player
from lms.competencies.models import Competency
from lms.language.bilingual import pick

MANY_STEPS = 12  # from here on a staircase stands for tenths of the questions


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
        standing=standing_after(attempts, attempt.quiz, extra_attempts(attempt.enrolment_id, attempt.step_key), now),
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
        shown_in=shown_in(version.content),
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
