"""What an answer is worth, and what an attempt comes to. No database, no clock, no float: a pass mark is met exactly or not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.quizzes.scoring.arranging import in_order, in_pairs
from assessments.quizzes.scoring.choices import best_response, one_right, right_keys, several
from assessments.quizzes.scoring.gaps import in_gaps
from assessments.quizzes.scoring.numbers import number
from assessments.quizzes.scoring.texts import short_text
from assessments.quizzes.scoring.weights import FULL, NOTHING

__all__ = ["FULL", "NOTHING", "Asked", "Result", "Tally", "points_needed", "points_of", "reaches", "right_keys", "score"]

Content = Mapping[str, Any]  # what a QuestionVersion keeps
Answer = Sequence[str]
Scorer = Callable[[Content, Answer], Fraction]  # from 0 (nothing right) to 1 (all right)

# Free text is not here: a person marks it.
SCORERS: dict[str, Scorer] = {
    "single": one_right,
    "multiple": several,
    "true_false": one_right,
    "best": best_response,
    "short": short_text,
    "number": number,
    "ordering": in_order,
    "matching": in_pairs,
    "gaps": in_gaps,
    "hotspot": several,
}


@dataclass(frozen=True)
class Asked:
    """One slot of an attempt: what was asked, of which competency, and what was answered.

    `marked` is what a person gave a written answer; `void` says that the question counts for nobody.
    """

    kind: str
    competency: str
    content: Content
    answer: Answer
    marked: Fraction | None = None
    void: bool = False


@dataclass(frozen=True)
class Tally:
    """Points of some questions. `right` counts those with every point."""

    points: Fraction
    asked: int
    right: int

    def reaches(self, percent: int) -> bool:
        return self.asked > 0 and reaches(self.points, self.asked, percent)


@dataclass(frozen=True)
class Result:
    """`slots` has the points of each slot in order, None while a person has to mark it; `short_in` the competencies that had to
    be all right and are not; `unmarked` how many slots wait. While some wait, `passed` says what holds without them."""

    total: Tally
    slots: tuple[Fraction | None, ...]
    by_competency: Mapping[str, Tally]
    short_in: tuple[str, ...]
    needed: int
    passed: bool
    unmarked: int = 0


def reaches(points: Fraction, possible: int, percent: int) -> bool:
    return points * 100 >= percent * possible


def points_needed(possible: int, percent: int) -> int:
    """The whole points from which an attempt passes: 80 % of 5 is 4, of 7 is 6."""
    return -(-possible * percent // 100)


def points_of(asked: Asked) -> Fraction | None:
    """From 0 to 1; None for a written answer that nobody has marked. An empty one needs no marking."""
    if asked.kind in SCORERS:
        return SCORERS[asked.kind](asked.content, asked.answer) if asked.answer else NOTHING
    return asked.marked if asked.answer else NOTHING


def score(asked: Sequence[Asked], *, pass_percent: int, all_right_in: Collection[str] = ()) -> Result:
    """Scores a whole attempt. It passes at `pass_percent` of the points and with every question right of `all_right_in`."""
    slots = tuple(points_of(one) for one in asked)
    counted = [(one.competency, points or NOTHING) for one, points in zip(asked, slots, strict=True) if not one.void]
    by_competency = {
        code: _tally([points for competency, points in counted if competency == code]) for code in sorted({code for code, _ in counted})
    }
    short_in = tuple(code for code, tally in by_competency.items() if code in all_right_in and tally.right < tally.asked)
    total = _tally([points for _, points in counted])
    return Result(
        total=total,
        slots=slots,
        by_competency=by_competency,
        short_in=short_in,
        needed=points_needed(total.asked, pass_percent),
        passed=total.reaches(pass_percent) and not short_in,
        unmarked=sum(1 for one, points in zip(asked, slots, strict=True) if points is None and not one.void),
    )


def _tally(points: Sequence[Fraction]) -> Tally:
    return Tally(points=sum(points, NOTHING), asked=len(points), right=sum(1 for one in points if one == FULL))
