"""The pipeline over time as a picture: people in each state, stacked, month by month. Geometry only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.careers.enums import STATE_SHAPES, ReadinessState

WIDTH, HEIGHT, FOOT, LEFT = 720, 240, 22, 34


@dataclass(frozen=True, slots=True)
class Piece:
    """One state on one day: where its part of the column stands."""

    shape: str
    label: str
    people: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pipeline:
    width: int
    height: int
    pieces: list[Piece]
    days: list[tuple[date, float]]
    lines: list[tuple[int, float]]


def pipeline(days: Sequence[date], counts: Mapping[tuple[date, str], int]) -> Pipeline | None:
    """Columns of equal width, one a day counted, the nearest state at the foot. None without people."""
    totals = [sum(counts.get((day, state), 0) for state in ReadinessState.values) for day in days]
    most = max(totals, default=0)
    if not most:
        return None
    step = (WIDTH - LEFT) / len(days)
    room = HEIGHT - FOOT - 8
    pieces = []
    for place, day in enumerate(days):
        foot = float(HEIGHT - FOOT)
        for state in ReadinessState:
            people = counts.get((day, state.value), 0)
            height = round(room * people / most, 1)
            foot = round(foot - height, 1)
            if people:
                x, width = round(LEFT + place * step + step * 0.15, 1), round(step * 0.7, 1)
                pieces.append(Piece(STATE_SHAPES[state], str(state.label), people, x, foot, width, height))
    marks = [(day, round(LEFT + place * step + step / 2, 1)) for place, day in enumerate(days)]
    lines = [(number, round(HEIGHT - FOOT - room * number / most, 1)) for number in sorted({0, most // 2, most})]
    return Pipeline(WIDTH, HEIGHT, pieces, marks, lines)
