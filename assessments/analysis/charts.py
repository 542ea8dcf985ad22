"""Charts drawn by the server as SVG, each with its figures in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP, FOOT, HEAD = 640, 180, 8, 24, 18


@dataclass(frozen=True)
class Bar:
    """`y` counts from the top; `middle` is where its words stand."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    value: int


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars side by side, the highest as high as the chart. Empty when there is nothing to show."""
    most = max((value for _label, value in values), default=0)
    if not most:
        return []
    width = (WIDTH - GAP * (len(values) - 1)) / len(values)
    room = HEIGHT - FOOT - HEAD
    return [_bar(place, width, room * value / most, label, value) for place, (label, value) in enumerate(values)]


def _bar(place: int, width: float, height: float, label: str, value: int) -> Bar:
    x = place * (width + GAP)
    numbers = (x, HEIGHT - FOOT - height, width, height, x + width / 2)
    return Bar(*(round(number, 1) for number in numbers), label, value)
