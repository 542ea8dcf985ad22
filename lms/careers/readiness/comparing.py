"""What would become of somebody before a rung if it asked something else: from one reading of them to another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.careers.enums import ReadinessState, Result
from lms.careers.readiness.assessing import Assessment
from lms.careers.readiness.requirements import Ask


class Turn(StrEnum):
    """Which way somebody goes: becomes ready, is ready no more, or changes among the other states."""

    GAINS = "gains"
    LOSES = "loses"
    MOVES = "moves"


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody before a rung, by what one version asks of it."""

    asks: Sequence[Ask]
    assessment: Assessment

    @property
    def met(self) -> dict[str, bool]:
        return {ask.key: one.result == Result.MET for ask, one in zip(self.asks, self.assessment.outcomes, strict=True)}


@dataclass(frozen=True, slots=True)
class Change:
    """before, after: the states, None where the rung is no aim by that version. keys: the requirements that cause it."""

    before: ReadinessState | None
    after: ReadinessState | None
    turn: Turn
    keys: tuple[str, ...]


def compared(before: Reading | None, after: Reading | None) -> Change | None:
    """None when the state stays as it is."""
    old, new = before.assessment.state if before else None, after.assessment.state if after else None
    if old == new:
        return None
    return Change(old, new, _turn(old, new), _causes(before, after))


def _turn(old: ReadinessState | None, new: ReadinessState | None) -> Turn:
    if new == ReadinessState.READY:
        return Turn.GAINS
    return Turn.LOSES if old == ReadinessState.READY else Turn.MOVES


def _causes(before: Reading | None, after: Reading | None) -> tuple[str, ...]:
    """What is met by one and not by the other, or asked by one alone and not met; else what both ask in other terms."""
    if before is None or after is None:
        return ()
    old, new = before.met, after.met
    keys = [*new, *(key for key in old if key not in new)]
    turned = tuple(key for key in keys if old.get(key, True) != new.get(key, True))
    if turned:
        return turned
    terms = {ask.key: ask for ask in before.asks}
    return tuple(ask.key for ask in after.asks if terms.get(ask.key) != ask)
