"""How often the rules are wrong, and how often right: people made up by a seed, read by the very rules that read real ones."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import sqrt
from statistics import fmean, stdev

from lms.refreshers.chance import at_most
from lms.refreshers.effect import Pair, Verdict, effect
from lms.refreshers.series import Band, Demand, Point, Signal, Spread, signal, spread_of

BAND = Band(low=72.0)
BEGINS = date(2026, 1, 5)
LEAD = {"week": 12, "month": 4}  # periods before the quarter
QUARTER = {"week": 13, "month": 3}
NAIVE = 1.96  # standard errors: what "before and after" would call an effect


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `people`, how many were given a refresher in which period of a quarter: one number a period."""

    period: str
    cases: int
    drop: float
    people: int
    given: tuple[int, ...]

    @property
    def share(self) -> float:
        return self.within(len(self.given))

    def within(self, periods: int) -> float:
        return sum(self.given[:periods]) / self.people

    @property
    def nine_of_ten_within(self) -> int | None:
        """The periods in which nine of ten were found; None: not in the quarter."""
        return next((number for number in range(1, len(self.given) + 1) if self.within(number) >= 0.9), None)


@dataclass(frozen=True, slots=True)
class Guard:
    """Of `runs`, in how many an effect was told: by before and after alone, and by the comparison."""

    gain: float
    runs: int
    naive: int
    guarded: int
    too_few: int


def trigger_rate(*, people: int, cases: int, drop: float, seed: int, period: str = "week") -> Rate:
    """A quarter of people who work exactly at the edge of the band, from which on they lie `drop` points lower."""
    dice, demand = random.Random(f"{seed}:{period}:{cases}:{drop}"), Demand(cases=min(30, cases), period=period)
    lead, length = LEAD[period], QUARTER[period]
    crowd = [_series(dice, period, cases, [72.0] * lead + [72.0 - drop] * length) for _person in range(people)]
    spread = spread_of([series[:lead] for series in crowd], share_at=72.0)
    given = [0] * length
    for series in crowd:
        first = next((at for at in range(length) if _reads(series[: lead + at + 1], demand, spread).is_found), None)
        if first is not None:
            given[first] += 1
    return Rate(period, cases, drop, people, tuple(given))


def guard_rate(*, runs: int, gain: float, seed: int, people: int = 120, cases: int = 300) -> Guard:
    """Teams in which whoever was below the band is given the refresher (but for a third who were away or full that week)."""
    dice = random.Random(f"{seed}:guard:{gain}")
    naive = guarded = too_few = 0
    for _run in range(runs):
        pairs = [_person(dice, cases, gain) for _each in range(people)]
        said = effect(pairs)
        naive += _naive([one for one in pairs if one.took])
        guarded += said.verdict == Verdict.HELPED
        too_few += said.verdict in (Verdict.TOO_FEW, Verdict.NOBODY_ALIKE)
    return Guard(gain, runs, naive, guarded, too_few)


def _series(dice: random.Random, period: str, cases: int, shares: Sequence[float]) -> list[Point]:
    days = timedelta(days=7 if period == "week" else 28)
    return [
        Point(BEGINS + place * days, BEGINS + (place + 1) * days - timedelta(days=1), _seen(dice, share, cases), cases)
        for place, share in enumerate(shares)
    ]


def _reads(series: Sequence[Point], demand: Demand, spread: Spread) -> Signal:
    return signal(series, BAND, demand, spread, series[-1].ends_on + timedelta(days=1))


def _seen(dice: random.Random, share: float, cases: int) -> float:
    """The share seen of so many cases: a binomial draw, in per cent."""
    return 100 * bisect_right(_tails(share, cases), dice.random()) / cases


@lru_cache(maxsize=64)
def _tails(share: float, cases: int) -> list[float]:
    return [at_most(seen, cases, share / 100) for seen in range(cases)]


def _person(dice: random.Random, cases: int, gain: float) -> Pair:
    truth = dice.gauss(74, 3)
    error = sqrt(truth * (100 - truth) / cases)
    before = dice.gauss(truth, error)
    took = before < 72 and dice.random() < 2 / 3
    return Pair(before, dice.gauss(truth + (gain if took else 0), error), "quarter", took)


def _naive(took: Sequence[Pair]) -> bool:
    steps = [one.after - one.before for one in took]
    return len(steps) > 1 and fmean(steps) > NAIVE * stdev(steps) / sqrt(len(steps))
