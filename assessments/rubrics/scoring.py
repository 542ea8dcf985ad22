"""What scores from 1 to 5 come to: the result, what it proves, and what several assessors make together. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from statistics import median

LOWEST, HIGHEST = 1, 5
APART = 2  # levels between two assessors that a third one looks at

Score = int | Fraction
Scores = Mapping[str, Score | None]  # by code of the criterion; None: it does not apply here


class Verdict(StrEnum):
    DISTINCTION = "distinction"
    PASSED = "passed"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Line:
    """A criterion as its points are counted. `must_reach` is None where nothing more than the rubric's least is asked."""

    code: str
    competency: str
    weight: int
    must_reach: int | None = None


@dataclass(frozen=True)
class Marks:
    """What a rubric asks for: `pass_percent` and `distinction_percent` of the points, and `least` on every criterion."""

    pass_percent: int = 75
    distinction_percent: int = 90
    least: int = 2


@dataclass(frozen=True)
class Result:
    """`percent` is exact, from 0 to 100, or None where no criterion applies. `critical` comes first: with one, nothing else decides.

    `short` are the criteria below what they must reach, in the rubric's order.
    """

    verdict: Verdict
    percent: Fraction | None
    critical: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def has_passed(self) -> bool:
        return self.verdict != Verdict.NOT_YET


@dataclass(frozen=True)
class Reading:
    """One assessor's reading of a performance: the score of every criterion, and the critical errors they saw."""

    scores: Scores
    critical: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Combined:
    """What several readings come to. `apart` and `disputed` say on what a third assessor is asked, if there are only two."""

    scores: dict[str, Score | None]
    critical: frozenset[str]
    apart: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.apart and not self.disputed


def points(score: Score) -> Fraction:
    """From 0 (the lowest score) to 1. Raises ValueError outside 1 to 5."""
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"A score is from {LOWEST} to {HIGHEST}: {score}")
    return Fraction(score - LOWEST) / (HIGHEST - LOWEST)


def percent(lines: Sequence[Line], scores: Scores) -> Fraction | None:
    """100 · Σ(weight · points) / Σ weight of what applies. None where nothing applies. Raises KeyError without a score of a criterion."""
    applied = [(line.weight, points(score)) for line in lines if (score := scores[line.code]) is not None]
    total = sum(weight for weight, _points in applied)
    return 100 * sum((weight * share for weight, share in applied), Fraction(0)) / total if total else None


def result(lines: Sequence[Line], scores: Scores, *, critical: Sequence[str] = (), marks: Marks = Marks()) -> Result:
    """The verdict with its reasons. A critical error is said first, whatever the scores; what was not looked at passes nobody."""
    reached = percent(lines, scores)
    short = tuple(line.code for line in lines if _is_short(line, scores[line.code], marks))
    passed = reached is not None and reached >= marks.pass_percent and not short and not critical
    if not passed or reached is None:
        return Result(Verdict.NOT_YET, reached, tuple(critical), short)
    verdict = Verdict.DISTINCTION if reached >= marks.distinction_percent else Verdict.PASSED
    return Result(verdict, reached)


def levels(lines: Sequence[Line], scores: Scores, *, ceiling: int, critical: Sequence[str] = ()) -> dict[str, int]:
    """The level that the scores support of each competency: the weighted mean of its criteria, rounded down, at most the ceiling.

    Nothing of a competency whose criteria do not apply, and nothing at all of a performance with a critical error: that opens a
    conversation, it does not measure.
    """
    if critical:
        return {}
    of_competency: dict[str, list[tuple[int, Score]]] = defaultdict(list)
    for line in lines:
        if (score := scores[line.code]) is not None:
            of_competency[line.competency].append((line.weight, score))
    return {code: min(ceiling, floor(_mean(weighed))) for code, weighed in of_competency.items()}


def combine(readings: Sequence[Reading]) -> Combined:
    """Several independent readings as one: of each criterion the median (of two, that is their mean), and what most of them saw.

    Two readings that are two levels apart, or that differ on whether a criterion applies or on a critical error, say so: a third
    assessor reads it, and then the middle of three decides. Raises ValueError without readings.
    """
    if not readings:
        raise ValueError("There is nothing to combine")
    codes = list(readings[0].scores)
    given = {code: [reading.scores[code] for reading in readings] for code in codes}
    seen = Counter(code for reading in readings for code in reading.critical)
    return Combined(
        scores={code: _middle(values) for code, values in given.items()},
        critical=frozenset(code for code, times in seen.items() if 2 * times > len(readings)),
        apart=tuple(code for code, values in given.items() if _are_apart(values)),
        disputed=tuple(sorted(code for code, times in seen.items() if times < len(readings))),
    )


def needs_third(readings: Sequence[Reading]) -> bool:
    return len(readings) == 2 and not combine(readings).agrees


def _is_short(line: Line, score: Score | None, marks: Marks) -> bool:
    return score is not None and score < max(marks.least, line.must_reach or 0)


def _mean(weighed: Sequence[tuple[int, Score]]) -> Fraction:
    return Fraction(sum(weight * score for weight, score in weighed)) / sum(weight for weight, _score in weighed)


def _middle(values: Sequence[Score | None]) -> Score | None:
    """It does not apply where more than half say so."""
    applied = [Fraction(value) for value in values if value is not None]
    return median(applied) if 2 * len(applied) >= len(values) else None


def _are_apart(values: Sequence[Score | None]) -> bool:
    applied = [value for value in values if value is not None]
    return len(applied) not in (0, len(values)) or bool(applied and max(applied) - min(applied) >= APART)
