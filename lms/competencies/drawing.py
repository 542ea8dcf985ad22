"""Levels as pictures: five steps, and the days on which each was proved. Geometry only; templates put it into SVG."""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.competencies.levels import LEVELS
from lms.competencies.levels.reading import Span

WIDTH, ROW = 600, 22
LABEL = 54


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the small staircase, 74 by 34: its level, its shape (met, expired, missing) and where it stands."""

    level: int
    shape: str

    @property
    def x(self) -> int:
        return 1 + 15 * (self.level - 1)

    @property
    def height(self) -> int:
        return 1 + 6 * self.level

    @property
    def y(self) -> int:
        return 33 - self.height


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in which a level was proved."""

    level: int
    x: float
    y: float
    width: float
    shape: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars by level over a stretch of days, with where each year and the day asked about fall."""

    width: int
    height: int
    bars: list[Bar]
    years: list[tuple[int, float]]
    rows: list[tuple[int, float]]
    here: float


def steps(level: int | None, proven: int | None) -> list[Step]:
    """Five steps: those that hold, those whose evidence ran out, those not proved."""
    return [Step(each, "met" if each <= (level or 0) else "expired" if each <= (proven or 0) else "missing") for each in LEVELS]


def timeline(spans: dict[int, list[Span]], on: date) -> Timeline | None:
    """The proved levels from the first day of evidence to three months after `on`; None without any."""
    starts = [start for stretches in spans.values() for start, _end in stretches]
    if not starts:
        return None
    first, last = min(min(starts), on), on + timedelta(days=90)
    scale = (WIDTH - LABEL) / max((last - first).days, 1)
    highest = max(spans)

    def at(day: date) -> float:
        return round(LABEL + (min(max(day, first), last) - first).days * scale, 1)

    bars = [
        Bar(
            level,
            at(start),
            (highest - level) * ROW + 4.0,
            round(max(at(end or last) - at(start), 2.0), 1),
            "met" if end is None or end >= on else "expired",
        )
        for level, stretches in spans.items()
        for start, end in stretches
        if start <= last
    ]
    years = [(year, at(date(year, 1, 1))) for year in range(first.year + 1, last.year + 1)]
    rows = [(level, (highest - level) * ROW + 15.0) for level in range(highest, 0, -1)]
    return Timeline(WIDTH, highest * ROW + 24, bars, years, rows, at(on))
