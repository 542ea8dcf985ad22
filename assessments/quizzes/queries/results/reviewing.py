"""One question of an attempt after the end: what came of it, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.quizzes.enums import CorrectionKind, QuestionKind
from assessments.quizzes.models import Attempt, Correction, Question, Response
from assessments.quizzes.queries.results.explaining import Asked, Explained, Marked, explain
from assessments.quizzes.queries.words import Wording, Words

LARGEST_SHARE = 20  # the largest denominator that people read as a fraction


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Reviewed:
    """A question with its answer and its key. `outcome` is right, part, missing, waiting (for whoever marks it), unmarked (a written
    answer in practice) or void; `correction` is what was put right about the question afterwards."""

    slot: int
    kind: str
    stem: Words
    outcome: str
    points: Decimal | None
    answered: bool
    explained: Explained
    explanation: Words
    correction: Correction | None
    shown_in: str
    lessons: tuple[Link, ...]

    @property
    def right(self) -> bool:
        return self.outcome == "right"

    @property
    def state(self) -> str:
        return {"right": "met", "part": "progress", "waiting": "progress"}.get(self.outcome, "missing")

    @property
    def template(self) -> str:
        return f"quizzes/parts/reviewed/{self.explained.template}.html"

    @property
    def share(self) -> Fraction | None:
        """The part of its point, where that reads as a fraction: 2/3."""
        share = Fraction(self.points or 0).limit_denominator(LARGEST_SHARE)
        return share if self.points and abs(share - Fraction(self.points)) < Fraction(1, 1000) else None


def reviewed(
    response: Response,
    attempt: Attempt,
    *,
    corrections: Mapping[int, Correction],
    marks: Mapping[int, Marked],
    lessons: Mapping[str, tuple[Link, ...]],
) -> Reviewed:
    version, correction = response.version, corrections.get(response.version_id)
    if correction and correction.kind not in (CorrectionKind.VOID, CorrectionKind.REKEY):
        correction = None
    rekeyed = correction is not None and correction.kind == CorrectionKind.REKEY
    wording = Wording(version.content)
    content = correction.content if rekeyed else version.content
    slot = attempt.slots[response.slot - 1]
    return Reviewed(
        slot=response.slot,
        kind=version.kind,
        stem=wording.of(version.content["stem"]),
        outcome=_outcome(response, attempt, correction),
        points=response.points,
        answered=bool(response.answer),
        explained=explain(Asked(version.kind, content, slot, response.answer, wording, marks.get(response.slot))),
        explanation=wording.of(content.get("explanation")),
        correction=correction,
        shown_in=wording.shown_in,
        lessons=lessons.get(version.competency.code, ()),
    )


def question_reference(question: Question) -> str:
    """What a report of an error names a question by."""
    return question.code or f"question-{question.pk}"


def _outcome(response: Response, attempt: Attempt, correction: Correction | None) -> str:
    if correction and correction.kind == CorrectionKind.VOID:
        return "void"
    if response.points is None:
        return "unmarked" if attempt.practice and response.version.kind == QuestionKind.FREE else "waiting"
    return "right" if response.points == 1 else "part" if response.points else "missing"
