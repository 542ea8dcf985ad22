"""Choosing the questions of one attempt. The same seed, bank and past give the same set."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Draw:
    count: int
    pool: tuple[int, ...]


def draw(fixed: Sequence[int], draws: Sequence[Draw], *, seed: int, seen: Collection[int] = ()) -> tuple[list[int], int]:
    """The ids to ask, the fixed ones first, none twice, preferring those not `seen` before; and how many could not be found.

    Pools may overlap: a question that two draws want goes to the one that has no other.
    """
    dice = random.Random(seed)
    already = list(dict.fromkeys(fixed))
    places = [_mixed(one.pool, dice, seen) for one in draws for _place in range(one.count)]
    taken: dict[int, int] = {}
    for place in range(len(places)):
        _find(place, places, taken, set(already))
    drawn = [question for question, _place in sorted(taken.items(), key=lambda pair: pair[1])]
    return already + drawn, len(places) - len(drawn)


def sections(total: int, counts: Sequence[int]) -> list[int | None]:
    """Which draw each place of the set belongs to, None for the fixed questions, which come first."""
    drawn = [index for index, count in enumerate(counts) for _place in range(count)]
    return [None] * (total - len(drawn)) + drawn


def mixed_within(groups: Sequence[int | None], *, seed: str) -> list[int]:
    """The places 0, 1, …, each group's mixed among themselves; groups stay in the order they come."""
    dice = random.Random(seed)
    order: list[int] = []
    for group in dict.fromkeys(groups):
        places = [place for place, its in enumerate(groups) if its == group]
        order += dice.sample(places, len(places))
    return order


def mixed(keys: Sequence[str], *, seed: str) -> list[str]:
    """The same keys in an order that depends on the seed alone."""
    return random.Random(seed).sample(sorted(keys), len(keys))


def _mixed(pool: Sequence[int], dice: random.Random, seen: Collection[int]) -> list[int]:
    ids = dice.sample(sorted(set(pool)), len(set(pool)))
    return sorted(ids, key=lambda question: question in seen)


def _find(place: int, places: list[list[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Gives a place a free question, or one whose holder can take another (augmenting paths)."""
    for question in places[place]:
        if question not in tried and question not in taken:
            taken[question] = place
            return True
    for question in places[place]:
        if question in tried:
            continue
        tried.add(question)
        if _find(taken[question], places, taken, tried):
            taken[question] = place
            return True
    return False
