"""What came of an attempt, as its person reads it after the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import OuterRef, QuerySet, Subquery

from assessments.quizzes.enums import CorrectionKind, Reveal
from assessments.quizzes.models import Attempt, Correction, Mark, Response
from assessments.quizzes.queries.results.explaining import Marked
from assessments.quizzes.queries.results.revealing import Hidden, hidden
from assessments.quizzes.queries.results.reviewing import Link, Reviewed, reviewed
from assessments.quizzes.queries.scored import corrections_in
from assessments.quizzes.queries.standing import attempts_at, extra_attempts, rules_of, standing_after
from assessments.quizzes.standing import Standing
from courses.enrolments.queries import ModuleView, StepView, path, player
from lms.competencies.models import Competency
from lms.statements import Statement

MANY_STEPS = 12  # from here on a staircase stands for tenths of the questions


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
    """`points` may have a part of one; `whole` says that every question was all right or not at all: then whole points pass.
    `hidden` says why the
    questions are not shown; `void` counts those that count for nobody."""

    attempt: Attempt
    title: str
    points: Decimal
    whole: bool
    asked: int
    needed: Decimal
    steps: tuple[dict, ...]
    competencies: tuple[CompetencyLine, ...]
    items: tuple[Reviewed, ...]
    hidden: Hidden | None
    void: int
    standing: Standing
    others: tuple[Attempt, ...]
    before: Link | None
    next_step: Link | None
    brief_url: str

    @property
    def missed(self) -> list[Reviewed]:
        return self._with("missing", "part")

    @property
    def right(self) -> list[Reviewed]:
        return self._with("right")

    @property
    def unread(self) -> list[Reviewed]:
        return self._with("waiting", "unmarked")

    @property
    def taken_out(self) -> list[Reviewed]:
        return self._with("void")

    @property
    def short(self) -> list[CompetencyLine]:
        return [line for line in self.competencies if line.must_be_all_right and line.right < line.asked]

    @property
    def points_missing(self) -> Decimal:
        return max(self.needed - self.points, Decimal(0))

    @property
    def questions_missing(self) -> int:
        return int(self.points_missing) if self.whole else 0

    def _with(self, *outcomes: str) -> list[Reviewed]:
        return [item for item in self.items if item.outcome in outcomes]


@dataclass(frozen=True)
class _Around:
    module: ModuleView | None
    step: StepView | None
    after: StepView | None


def result_screen(attempt: Attempt, viewer, now: datetime) -> ResultScreen:
    """What came of an attempt. Whoever else may see it sees what its person sees, and all of it; only the links are the person's own."""
    own = attempt.person_id == viewer.pk
    around = _around(attempt, viewer, now)
    responses = _ANSWERS.all(attempt=attempt.pk)
    attempts = [one for one in attempts_at(attempt.enrolment_id, attempt.step_key) if not one.is_open]
    extras = extra_attempts(attempts, attempt.enrolment_id, attempt.step_key)
    stands = standing_after(attempts, rules_of(attempt.quiz_id), extras, now)
    closed = hidden(attempt.rules.get("reveal", Reveal.AT_ONCE), own=own, practice=attempt.practice, standing=stands)
    corrections = corrections_in(attempt)
    lessons = _lessons(around.module, linked=own)
    lines = _competency_lines(attempt, responses)
    points, asked = attempt.points, int(attempt.max_points)
    whole = all(one.points is None or one.points in (0, 1) for one in responses)
    whole_needed, exactly = attempt.result["needed"], Decimal(asked * attempt.rules["pass_percent"]) / 100
    after = around.after if own else None
    return ResultScreen(
        attempt=attempt,
        title=around.step.title if around.step else attempt.quiz.title,
        points=points,
        whole=whole,
        asked=asked,
        needed=Decimal(whole_needed) if whole else exactly,
        steps=stairs(points, asked, whole_needed),
        competencies=lines,
        items=() if closed else _items(attempt, responses, corrections, lessons),
        hidden=closed,
        void=sum(_is_void(corrections.get(one.version_id)) for one in responses),
        standing=stands,
        others=tuple(attempts) if len(attempts) > 1 else (),
        before=_before(lines, lessons),
        next_step=Link(after.title, after.url) if after else None,
        brief_url=around.step.url if own and around.step else "",
    )


def stairs(points: Decimal | int, asked: int, needed: int) -> tuple[dict, ...]:
    """The staircase of points: one step a question, or tenths of them when they are many. A part of a step is half built."""
    count = asked if asked <= MANY_STEPS else 10
    pass_at = -(-needed * count // asked) if asked else 0
    return tuple(
        {
            "number": -(-step * asked // count),
            "state": "met" if points * count >= step * asked else "progress" if points * count > (step - 1) * asked else "missing",
            "pass": step == pass_at,
        }
        for step in range(1, count + 1)
    )


def _answers(attempt: UUID) -> QuerySet[Response]:
    """By slot, each with the reading of it that is in force: the latest one."""
    latest = Mark.objects.filter(response=OuterRef("pk")).order_by("-pk")
    rows = Response.objects.filter(attempt=attempt).select_related("version__competency").order_by("slot")
    return rows.annotate(mark_points=Subquery(latest.values("points")[:1]), mark_comment=Subquery(latest.values("comment")[:1]))


_ANSWERS = Statement(_answers, attempt=UUID(int=0))


def _items(
    attempt: Attempt, responses: Sequence[Response], corrections: Mapping[int, Correction], lessons: Mapping[str, tuple[Link, ...]]
) -> tuple[Reviewed, ...]:
    marks = {one.slot: _marked(one.mark_points, one.mark_comment) for one in responses if one.mark_points is not None}
    return tuple(reviewed(one, attempt, corrections=corrections, marks=marks, lessons=lessons) for one in responses)


def _marked(points: Mapping[str, float], comment: str) -> Marked:
    return Marked({key: Decimal(str(value)) for key, value in points.items()}, comment)


def _is_void(correction: Correction | None) -> bool:
    return correction is not None and correction.kind == CorrectionKind.VOID


def _before(lines: Sequence[CompetencyLine], lessons: Mapping[str, tuple[Link, ...]]) -> Link | None:
    """The lesson to go over first: of a competency that was not all right, the weakest first."""
    return next((lessons[line.competency.code][0] for line in lines if line.right < line.asked and lessons.get(line.competency.code)), None)


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
