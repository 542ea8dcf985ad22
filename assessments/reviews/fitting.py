"""Fitting the model to how people of one centre really remember. No database, no clock.

A careful search along one weight at a time, by the log loss of what was predicted before each review. What it finds is judged by cards
that it has not seen: on those it must predict better than what is in force.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from assessments.reviews.scheduling import Known, Recall, after_day, chance_on

ENOUGH = 512  # reviews from which a fit is tried
ONE_IN = 4  # of the cards, one in so many judges and does not teach
# Those that say how memory goes from day to day; the others are about reviews within a day, or hardly move.
SEARCHED = (0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20)
STEPS = (0.3, 0.1, 0.04)  # how far one step goes, as a share of the weight
PULL = 0.002  # how strongly a weight is held to where it was, for few reviews say little
CERTAIN = 1e-4
NOTABLE = 0.005  # the share of its loss by which a fit must be better: less may be chance

History = Sequence[tuple[date, Recall]]  # the reviews of one card, the oldest first


@dataclass(frozen=True)
class Fit:
    """`before` and `after`: log loss a review, on the cards that judge, with the weights in force and with those found."""

    parameters: tuple[float, ...]
    reviews: int
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        return self.after < self.before * (1 - NOTABLE)


def fit(histories: Sequence[History], start: Sequence[float] = ()) -> Fit:
    """Raises ValueError when there are too few reviews after a first one."""
    told = [one for one in histories if len(one) > 1]
    reviews = count(told)
    if reviews < ENOUGH:
        raise ValueError(f"{reviews} reviews are too few to fit: {ENOUGH} are asked for.")
    judges = told[::ONE_IN]
    teachers = [one for number, one in enumerate(told) if number % ONE_IN]
    begin = tuple(start) or DEFAULT_PARAMETERS
    found = _search(teachers, begin)
    return Fit(found, reviews, log_loss(judges, begin), log_loss(judges, found))


def count(histories: Sequence[History]) -> int:
    """The reviews that something was predicted of: all but the first of each card."""
    return sum(max(len(one) - 1, 0) for one in histories)


def log_loss(histories: Sequence[History], parameters: Sequence[float]) -> float:
    """-(ln p) of what happened, as a mean over the reviews after each first one; 0 is perfect, 0.69 is tossing a coin."""
    losses = [loss for one in histories for loss in _losses(one, tuple(parameters))]
    return math.fsum(losses) / len(losses) if losses else 0.0


def _losses(history: History, parameters: tuple[float, ...]) -> list[float]:
    known: Known | None = None
    losses = []
    for day, recall in history:
        if known and day > known.last_on:
            chance = chance_on(known.stability, known.last_on, day, parameters=parameters)
            chance = min(max(chance, CERTAIN), 1 - CERTAIN)
            losses.append(-math.log(chance if recall != Recall.FORGOTTEN else 1 - chance))
        known = after_day(known, recall, day, parameters=parameters)
    return losses


def _search(histories: Sequence[History], begin: tuple[float, ...]) -> tuple[float, ...]:
    def cost(weights: tuple[float, ...]) -> float:
        return log_loss(histories, weights) + PULL * sum(_moved(weights[place], begin[place]) ** 2 for place in SEARCHED)

    best, least = begin, cost(begin)
    for step in STEPS:
        for place in SEARCHED:
            for tried in _neighbours(best, place, step):
                if (reached := cost(tried)) < least:
                    best, least = tried, reached
                    break
    return best


def _neighbours(weights: tuple[float, ...], place: int, step: float) -> list[tuple[float, ...]]:
    low, high = LOWER_BOUNDS_PARAMETERS[place], UPPER_BOUNDS_PARAMETERS[place]
    moved = (min(max(weights[place] * factor, low), high) for factor in (1 + step, 1 / (1 + step)))
    return [(*weights[:place], round(value, 5), *weights[place + 1 :]) for value in moved if value != weights[place]]


def _moved(value: float, was: float) -> float:
    return math.log(value / was) if value > 0 and was > 0 else 0.0
