"""Before and after as two lines, drawn by the server; the figures stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.refreshers.effect import Effect

HEIGHT, EDGE, LINE = 200, 28, 16  # LINE: the least between two figures, one below the other


@dataclass(frozen=True)
class Frame:
    """A drawing of its own for a desk and for a phone, so that its words are as large as those beside it."""

    name: str
    width: int
    left: int
    right: int
    height: int = HEIGHT


FRAMES = (Frame("wide", 720, 64, 540), Frame("narrow", 340, 44, 190))


@dataclass(frozen=True)
class Slope:
    """A line from `y1` on the left to `y2` on the right, counted from the top; its words stand at `left_text` and `right_text`."""

    name: str
    y1: float
    y2: float
    before: float
    after: float
    dashed: bool
    left_text: float
    right_text: float


def slopes(found: Effect, names: tuple[str, str]) -> list[Slope]:
    """Those who took it, and those alike who did not. Empty where nothing was compared."""
    if found.before is None or found.after is None or found.others_before is None or found.others_after is None:
        return []
    values = [found.before, found.after, found.others_before, found.others_after]
    low, high = min(values), max(values)
    room = (high - low) or 1.0

    def place(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / room * (HEIGHT - 2 * EDGE), 1)

    left = [place(found.before), place(found.others_before)]
    right = [place(found.after), place(found.others_after)]
    pairs = ((names[0], found.before, found.after, False), (names[1], found.others_before, found.others_after, True))
    return [
        Slope(name, y1, y2, before, after, dashed, left_text, right_text)
        for (name, before, after, dashed), y1, y2, left_text, right_text in zip(
            pairs, left, right, _apart(left), _apart(right), strict=True
        )
    ]


def _apart(places: Sequence[float]) -> list[float]:
    """Where two words go, so that neither lies on the other."""
    first, second = places
    short = LINE - abs(first - second)
    if short <= 0:
        return [first, second]
    up, down = (-short / 2, short / 2) if first <= second else (short / 2, -short / 2)
    return [round(first + up, 1), round(second + down, 1)]
