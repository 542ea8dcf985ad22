"""How often the rules are wrong, and how often right: people made up by a seed, read by the very rules that read real ones."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, stdev

from lms.refreshers.effect import Pair, Verdict, effect
from lms.refreshers.series import Band, Demand, Point, Signal, signal, spread_of

BAND = Band(low=72.0)
BEGINS = date(2026, 1, 5)
LEAD = {"week": 8, "month": 4}  # periods before the quarter
QUARTER = {"week": 13, "month": 3}
NAIVE = 1.96  # standard errors: what "before and after" would call an effect


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `people`, how many were given a refresher in a quarter, and how many within two periods."""

    period: str
    cases: int
    drop: float
    people: int
    given: int
    within_two: int

    @property
    def share(self) -> float:
        return self.given / self.people

    @property
    def share_within_two(self) -> float:
        return self.within_two / self.people


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
    given = within_two = 0
    for series in crowd:
        first = next((at for at in range(length) if _reads(series[: lead + at + 1], demand, spread).is_found), None)
        given += first is not None
        within_two += first is not None and first < 2
    return Rate(period, cases, drop, people, given, within_two)


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


def _reads(series: Sequence[Point], demand: Demand, spread: float) -> Signal:
    return signal(series, BAND, demand, spread, series[-1].ends_on + timedelta(days=1))


def _seen(dice: random.Random, share: float, cases: int) -> float:
    """The share seen of so many cases: a binomial draw, in per cent."""
    chance = share / 100
    return 100 * sum(dice.random() < chance for _case in range(cases)) / cases


def _person(dice: random.Random, cases: int, gain: float) -> Pair:
    truth = dice.gauss(74, 3)
    error = sqrt(truth * (100 - truth) / cases)
    before = dice.gauss(truth, error)
    took = before < 72 and dice.random() < 2 / 3
    return Pair(before, dice.gauss(truth + (gain if took else 0), error), "quarter", took)


def _naive(took: Sequence[Pair]) -> bool:
    steps = [one.after - one.before for one in took]
    return len(steps) > 1 and fmean(steps) > NAIVE * stdev(steps) / sqrt(len(steps))
