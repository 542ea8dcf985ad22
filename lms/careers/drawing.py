"""Pictures as geometry only: the pipeline over time, stacked month by month, and the flight of steps that a rung asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from lms.careers.enums import STATE_SHAPES, ReadinessState

HEIGHT, FOOT, LEFT = 240, 22, 34
WIDTHS = {"wide": 720, "narrow": 340}  # drawn once for a desk and once for a phone: the words keep their size
FOR_A_MONTH = 46  # what its name takes of the width
FLIGHT_WIDTH, FLIGHT_HEIGHT, FLIGHT_FOOT, FLIGHT_AIR = 720, 150, 16, 4
CLIMBED_FIRST = ("met", "progress", "expired", "missing")


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
    name: str
    width: int
    height: int
    pieces: list[Piece]
    days: list[tuple[date, float]]
    lines: list[tuple[int, float]]


def pipelines(days: Sequence[date], counts: Mapping[tuple[date, str], int]) -> list[Pipeline]:
    """Columns of equal width, one a day counted, the nearest state at the foot; in each of WIDTHS. Nothing without people."""
    totals = [sum(counts.get((day, state), 0) for state in ReadinessState.values) for day in days]
    most = max(totals, default=0)
    return [_pipeline(name, width, days, counts, most) for name, width in WIDTHS.items()] if most else []


def _pipeline(name: str, width: int, days: Sequence[date], counts: Mapping[tuple[date, str], int], most: int) -> Pipeline:
    step = (width - LEFT) / len(days)
    room = HEIGHT - FOOT - 8
    pieces = []
    for place, day in enumerate(days):
        foot = float(HEIGHT - FOOT)
        for state in ReadinessState:
            people = counts.get((day, state.value), 0)
            height = round(room * people / most, 1)
            foot = round(foot - height, 1)
            if people:
                x = round(LEFT + place * step + step * 0.15, 1)
                pieces.append(Piece(STATE_SHAPES[state], str(state.label), people, x, foot, round(step * 0.7, 1), height))
    each = ceil(FOR_A_MONTH / step)  # Where months are narrow, only some are named: the last one always.
    marks = [(day, round(LEFT + place * step + step / 2, 1)) for place, day in enumerate(days) if (len(days) - 1 - place) % each == 0]
    lines = [(number, round(HEIGHT - FOOT - room * number / most, 1)) for number in sorted({0, most // 2, most})]
    return Pipeline(name, width, HEIGHT, pieces, marks, lines)


@dataclass(frozen=True, slots=True)
class Tread:
    """One requirement: the ground below its step."""

    shape: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Flight:
    """`line` is the outline of the whole climb as the path of an SVG; `climbed` that of what is solid ground."""

    width: int
    height: int
    treads: list[Tread]
    line: str
    climbed: str


def flight(shapes: Sequence[str]) -> Flight | None:
    """One step a requirement, rising evenly: what is met at the foot, what is missing at the top. None without any."""
    if not shapes:
        return None
    ordered = sorted(shapes, key=CLIMBED_FIRST.index)
    step, rise = FLIGHT_WIDTH / len(ordered), (FLIGHT_HEIGHT - FLIGHT_FOOT - FLIGHT_AIR) / len(ordered)
    treads = []
    for place, shape in enumerate(ordered, 1):
        height = round(FLIGHT_FOOT + rise * place, 1)
        treads.append(Tread(shape, round(step * (place - 1), 1), round(FLIGHT_HEIGHT - height, 1), round(step, 1), height))
    met = [tread for tread in treads if tread.shape == "met"]
    return Flight(FLIGHT_WIDTH, FLIGHT_HEIGHT, treads, _outline(treads), _outline(met))


def _outline(treads: Sequence[Tread]) -> str:
    ways = [f"V{tread.y}H{round(tread.x + tread.width, 1)}" for tread in treads]
    return f"M{treads[0].x} {FLIGHT_HEIGHT}{''.join(ways)}" if ways else ""
