"""What each day brings: every app says what is to be done on a day, and one command does all of it.

Like `registry`, it knows none of those apps. What is registered is safe to run twice on a day, and after days without it.
"""

from collections.abc import Callable
from datetime import date

# A day's work: takes the day, answers how many of each kind changed.
Work = Callable[[date], dict[str, int]]

_works: dict[str, tuple[int, Work]] = {}


def each_day(name: str, *, order: int = 50) -> Callable[[Work], Work]:
    """Registers the work of an app; `order` says what comes first where one stands on what another has done."""

    def register(work: Work) -> Work:
        _works[name] = (order, work)
        return work

    return register


def names() -> list[str]:
    return sorted(_works, key=lambda name: (_works[name][0], name))


def run(on: date) -> dict[str, dict[str, int]]:
    """Does everybody's work of a day, in order: what changed, by the name it was registered under."""
    return {name: _works[name][1](on) for name in names()}
