"""How many cards one sitting has: five to ten, which takes about three minutes. No database, no clock."""

from collections.abc import Sequence
from typing import TypeVar

LEAST, MOST = 5, 10
SOON_DAYS = 3  # how far ahead a short sitting may reach
SECONDS_A_CARD = 25

Card = TypeVar("Card")


def sitting(done: int, due: Sequence[Card], soon: Sequence[Card], *, more: bool = False) -> list[Card]:
    """The cards still to come today after `done` of them: those due, ten at most, and `soon` ones where there would be fewer than five.

    Nothing that is only soon due begins a sitting. After each ten it is enough, unless the person wants `more`.
    """
    if done and done % MOST == 0 and not more:
        return []
    chosen = list(due[: MOST - done % MOST])
    if chosen or 0 < done < LEAST:
        chosen += soon[: max(LEAST - done - len(chosen), 0)]
    return chosen


def place(done: int, to_come: int) -> tuple[int, int]:
    """(the number of the next card, how many the sitting has)"""
    begun = done % MOST
    return begun + 1, begun + to_come


def minutes(cards: int) -> int:
    return max(1, round(cards * SECONDS_A_CARD / 60))
