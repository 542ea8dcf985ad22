"""Whether a group is selected less, how sure one can be, and which figures must not be shown. Pure arithmetic, no names.

Selection rate = selected / applied. Impact ratio = rate / best rate; under four fifths it is flagged (29 CFR 1607.4(D)). With small
numbers the flag alone says little, so Fisher's exact test (two-sided, Fisher 1935) stands beside it. No group of fewer than
`SMALLEST` people is shown, nor one that a subtraction would tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

SMALLEST = 5
FOUR_FIFTHS = 0.8


@dataclass(frozen=True)
class Group:
    name: str
    applied: int
    selected: int


@dataclass(frozen=True)
class Row:
    """A group as it may be shown. Of one that is hidden there is only the name."""

    name: str
    applied: int | None = None
    selected: int | None = None
    rate: float | None = None
    ratio: float | None = None
    p: float | None = None  # None for the group that all others are compared with

    @property
    def hidden(self) -> bool:
        return self.applied is None

    @property
    def flagged(self) -> bool:
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


def rate(group: Group) -> float:
    """Selected of each applied, from 0 to 1; 0 for a group of nobody."""
    return group.selected / group.applied if group.applied else 0.0


def fisher(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of the table [[a, b], [c, d]] with its margins held: the sum of all tables at most as likely as this one.

    The tables are compared as whole numbers, so nothing is lost to rounding.
    """
    first, second, column = a + b, c + d, a + c
    ways = [comb(first, x) * comb(second, column - x) for x in range(max(0, column - second), min(first, column) + 1)]
    seen = comb(first, a) * comb(second, column - a)
    return sum(way for way in ways if way <= seen) / sum(ways)


def rows(groups: Sequence[Group], smallest: int = SMALLEST) -> list[Row]:
    """The groups of one dimension as they may be shown, in the order given. What is hidden has no part in any figure."""
    hidden = suppressed(groups, smallest)
    shown = [group for place, group in enumerate(groups) if place not in hidden]
    best = max(shown, key=lambda group: (rate(group), group.applied), default=None)
    return [Row(group.name) if place in hidden else _row(group, best) for place, group in enumerate(groups)]


def panel(dimensions: Sequence[Sequence[Group]], smallest: int = SMALLEST) -> list[list[Row]] | None:
    """Each dimension's rows. The dimensions count the same people, so one tells the totals of the others: where these would tell
    a hidden group, nothing at all is shown, and the answer is None."""
    for groups in dimensions:
        applied, selected = sum(group.applied for group in groups), sum(group.selected for group in groups)
        if applied < smallest or (suppressed(groups, smallest) and not 0 < selected < applied):
            return None
    return [rows(groups, smallest) for groups in dimensions]


def suppressed(groups: Sequence[Group], smallest: int = SMALLEST) -> set[int]:
    """The places of the groups that may not be shown.

    Whoever reads the others and knows the totals (they stand elsewhere) learns the sum of what is hidden; whoever knows this rule too
    learns a little more. So a hidden group is never alone, what is hidden is `smallest` people or more, and some but not all of them
    were selected; groups of one size are hidden together, and small ones are not all as large or all as little as they can be. Where
    no choice does that, everything is hidden.
    """
    everything = set(range(len(groups)))
    hidden = {place for place, group in enumerate(groups) if 0 < group.applied < smallest}
    empty = {place for place, group in enumerate(groups) if not group.applied}
    if sum(group.applied for group in groups) < smallest:
        return everything
    while hidden and not _keeps([groups[place] for place in hidden], smallest):
        others = everything - hidden - empty
        if not others:
            return everything
        next_size = min(groups[place].applied for place in others)
        hidden |= {place for place in others if groups[place].applied == next_size}
    return everything if hidden and not (everything - hidden - empty) else hidden


def _keeps(hidden: Sequence[Group], smallest: int) -> bool:
    """Whether the sum of these tells none of them."""
    applied, selected = sum(group.applied for group in hidden), sum(group.selected for group in hidden)
    one_answer = all(group.applied == 1 for group in hidden) or all(group.applied == smallest - 1 for group in hidden)
    return len(hidden) > 1 and applied >= smallest and 0 < selected < applied and not one_answer


def may_be_pooled(dimensions: Sequence[Sequence[Group]], smallest: int = SMALLEST) -> bool:
    """Whether these figures may be added to those already shown: whoever subtracts the old from the new finds no small group."""
    return bool(dimensions) and all(group.applied == 0 or group.applied >= smallest for groups in dimensions for group in groups)


def _row(group: Group, best: Group) -> Row:
    best_rate = rate(best)
    return Row(
        name=group.name,
        applied=group.applied,
        selected=group.selected,
        rate=rate(group),
        ratio=rate(group) / best_rate if best_rate else None,
        p=None if group is best else fisher(group.selected, group.applied - group.selected, best.selected, best.applied - best.selected),
    )
