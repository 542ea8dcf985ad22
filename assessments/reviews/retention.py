"""What a team is likely to still know of a competency, told of five people or more only. No database, no clock.

There are no sums over teams or over competencies: with none, a hidden figure cannot be had by subtracting the others from it.
Teams must not overlap, so each person counts in one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

SMALLEST = 5


@dataclass(frozen=True)
class Recollection:
    """How likely (0-1) one person still knows the answer to one question."""

    team: int
    competency: int
    person: int
    chance: float


@dataclass(frozen=True)
class Retained:
    """What is told of a team and a competency. `people` and `percent` are None where too few people stand behind them."""

    team: int
    competency: int
    people: int | None
    percent: int | None


def retained(recollections: Iterable[Recollection], smallest: int = SMALLEST) -> list[Retained]:
    """One row per team and competency, in their order. Each person weighs the same, however many questions they have.

    Raises ValueError when somebody is in two teams: then two rows could be subtracted.
    """
    recollections = list(recollections)
    _refuse_overlap(recollections)
    chances: dict[tuple[int, int], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for each in recollections:
        chances[each.team, each.competency][each.person].append(each.chance)
    return [_told(place, list(chances[place].values()), smallest) for place in sorted(chances)]


def _told(place: tuple[int, int], people: list[list[float]], smallest: int) -> Retained:
    if len(people) < smallest:
        return Retained(*place, people=None, percent=None)
    return Retained(*place, people=len(people), percent=round(100 * fmean(fmean(chances) for chances in people)))


def _refuse_overlap(recollections: list[Recollection]) -> None:
    teams: dict[int, int] = {}
    for each in recollections:
        if teams.setdefault(each.person, each.team) != each.team:
            raise ValueError("Somebody is in two teams.")
