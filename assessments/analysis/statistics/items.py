"""One question: how many have it right, and whether those who know more do."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

ENOUGH = 20  # answers below which nothing is said of a question
GROUP_SHARE = 0.27


@dataclass(frozen=True)
class Scored:
    """One person's answer: `points` of the question and `rest`, the share of the other points of their attempt; both from 0 to 1."""

    points: float
    rest: float


@dataclass(frozen=True)
class ItemFigures:
    """What can be said of a question. `discrimination` is None when everybody has the same points; `lower` and `upper` are facilities."""

    answers: int
    facility: float
    discrimination: float | None
    lower: float
    upper: float


def item_figures(answers: Sequence[Scored]) -> ItemFigures | None:
    """None below `ENOUGH` answers: too few to say anything."""
    if len(answers) < ENOUGH:
        return None
    lower, upper = upper_lower(answers)
    return ItemFigures(len(answers), facility([one.points for one in answers]), item_rest_correlation(answers), lower, upper)


def facility(points: Sequence[float]) -> float:
    """The mean share of the question's points, from 0 (nobody has it right) to 1. Raises ValueError without answers.

    Crocker, L. and Algina, J. (1986), Introduction to Classical and Modern Test Theory, ch. 14: item difficulty, p.
    """
    if not points:
        raise ValueError("A facility needs answers")
    return sum(points) / len(points)


def item_rest_correlation(answers: Sequence[Scored]) -> float | None:
    """Pearson's correlation of the points with the rest of the attempt, from -1 to 1; None when either does not vary.

    Henrysson, S. (1963), Correction of item-total correlations in item analysis, Psychometrika 28: the item is left out of the total,
    or it would correlate with itself.
    """
    return pearson([one.points for one in answers], [one.rest for one in answers])


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's product-moment correlation; None when one of them does not vary or there are fewer than two pairs."""
    count = len(first)
    if count < 2:
        return None
    mean_first, mean_second = sum(first) / count, sum(second) / count
    covariance = sum((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    spread_first, spread_second = (
        sum((value - mean) ** 2 for value in values) for values, mean in ((first, mean_first), (second, mean_second))
    )
    if spread_first < 1e-12 or spread_second < 1e-12:
        return None
    return max(-1.0, min(1.0, covariance / sqrt(spread_first * spread_second)))


def upper_lower(answers: Sequence[Scored]) -> tuple[float, float]:
    """The facility among those with the lowest and those with the highest rest, 27 % of the people each.

    Kelley, T. L. (1939), The selection of upper and lower groups for the validation of test items, J. of Educational Psychology 30.
    """
    size = max(1, round(len(answers) * GROUP_SHARE))
    ordered = sorted(answers, key=lambda one: one.rest)
    return facility([one.points for one in ordered[:size]]), facility([one.points for one in ordered[-size:]])
