"""Two readings of the same things: an assessor and the agreed reference, or two assessors."""

from collections import Counter
from collections.abc import Sequence
from statistics import StatisticsError, mean, pstdev
from typing import TypeVar

from assessments.calibration.statistics.unsaid import ENOUGH_ITEMS, AllTheSame, Said, TooFew

Number = int | float
Value = TypeVar("Value", int, float, str)


def share_within(one: Sequence[Number], other: Sequence[Number], most: Number = 1) -> Said:
    """The share of items, from 0 to 1, in which the two are at most `most` apart. Raises ValueError for unequal lengths.

    Percentage of adjacent agreement: Stemler, S. E. (2004), A comparison of consensus, consistency, and measurement approaches to
    estimating interrater reliability, Practical Assessment, Research, and Evaluation 9(4).
    """
    pairs = list(zip(one, other, strict=True))
    return sum(abs(a - b) <= most for a, b in pairs) / len(pairs) if pairs else TooFew(0, 1)


def share_equal(one: Sequence[Value], other: Sequence[Value]) -> Said:
    """The share of items, from 0 to 1, in which the two say the same: exact agreement, as in Stemler (2004)."""
    pairs = list(zip(one, other, strict=True))
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else TooFew(0, 1)


def bias(scores: Sequence[Number], reference: Sequence[Number]) -> Said:
    """The mean of score minus reference: above zero is lenient, below is severe.

    Bland, J. M. and Altman, D. G. (1986), Statistical methods for assessing agreement between two methods of clinical measurement,
    The Lancet 327.
    """
    differences = [a - b for a, b in zip(scores, reference, strict=True)]
    return float(mean(differences)) if differences else TooFew(0, 1)


def distance(scores: Sequence[Number], reference: Sequence[Number]) -> Said:
    """The mean absolute difference, in points of the scale.

    Willmott, C. J. and Matsuura, K. (2005), Advantages of the mean absolute error, Climate Research 30.
    """
    differences = [abs(a - b) for a, b in zip(scores, reference, strict=True)]
    return float(mean(differences)) if differences else TooFew(0, 1)


def spread(scores: Sequence[Number]) -> Said:
    """The standard deviation of the scores that were given, n below: they are all there is of the session, not a sample of it."""
    try:
        return float(pstdev(scores))
    except StatisticsError:
        return TooFew(len(scores), 1)


def spread_ratio(scores: Sequence[Number], reference: Sequence[Number]) -> Said:
    """How much of the scale somebody uses beside the reference: sd / sd(reference). Well below one is central tendency.

    Saal, F. E., Downey, R. G. and Lahey, M. A. (1980), Rating the ratings: assessing the psychometric quality of rating data,
    Psychological Bulletin 88.
    """
    own, wanted = spread(scores), spread(reference)
    if not isinstance(own, float):
        return own
    if not isinstance(wanted, float):
        return wanted
    return own / wanted if wanted else AllTheSame(len(reference))


def cohen_kappa(one: Sequence[Value], other: Sequence[Value]) -> Said:
    """Agreement of two on categories beyond what chance gives, at most 1; below zero they agree less than chance.

    (po - pe) / (1 - pe). Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20.
    """
    if len(one) < ENOUGH_ITEMS:
        return TooFew(len(one))
    count, ours, theirs = len(one), Counter(one), Counter(other)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / count
    by_chance = sum(ours[value] * theirs[value] for value in ours) / count**2
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else AllTheSame(count)


def quadratic_kappa(one: Sequence[Number], other: Sequence[Number]) -> Said:
    """Cohen's kappa where a miss of two levels counts four times as much as one of one.

    1 - Σ(observed squared differences) / Σ(those of independent readings). Cohen, J. (1968), Weighted kappa: nominal scale agreement
    with provision for scaled disagreement or partial credit, Psychological Bulletin 70.
    """
    if len(one) < ENOUGH_ITEMS:
        return TooFew(len(one))
    count, ours, theirs = len(one), Counter(one), Counter(other)
    observed = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / count
    by_chance = sum(times * more * (a - b) ** 2 for a, times in ours.items() for b, more in theirs.items()) / count**2
    return float(1 - observed / by_chance) if by_chance else AllTheSame(count)
