"""What an answer is worth, and what an attempt comes to. No database, no clock, no float: a pass mark is met exactly or not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NOTHING, FULL = Fraction(0), Fraction(1)

Content = Mapping[str, Any]  # what a QuestionVersion keeps
Answer = Sequence[str]
Scorer = Callable[[Content, Answer], Fraction]  # from 0 (nothing right) to 1 (all right)


def right_keys(content: Content) -> frozenset[str]:
    return frozenset(option["key"] for option in content["options"] if option["correct"])


def all_or_nothing(content: Content, answer: Answer) -> Fraction:
    """Full when exactly the right options are chosen, in whatever order; half right is not right."""
    chosen = frozenset(answer)
    return FULL if chosen and chosen == right_keys(content) else NOTHING


SCORERS: dict[str, Scorer] = {
    "single": all_or_nothing,
    "multiple": all_or_nothing,
    "true_false": all_or_nothing,
}


@dataclass(frozen=True)
class Asked:
    """One slot of an attempt: what was asked, of which competency, and what was answered."""

    kind: str
    competency: str
    content: Content
    answer: Answer


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
    """`slots` has the points of each slot in order; `short_in` the competencies that had to be all right and are not."""

    total: Tally
    slots: tuple[Fraction, ...]
    by_competency: Mapping[str, Tally]
    short_in: tuple[str, ...]
    needed: int
    passed: bool


def reaches(points: Fraction, possible: int, percent: int) -> bool:
    return points * 100 >= percent * possible


def points_needed(possible: int, percent: int) -> int:
    """The whole points from which an attempt passes: 80 % of 5 is 4, of 7 is 6."""
    return -(-possible * percent // 100)


def points_of(asked: Asked) -> Fraction:
    return SCORERS[asked.kind](asked.content, asked.answer)


def score(asked: Sequence[Asked], *, pass_percent: int, all_right_in: Collection[str] = ()) -> Result:
    """Scores a whole attempt. It passes at `pass_percent` of the points and with every question right of `all_right_in`."""
    slots = tuple(points_of(one) for one in asked)
    codes = sorted({one.competency for one in asked})
    by_competency = {code: _tally([points for one, points in zip(asked, slots, strict=True) if one.competency == code]) for code in codes}
    short_in = tuple(code for code in codes if code in all_right_in and by_competency[code].right < by_competency[code].asked)
    total = _tally(slots)
    return Result(
        total=total,
        slots=slots,
        by_competency=by_competency,
        short_in=short_in,
        needed=points_needed(total.asked, pass_percent),
        passed=total.reaches(pass_percent) and not short_in,
    )


def _tally(points: Sequence[Fraction]) -> Tally:
    return Tally(points=sum(points, NOTHING), asked=len(points), right=sum(1 for one in points if one == FULL))
