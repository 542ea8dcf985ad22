"""Whether a figure has left its band for good, or only as chance does. Pure: figures and days in, a reading out.

Two readings are made of the last whole periods (weeks or months). The slow one: most of the last few lie outside the band (3
of 4, say), and so does their mean, by more than chance. The fast one: the last two both do, by more than chance. "More than
chance" is a one-sided test of the pooled mean against the edge of the band, as if the person worked exactly at that edge: the
worst case for a false alarm. Both readings share a budget of false alarms, 4 % a person and quarter, equally among the looks
that a quarter takes (Bonferroni, see Dunn 1961, "Multiple comparisons among means", JASA 56:52-64).

How much one case varies is p(100-p) for a share (binomial, at the edge), and never less than what the people's own figures
show from one period to the next: half the squared step between neighbours, as in the control chart for individuals
(NIST/SEMATECH e-Handbook, 6.3.2.2), by its median so that one real drop does not hide itself.

A period in a protected absence is left out and the reading reaches further back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from statistics import NormalDist, median

BUDGET = 0.04  # false alarms a person and quarter, of both readings together
LOOKS = {"week": 13, "month": 3}  # a quarter
LENGTH = {"week": timedelta(days=7), "month": timedelta(days=31)}
REACHES_BACK = {"week": 26, "month": 12}
FAST = 2  # periods of the fast reading
MEDIAN_OF_SQUARE = 0.4549  # the median of a squared standard normal (chi-squared with one degree)


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
    def chance(self) -> float:
        """How many standard errors a mean must lie beyond the edge."""
        return NormalDist().inv_cdf(1 - BUDGET / 2 / LOOKS[self.period])


@dataclass(frozen=True, slots=True)
class Signal:
    """What was read, of which periods (oldest first), their mean and cases, and how many standard errors beyond the edge."""

    finding: Finding
    points: tuple[Point, ...] = ()
    outside: int = 0
    mean: float | None = None
    cases: int = 0
    errors: float = 0.0

    @property
    def is_found(self) -> bool:
        return self.finding == Finding.SIGNAL


def signal(
    points: Iterable[Point],
    band: Band,
    demand: Demand,
    spread: float,
    on: date,
    absences: Iterable[tuple[date, date | None]] = (),
    since: date | None = None,
) -> Signal:
    """Reads the figures known on a day. `spread`: the standard deviation of one case. `since`: earlier periods do not count."""
    known = usable(points, demand, on, absences, since)
    enough = [point for point in known if point.cases >= demand.cases]
    if len(known) >= FAST and len(enough) < FAST:
        return Signal(Finding.FEW_CASES, tuple(known[-demand.of :]))
    if len(enough) < FAST or on - enough[-1].ends_on > 2 * LENGTH[demand.period]:
        return Signal(Finding.FEW_PERIODS, tuple(enough[-demand.of :]))
    slow = _read(enough[-demand.of :], band, demand.outside, demand.chance, spread) if len(enough) >= demand.of else None
    fast = _read(enough[-FAST:], band, FAST, demand.chance, spread)
    found = [one for one in (slow, fast) if one is not None]
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


def spread_of(people: Iterable[Sequence[Point]], share_at: float | None = None) -> float:
    """The standard deviation of one case, from many people's figures; `share_at`: the edge in per cent, where it is a share."""
    squares = [
        (later.value - earlier.value) ** 2 / (1 / later.cases + 1 / earlier.cases)
        for series in people
        for earlier, later in zip(series, series[1:], strict=False)
        if later.cases and earlier.cases
    ]
    seen = median(squares) / MEDIAN_OF_SQUARE if squares else 0.0
    by_chance = share_at * (100 - share_at) if share_at is not None and 0 < share_at < 100 else 0.0
    return sqrt(max(seen, by_chance))


def _read(points: Sequence[Point], band: Band, outside: int, chance: float, spread: float) -> Signal:
    cases = sum(point.cases for point in points)
    mean = sum(point.value * point.cases for point in points) / cases
    side = band.side(mean)
    beyond = sum(side != 0 and band.side(point.value) == side for point in points)
    errors = band.beyond(mean) / (spread / sqrt(cases)) if spread else (float("inf") if side else 0.0)
    far = Finding.SIGNAL if errors >= chance else Finding.UNCLEAR
    finding = Finding.INSIDE if beyond < outside else far
    return Signal(finding, tuple(points), beyond, mean, cases, errors)
