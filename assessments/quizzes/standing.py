"""May this person start an attempt now, how many are left, and when is the next? Plain data in, plain data out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Past:
    """One attempt that was handed in."""

    submitted_at: datetime
    passed: bool


@dataclass(frozen=True)
class Standing:
    """`left` is None when there is no limit. `opens_at` is when the next attempt opens, if that is still to come."""

    used: int
    left: int | None
    opens_at: datetime | None
    passed: bool

    @property
    def can_start(self) -> bool:
        return not self.passed and self.left != 0 and self.opens_at is None


def standing(past: Sequence[Past], *, max_attempts: int, extra: int, wait_hours: int, now: datetime) -> Standing:
    """`max_attempts` 0 means no limit; `extra` attempts were opened for this person and are not kept waiting."""
    used = len(past)
    left = None if max_attempts == 0 else max(max_attempts + extra - used, 0)
    opens_at = None
    if past and wait_hours and (max_attempts == 0 or used < max_attempts):
        opens_at = max(one.submitted_at for one in past) + timedelta(hours=wait_hours)
    return Standing(
        used=used,
        left=left,
        opens_at=opens_at if opens_at and opens_at > now else None,
        passed=any(one.passed for one in past),
    )
