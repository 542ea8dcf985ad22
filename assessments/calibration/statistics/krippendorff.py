"""Krippendorff's alpha: any number of raters, any scale, and what is missing stays missing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import permutations

from assessments.calibration.statistics.groups import Cell, Table, pairable, raters_of
from assessments.calibration.statistics.unsaid import ENOUGH_ITEMS, AllTheSame, Said, TooFew, TooFewRaters


class Scale(StrEnum):
    NOMINAL = "nominal"  # names without an order
    ORDINAL = "ordinal"  # an order without distances
    INTERVAL = "interval"  # distances


Difference = Callable[[Cell, Cell], float]


def alpha(table: Table, scale: str) -> Said:
    """1 - observed / expected disagreement; 1 is full agreement and 0 what chance gives. One row an item, one column a rater.

    Krippendorff, K. (2004), Content Analysis, 2nd ed., ch. 11; the coincidence matrix and the differences of his "Computing
    Krippendorff's alpha-reliability" (2011).
    """
    rows = pairable(table)
    if table and (raters := raters_of(table)) < 2:
        return TooFewRaters(raters)
    if len(rows) < ENOUGH_ITEMS:
        return TooFew(len(rows))
    pairs = _coincidences(rows)
    totals: Counter[Cell] = Counter(value for row in rows for value in row)
    if len(totals) < 2:
        return AllTheSame(totals.total())
    apart = _difference(Scale(scale), totals)
    observed = sum(times * apart(*pair) for pair, times in pairs.items())
    expected = sum(times * more * apart(a, b) for a, times in totals.items() for b, more in totals.items() if a != b)
    return 1 - (totals.total() - 1) * observed / expected


def _coincidences(rows: Sequence[Sequence[Cell]]) -> dict[tuple[Cell, Cell], float]:
    """How often two values meet in an item, each item with the weight of its number of scores."""
    pairs: dict[tuple[Cell, Cell], float] = defaultdict(float)
    for row in rows:
        for pair in permutations(row, 2):
            pairs[pair] += 1 / (len(row) - 1)
    return pairs


def _difference(scale: Scale, totals: Counter[Cell]) -> Difference:
    """The squared difference of two values on a scale."""
    if scale == Scale.NOMINAL:
        return lambda a, b: float(a != b)
    if scale == Scale.INTERVAL:
        return lambda a, b: float(a - b) ** 2  # type: ignore[operator]
    ranks = _mid_ranks(totals)
    return lambda a, b: (ranks[a] - ranks[b]) ** 2


def _mid_ranks(totals: Counter[Cell]) -> dict[Cell, float]:
    """Half of the value's own times after all below it: the difference of two is then what lies between them, with half of each."""
    ranks, below = {}, 0
    for value in sorted(totals, key=lambda one: float(one or 0)):
        ranks[value] = below + totals[value] / 2
        below += totals[value]
    return ranks
