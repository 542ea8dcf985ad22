"""How sure a figure is: what it would have been with other items of the same kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from assessments.calibration.statistics.unsaid import ENOUGH_ITEMS, AllTheSame, Said, TooFew, Unsaid

Item = TypeVar("Item")
ROUNDS = 1000
SEED = 20261


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


def bootstrap(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], Said], *, seed: int = SEED, rounds: int = ROUNDS, sure: float = 0.95
) -> Interval | Unsaid:
    """The interval of a figure over items drawn again and again with putting back; the same seed gives the same one.

    The percentile interval of Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, ch. 13. Draws that say
    nothing (all of them the same item, say) count for nothing; with half of them so, nothing is said.
    """
    if len(items) < ENOUGH_ITEMS:
        return TooFew(len(items))
    random = Random(seed)  # noqa: S311 — a draw to repeat, not a secret
    drawn = (figure(random.choices(items, k=len(items))) for _round in range(rounds))
    said = sorted(value for value in drawn if isinstance(value, float))
    if len(said) * 2 < rounds:
        return AllTheSame(len(items))
    tail = (1 - sure) / 2
    return Interval(_quantile(said, tail), _quantile(said, 1 - tail))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between two of them by its place: Hyndman and Fan (1996), type 7."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
