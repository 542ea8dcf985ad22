"""Whether a figure has left its band for good, or only as chance does. Pure: figures and days in, a reading out.

Three readings are made of the last whole periods (weeks or months), each of what all its cases say together. The fast one: the
last two both lie outside the band. The slow one: most of the last few do (3 of 4, say). The long one: so they do, and the pooled
figure of twice as many periods lies outside: where cases are few, it takes that long to tell a drop from luck. Several lengths
at once are next to the best for a change of unknown size (Lai 1995, J. R. Statist. Soc. B 57:613-58).

Each must be more than chance: a one-sided test of the pooled figure against the edge of the band, as if the person worked
exactly at that edge, the worst case for a false alarm. A share is tested by its binomial tail (Clopper & Pearson 1934,
Biometrika 26:404-13, at mid-P), anything else by the normal curve. Together they may be wrong for 5 % of such people in a
quarter at the most, shared among the readings and the looks that a quarter takes (Bonferroni: Dunn 1961, "Multiple comparisons
among means", JASA 56:52-64); looks overlap, so what is really given for nothing is less. Most of it goes to the fast reading, as a
real drop should be found within two periods wherever the cases allow it.

How much one case varies is p(100-p) for a share (binomial, at the edge), and never less than what the people's own figures
show from one period to the next: half the squared step between neighbours, as in the control chart for individuals
(NIST/SEMATECH e-Handbook, 6.3.2.2), without the largest quarter of the steps so that one real drop does not hide itself. (Their
median would be surer still against drops, and is wrong by a quarter for shares of few cases, which come in steps.) Cases that vary
by more than chance count for as many fewer.

A period in a protected absence is left out and the reading reaches further back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import inf, sqrt
from statistics import fmean

from lms.refreshers.chance import as_few, beyond

BUDGET = {"fast": 0.042, "slow": 0.003, "long": 0.005}  # false alarms a person and quarter
LOOKS = {"week": 13, "month": 3}  # a quarter
LENGTH = {"week": timedelta(days=7), "month": timedelta(days=31)}
REACHES_BACK = {"week": 26, "month": 12}
FAST = 2  # periods of the fast reading
NINE_OF_TEN = 0.9
KEPT = 0.75  # of the steps, the smallest
MEAN_OF_KEPT = 0.3687  # what three quarters of squared standard normals are on average: P(chi2_3 < 1.3233) / 0.75


class Finding(StrEnum):
    SIGNAL = "signal"
    INSIDE = "inside"  # too few of the last periods lie outside the band
    UNCLEAR = "unclear"  # they do, but chance alone could do it
    FEW_CASES = "few_cases"
    FEW_PERIODS = "few_periods"


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one whole period and how many cases it rests on."""

    starts_on: date
    ends_on: date
    value: float
    cases: int


@dataclass(frozen=True, slots=True)
class Band:
    """Where a figure should lie. At least one of the edges is there; the edges themselves are inside."""

    low: float | None = None
    high: float | None = None

    def beyond(self, value: float) -> float:
        """How far outside it lies (0 inside)."""
        if self.low is not None and value < self.low:
            return self.low - value
        return value - self.high if self.high is not None and value > self.high else 0.0

    def side(self, value: float) -> int:
        """-1 below, 1 above, 0 inside."""
        if self.low is not None and value < self.low:
            return -1
        return 1 if self.high is not None and value > self.high else 0

    def edge(self, side: int) -> float:
        found = self.low if side < 0 else self.high
        if found is None:
            raise ValueError("The band is open on that side")
        return found


