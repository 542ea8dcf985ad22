"""The picture of what a team still knows: a bar a competency, from 0 to 100 per cent, with a mark for thirty days on. Pure drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, BAR, NAME, FOOT = 640, 44, 12, 22, 22


@dataclass(frozen=True)
class Bar:
    """`y` counts from the top; `baseline` is where the name stands; `later_x` is where the mark of thirty days on stands, a little
    higher and lower than the bar."""

    name: str
    now: int
    later: int
    y: int
    baseline: int
    now_width: float
    later_x: float
    later_y: int
    later_height: int
    low: bool


@dataclass(frozen=True)
class Chart:
    """`goal_x`: below it, a competency is worth a refresher."""

    width: int
    height: int
    bar_height: int
    goal_x: float
    foot: int
    bars: tuple[Bar, ...]


def chart(lines: Sequence[tuple[str, int, int]], goal: int) -> Chart | None:
    """`lines`: name, per cent now, per cent in thirty days; in the order to draw. None without any."""
    if not lines:
        return None
    bars = tuple(_bar(place, name, now, later, goal) for place, (name, now, later) in enumerate(lines))
    height = len(bars) * ROW + FOOT
    return Chart(WIDTH, height, BAR, _x(goal), height - 4, bars)


def _bar(place: int, name: str, now: int, later: int, goal: int) -> Bar:
    top = place * ROW
    return Bar(name, now, later, top + NAME, top + NAME - 7, _x(now), _x(later), top + NAME - 3, BAR + 6, now < goal)


def _x(percent: int) -> float:
    return round(WIDTH * percent / 100, 1)
