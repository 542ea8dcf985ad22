"""One piece of evidence as the rules see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """A protected absence, both days included; without an end it still lasts."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A dated observation. `level` is the one seen (1 to 5), `ceiling` the most this piece can prove (0 to 5).

    A ceiling of zero never proves: it supports or questions what other pieces prove. The first and the last day both count.
    """

    id: int
    kind: str
    level: int
    ceiling: int
    observed_on: date
    expires_on: date | None = None
    contested: bool = False

    @property
    def proves(self) -> int:
        """The highest level that it helps to prove."""
        return min(self.level, self.ceiling)

    @property
    def could_have_shown_more(self) -> bool:
        """Whether a low level in it says something: not when the piece was seen to its ceiling, as a passed quiz is."""
        return self.ceiling == 0 or self.level < self.ceiling

    def holds_on(self, day: date) -> bool:
        return self.observed_on <= day and (self.expires_on is None or day <= self.expires_on)


def ceiling_of(*, kind: int, kind_in_knowledge: int | None, is_knowledge: bool, here: int | None, own: int | None) -> int:
    """The most a piece can prove (0 to 5): of its kind, in this competency, and of itself (a scenario's own ceiling, say).

    What a competency says of a kind replaces what the kind says everywhere; a piece's own ceiling only lowers it.
    """
    general = kind_in_knowledge if is_knowledge and kind_in_knowledge is not None else kind
    ceiling = general if here is None else here
    return ceiling if own is None else min(ceiling, own)


def extended(observed_on: date, expires_on: date | None, pauses: Iterable[Pause]) -> date | None:
    """The last day of a piece whose clock stood still in protected absences: each day away within its life adds a day.

    None for ever, and for as long as an absence that began within its life has not ended.
    """
    if expires_on is None:
        return None
    last, counted = expires_on, observed_on - timedelta(days=1)
    for pause in sorted(pauses, key=lambda one: one.starts_on):
        if pause.starts_on > last:
            break
        if pause.ends_on is None:
            return None
        first = max(pause.starts_on, counted + timedelta(days=1))  # A day in two absences is one day away.
        if pause.ends_on >= first:
            last += timedelta(days=(pause.ends_on - first).days + 1)
            counted = pause.ends_on
    return last