@dataclass(frozen=True, slots=True)
class Demand:
    """`outside` of the last `of` periods, each on at least `cases` cases; `period` is "week" or "month"."""

    outside: int = 3
    of: int = 4
    cases: int = 30
    period: str = "week"

    @property
    def readings(self) -> tuple["Reading", ...]:
        """The one that the rule speaks of first."""
        looks = LOOKS[self.period]
        return (
            Reading(self.of, self.of, self.outside, BUDGET["slow"] / looks),
            Reading(FAST, FAST, FAST, BUDGET["fast"] / looks),
            Reading(2 * self.of, self.of, self.outside, BUDGET["long"] / looks),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Of the last `last` periods at least `outside` lie outside, and the cases of the last `pooled` together do by more than `chance`."""

    pooled: int
    last: int
    outside: int
    chance: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How much one case varies: its standard deviation as seen; `share_at` is the edge in per cent where the figure is a share."""

    seen: float
    share_at: float | None = None

    @property
    def by_chance(self) -> float:
        return sqrt(self.share_at * (100 - self.share_at)) if self.share_at is not None and 0 < self.share_at < 100 else 0.0

    @property
    def one_case(self) -> float:
        return max(self.seen, self.by_chance)

    def chance_of(self, mean: float, cases: float, edge: float) -> float:
        """How often whoever works exactly at the edge shows so much on its far side, by chance alone."""
        if self.by_chance and 0 <= mean <= 100:
            more_than_chance = self.one_case / self.by_chance
            counted = cases / (more_than_chance * more_than_chance)
            seen, share = (mean, edge) if mean < edge else (100 - mean, 100 - edge)
            return as_few(counted * seen / 100, counted, share / 100)
        return beyond(abs(mean - edge) / (self.one_case / sqrt(cases)) if self.one_case else inf)


@dataclass(frozen=True, slots=True)
class Signal:
    """What was read, of which periods (oldest first), their mean and cases, and how often chance alone does as much at the edge."""

    finding: Finding
    points: tuple[Point, ...] = ()
    outside: int = 0
    mean: float | None = None
    cases: int = 0
    chance: float = 1.0

    @property
    def is_found(self) -> bool:
        return self.finding == Finding.SIGNAL


def signal(
    points: Iterable[Point],
    band: Band,
    demand: Demand,
    spread: Spread,
    on: date,
    absences: Iterable[tuple[date, date | None]] = (),
    since: date | None = None,
) -> Signal:
    """Reads the figures known on a day. `since`: earlier periods do not count."""
    known = usable(points, demand, on, absences, since)
    enough = [point for point in known if point.cases >= demand.cases]
    if len(known) >= FAST and len(enough) < FAST:
        return Signal(Finding.FEW_CASES, tuple(known[-demand.of :]))
    if len(enough) < FAST or on - enough[-1].ends_on > 2 * LENGTH[demand.period]:
        return Signal(Finding.FEW_PERIODS, tuple(enough[-demand.of :]))
    found = [_read(enough, reading, band, spread) for reading in demand.readings if len(enough) >= reading.pooled]
    return next((one for one in found if one.is_found), found[0])


def usable(
    points: Iterable[Point], demand: Demand, on: date, absences: Iterable[tuple[date, date | None]] = (), since: date | None = None
) -> list[Point]:
    """The whole periods before a day that count, oldest first: none with an absence in it, none from before `since`."""
    away = list(absences)
    kept = [
        point
        for point in points
        if point.ends_on < on
        and (since is None or point.starts_on > since)
        and not any(first <= point.ends_on and (last is None or last >= point.starts_on) for first, last in away)
    ]
    return sorted(kept, key=lambda point: point.ends_on)[-REACHES_BACK[demand.period] :]


def spread_of(people: Iterable[Sequence[Point]], share_at: float | None = None) -> Spread:
    """How one case varies, from many people's figures; `share_at`: the edge in per cent, where it is a share."""
    squares = sorted(
        (later.value - earlier.value) ** 2 / (1 / later.cases + 1 / earlier.cases)
        for series in people
        for earlier, later in zip(series, series[1:], strict=False)
        if later.cases and earlier.cases
    )
    kept = squares[: max(1, int(KEPT * len(squares)))]
    return Spread(sqrt(fmean(kept) / MEAN_OF_KEPT) if kept else 0.0, share_at)


def periods_to_find(*, cases: float, drop: float, demand: Demand, spread: Spread, edge: float, below: bool = True) -> int | None:
    """In how many periods on so many cases each a drop from the edge of the band is found in nine of ten; None: by none of the
    readings. By each reading alone, so together they are a little sooner."""
    for reading in sorted(demand.readings, key=lambda one: one.pooled):
        if _power(reading, cases, drop if below else -drop, spread, edge) >= NINE_OF_TEN:
            return reading.pooled
    return None


def _power(reading: Reading, cases: float, drop: float, spread: Spread, edge: float) -> float:
    """How often a reading finds a drop whose cases are all from after it."""
    pooled, sign = cases * reading.pooled, 1 if drop > 0 else -1
    near, far = 0.0, abs(drop) + abs(edge)  # how far beyond the edge the pooled figure must lie: between these
    for _step in range(50):
        middle = (near + far) / 2
        near, far = (near, middle) if spread.chance_of(edge - sign * middle, pooled, edge) <= reading.chance else (middle, far)
    there = Spread(spread.seen, None if spread.share_at is None else edge - drop)
    return 1 - beyond((abs(drop) - far) / (there.one_case / sqrt(pooled))) if there.one_case else 1.0


def _read(points: Sequence[Point], reading: Reading, band: Band, spread: Spread) -> Signal:
    pooled = points[-reading.pooled :]
    cases = sum(point.cases for point in pooled)
    mean = sum(point.value * point.cases for point in pooled) / cases
    side = band.side(mean)
    outside = [side != 0 and band.side(point.value) == side for point in pooled]
    if sum(outside[-reading.last :]) < reading.outside or not side:
        return Signal(Finding.INSIDE, tuple(pooled), sum(outside), mean, cases)
    chance = spread.chance_of(mean, cases, band.edge(side))
    finding = Finding.SIGNAL if chance <= reading.chance else Finding.UNCLEAR
    return Signal(finding, tuple(pooled), sum(outside), mean, cases, chance)
