"""May this person start an attempt now, how many are left, and when is the next? Plain data in, plain data out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.quizzes.timing import Window


@dataclass(frozen=True)
class Past:
    """One attempt that was handed in. `passed` is None while somebody is marking it."""

    submitted_at: datetime
    passed: bool | None


@dataclass(frozen=True)
class Standing:
    """`left` is None when there is no limit. `opens_at` is when the next attempt opens, if that is still to come."""

    used: int
    left: int | None
    opens_at: datetime | None
    passed: bool
    being_marked: bool = False
    closes_at: datetime | None = None
    is_over: bool = False

    @property
    def can_start(self) -> bool:
        return not (self.passed or self.being_marked or self.is_over) and self.left != 0 and self.opens_at is None


def standing(
    past: Sequence[Past], *, max_attempts: int, extra: int, wait_hours: int, now: datetime, window: Window | None = None
) -> Standing:
    """`max_attempts` 0 means no limit; `extra` attempts were opened for this person and are not kept waiting."""
    window = window or Window()
    used = len(past)
    left = None if max_attempts == 0 else max(max_attempts + extra - used, 0)
    opens = [window.opens_at] if window.opens_at else []
    if past and wait_hours and (max_attempts == 0 or used < max_attempts):
        opens.append(max(one.submitted_at for one in past) + timedelta(hours=wait_hours))
    opens_at = max(opens, default=None)
    return Standing(
        used=used,
        left=left,
        opens_at=opens_at if opens_at and opens_at > now else None,
        passed=any(one.passed for one in past),
        being_marked=any(one.passed is None for one in past),
        closes_at=window.closes_at,
        is_over=window.is_over(now),
    )
