"""Who reads what: the load spread, and never the same two twice in a row. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reader:
    """An assessor who may read this performance. `open` is how many wait for them, `done` how many they read of late.

    `last_partners` are those with whom they shared their latest performance.
    """

    person: int
    licensed: bool
    open: int = 0
    done: int = 0
    last_partners: frozenset[int] = field(default_factory=frozenset)


def choose(readers: Iterable[Reader], *, beside: frozenset[int] = frozenset(), licensed_only: bool = False) -> Reader | None:
    """Who reads it next, beside those who already do: licensed before not, then whoever has least to do.

    Nobody reads it twice, and nobody beside the person with whom they shared their latest one: it waits for another then. None
    where nobody can.
    """
    free = [one for one in readers if one.person not in beside and not one.last_partners & beside]
    if licensed_only:
        free = [one for one in free if one.licensed]
    return min(free, key=lambda one: (not one.licensed, one.open, one.done, one.person), default=None)
