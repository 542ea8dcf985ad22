"""How much of their classes somebody was there for. Plain data in and out; nothing is rounded in anybody's favour or against them.

Only signed sessions count. Minutes of a leave are neither presence nor absence: they stand apart until they are made up. So the
share is presence ÷ (held − leave), and whoever reads it reads beside it what is left to make up (decision 0020).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

PRESENT, ABSENT, LEAVE = "present", "absent", "leave"


@dataclass(frozen=True)
class Mark:
    """One person in one signed session. `minutes` is its length; `late` and `early` are those missed at its ends by who was there."""

    minutes: int
    presence: str
    late: int = 0
    early: int = 0
    made_up: bool = False

    @property
    def there(self) -> int:
        """Minutes of it that the person has had: all of them once it was made up."""
        if self.made_up:
            return self.minutes
        return max(self.minutes - self.late - self.early, 0) if self.presence == PRESENT else 0


@dataclass(frozen=True)
class Tally:
    """All in minutes: what was held, had by the person, and on leave and not made up since."""

    held: int = 0
    there: int = 0
    leave: int = 0

    @property
    def percent(self) -> int | None:
        """Whole per cents, never rounded up: 90 is 90 or more. None where nothing was held that counts."""
        asked = self.held - self.leave
        return 100 * self.there // asked if asked > 0 else None

    def reaches(self, least: int) -> bool | None:
        """Whether the share is at least `least` per cent. None where there is nothing to say yet."""
        asked = self.held - self.leave
        return 100 * self.there >= least * asked if asked > 0 else None


def tally(marks: Iterable[Mark]) -> Tally:
    held = there = leave = 0
    for mark in marks:
        held += mark.minutes
        there += mark.there
        if mark.presence == LEAVE and not mark.made_up:
            leave += mark.minutes
    return Tally(held, there, leave)


def length(starts_at: time, ends_at: time) -> int:
    """Minutes from one time of a day to another. Raises ValueError unless it ends after it starts."""
    found = (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute
    if found <= 0:
        raise ValueError("It ends before it starts")
    return found
