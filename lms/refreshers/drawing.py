"""Before and after as two lines, drawn by the server; the figures stand in a table beside it."""

from dataclasses import dataclass

from lms.refreshers.effect import Effect

WIDTH, HEIGHT, SIDE, EDGE = 640, 200, 120, 24


@dataclass(frozen=True)
class Slope:
    """A line from `y1` on the left to `y2` on the right, counted from the top."""

    name: str
    y1: float
    y2: float
    before: float
    after: float
    dashed: bool


def slopes(found: Effect, names: tuple[str, str]) -> list[Slope]:
    """Those who took it, and those alike who did not. Empty where nothing was compared."""
    if found.before is None or found.after is None or found.others_before is None or found.others_after is None:
        return []
    values = [found.before, found.after, found.others_before, found.others_after]
    low, high = min(values), max(values)
    room = (high - low) or 1.0

    def place(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / room * (HEIGHT - 2 * EDGE), 1)

    pairs = ((names[0], found.before, found.after, False), (names[1], found.others_before, found.others_after, True))
    return [Slope(name, place(before), place(after), before, after, dashed) for name, before, after, dashed in pairs]
