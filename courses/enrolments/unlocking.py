"""Which modules of an enrolment are open today, and what opens the others. Plain data in and out; the day is an argument.

Two laws hold: finishing something never locks anything, and neither does time passing.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courses.enrolments.calendar import NO_HOLIDAYS, day_number, working_day

ON_DAY_RULES = frozenset({"on_day", "on_day_after_previous"})
AFTER_RULES = frozenset({"after_previous", "on_day_after_previous"})


class Lock(StrEnum):
    """What keeps a module closed."""

    NONE = "none"
    DAY = "day"
    MODULES = "modules"
    DAY_AND_MODULES = "day_and_modules"


@dataclass(frozen=True)
class Place:
    """A module as the rule sees it: its place in the list is its order. `empty` has nothing to do, so nobody waits for it."""

    module: int
    day: int
    required: bool
    rule: str
    empty: bool = False


@dataclass(frozen=True)
class Access:
    """Whether a module is open; if not, from which day it may be, and which modules have to be done first."""

    module: int
    lock: Lock
    opens_on: date
    waits_for: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.lock is Lock.NONE


def access(places: Sequence[Place], done: Set[int], starts_on: date, today: date, holidays: Set[date] = NO_HOLIDAYS) -> tuple[Access, ...]:
    """The access to each module, in the order given. What is done is always open, to be read again."""
    found = []
    for index, place in enumerate(places):
        opens_on = working_day(starts_on, max(place.day, 1), holidays) if place.rule in ON_DAY_RULES else starts_on
        before = places[:index] if place.rule in AFTER_RULES else ()
        waits_for = tuple(other.module for other in before if other.required and not other.empty and other.module not in done)
        lock = Lock.NONE if place.module in done else _lock(today < opens_on, bool(waits_for))
        found.append(Access(place.module, lock, opens_on, () if lock is Lock.NONE else waits_for))
    return tuple(found)


def behind_since(places: Sequence[Place], done: Set[int], starts_on: date, today: date, holidays: Set[date] = NO_HOLIDAYS) -> Place | None:
    """The first required module whose own day has passed and which is not done; None for who is up to date.

    A day of rest still belongs to the working day before it: Friday's module makes nobody late on Saturday.
    """
    number = day_number(starts_on, today, holidays)
    for place in sorted(places, key=lambda place: place.day):
        if place.required and not place.empty and place.module not in done and max(place.day, 1) < number:
            return place
    return None


def is_complete(places: Sequence[Place], done: Set[int]) -> bool:
    """Whether every required module is done; where none is required, every one. Nothing to do is not done."""
    filled = [place for place in places if not place.empty]
    needed = [place.module for place in filled if place.required] or [place.module for place in filled]
    return bool(needed) and set(needed) <= done


def _lock(by_day: bool, by_modules: bool) -> Lock:
    if by_day and by_modules:
        return Lock.DAY_AND_MODULES
    if by_day:
        return Lock.DAY
    return Lock.MODULES if by_modules else Lock.NONE
