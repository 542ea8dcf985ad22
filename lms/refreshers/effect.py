"""Did it help? Before and after of those who took a refresher, against comparable people who did not. Pure.

People are given a refresher when a figure is low, and figures that are low by chance rise again by themselves: regression to
the mean. Before against after would call that an effect. So each is compared with people of the same days whose figure before
was alike (within half a standard deviation), and the rest is taken out by a line of "after" on "before" (analysis of
covariance): Vickers & Altman 2001, BMJ 323:1123-4; Barnett, van der Pols & Dobson 2005, Int. J. Epidemiol. 34:215-20.
Chance is told by shuffling what that line leaves over, within the same days (Freedman & Lane 1983, J. Bus. Econ. Stat.
1:292-8). Something is said only below 2 %, and only with eight people or more on each side.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, pstdev

FEWEST = 8  # on each side
ALIKE = 0.5  # standard deviations of the figures before
CHANCE = 0.02
SHUFFLES = 999
WIDE = 1.96  # standard errors on each side of a 95 % interval
SEED = 20261  # the same figures give the same answer


class Verdict(StrEnum):
    HELPED = "helped"
    SILENT = "silent"  # what is seen may well be chance
    WORSE = "worse"
    TOO_FEW = "too_few"
    NOBODY_ALIKE = "nobody_alike"


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody's mean before and after; `days` names the stretch of time that both are read in."""

    before: float
    after: float
    days: str
    took: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What came out. `by_itself` is the change that people alike show without it; `gain` what is left, `low` to `high` with
    95 % confidence, in the figure's own unit and sign; `chance` how often chance alone does as much."""

    verdict: Verdict
    took: int
    alike: int
    before: float | None = None
    after: float | None = None
    others_before: float | None = None
    others_after: float | None = None
    by_itself: float | None = None
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None

    @property
    def times(self) -> int:
        """How many of a thousand times chance alone does as much."""
        return round(1000 * (self.chance or 0))


def effect(pairs: Iterable[Pair], *, more_is_better: bool = True, shuffles: int = SHUFFLES) -> Effect:
    everybody = list(pairs)
    matched = alike(everybody)
    took, others = [one for one in matched if one.took], [one for one in matched if not one.took]
    if min(len(took), len(others)) < FEWEST:
        enough = sum(one.took for one in everybody) >= FEWEST and sum(not one.took for one in everybody) >= FEWEST
        return Effect(Verdict.NOBODY_ALIKE if enough else Verdict.TOO_FEW, len(took), len(others))
    given, left = _without_line(matched)
    weight = sum(one * one for one in given)
    if weight <= 0 or not any(left):
        return Effect(Verdict.NOBODY_ALIKE, len(took), len(others))
    gain = _sum(given, left) / weight
    freedom = max(1, len(matched) - _spent(matched))
    error = sqrt(sum((rest - gain * one) ** 2 for one, rest in zip(given, left, strict=True)) / freedom / weight)
    chance = _chance(matched, given, left, gain * weight, shuffles)
    before, after = fmean(one.before for one in took), fmean(one.after for one in took)
    return Effect(
        verdict=_verdict(gain, chance, more_is_better),
        took=len(took),
        alike=len(others),
        before=before,
        after=after,
        others_before=fmean(one.before for one in others),
        others_after=fmean(one.after for one in others),
        by_itself=after - before - gain,
        gain=gain,
        low=gain - WIDE * error,
        high=gain + WIDE * error,
        chance=chance,
    )


def alike(pairs: Sequence[Pair]) -> list[Pair]:
    """Those who have somebody on the other side, in the same days, whose figure before was alike."""
    kept = []
    for group in _by_days(pairs).values():
        within = ALIKE * pstdev(one.before for one in group)
        sides = {took: [one.before for one in group if one.took == took] for took in (True, False)}
        kept += [one for one in group if any(abs(one.before - other) <= within for other in sides[not one.took])]
    return kept


def _by_days(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for one in pairs:
        groups[one.days].append(one)
    return dict(sorted(groups.items()))


def _without_line(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    """Who took it, and how it was after, each less what the days and the figure before say of it (Frisch-Waugh)."""
    before = _less_days(pairs, [one.before for one in pairs])
    given = _less_days(pairs, [float(one.took) for one in pairs])
    after = _less_days(pairs, [one.after for one in pairs])
    size = _sum(before, before)
    if not size:
        return given, after
    return _less(given, before, _sum(given, before) / size), _less(after, before, _sum(after, before) / size)


def _less_days(pairs: Sequence[Pair], values: list[float]) -> list[float]:
    by_days: dict[str, list[float]] = defaultdict(list)
    for one, value in zip(pairs, values, strict=True):
        by_days[one.days].append(value)
    means = {days: fmean(several) for days, several in by_days.items()}
    return [value - means[one.days] for one, value in zip(pairs, values, strict=True)]


def _chance(pairs: Sequence[Pair], given: list[float], left: list[float], seen: float, shuffles: int) -> float:
    """How often a shuffle of what is left, within the same days, comes out as far from nothing as what was seen."""
    dice = random.Random(SEED)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(pairs):
        places[one.days].append(place)
    groups = [([given[place] for place in several], [left[place] for place in several]) for several in places.values()]
    as_far = 0
    for _turn in range(shuffles):
        total = 0.0
        for ours, theirs in groups:
            dice.shuffle(theirs)
            total += _sum(ours, theirs)
        as_far += abs(total) >= abs(seen) - 1e-12
    return (as_far + 1) / (shuffles + 1)


def _verdict(gain: float, chance: float, more_is_better: bool) -> Verdict:
    if chance >= CHANCE:
        return Verdict.SILENT
    return Verdict.HELPED if (gain > 0) == more_is_better else Verdict.WORSE


def _spent(pairs: Sequence[Pair]) -> int:
    """Degrees of freedom used: a mean for each stretch of days, the line and the effect."""
    return len({one.days for one in pairs}) + 2


def _sum(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _less(values: list[float], line: list[float], slope: float) -> list[float]:
    return [value - slope * at for value, at in zip(values, line, strict=True)]
