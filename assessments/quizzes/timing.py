"""When an attempt's time ends, for this person. Plain data in, plain data out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# An answer that was given in time may still be on its way when the time ends.
GRACE = timedelta(seconds=10)


@dataclass(frozen=True)
class Adjustment:
    """How a person's time differs from the quiz's."""

    extra_percent: int = 0
    no_limit: bool = False


@dataclass(frozen=True)
class Window:
    """From when until when a quiz can be taken; None leaves that end open."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return not self.is_to_come(now) and not self.is_over(now)

    def is_to_come(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at


def minutes_for(minutes: int, adjustment: Adjustment | None) -> int:
    """The minutes a person has, 0 for no limit. Part of a minute counts as a whole one."""
    if not minutes or adjustment is None:
        return minutes
    return 0 if adjustment.no_limit else -(-minutes * (100 + adjustment.extra_percent) // 100)


def deadline(*, started_at: datetime, minutes: int, closes_at: datetime | None, adjustment: Adjustment | None = None) -> datetime | None:
    """When the server hands the attempt in; None when nothing ends it.

    The closing of the window ends every attempt but those whose person has an adjustment: they keep all of their time.
    """
    own = minutes_for(minutes, adjustment)
    limit = started_at + timedelta(minutes=own) if own else None
    if adjustment is not None:
        return limit
    ends = [one for one in (limit, closes_at) if one is not None]
    return min(ends) if ends else None


def strongest(adjustments: list[Adjustment]) -> Adjustment | None:
    """The one that gives the most time."""
    return max(adjustments, key=lambda one: (one.no_limit, one.extra_percent), default=None)
