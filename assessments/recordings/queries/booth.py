"""What `recordings/recorder.html` needs: where a recording is sent, and what is already there."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from assessments.recordings.models import Recording
from assessments.recordings.queries.listening import Listening, listening_to
from assessments.recordings.queries.recordings import recording_of
from assessments.recordings.storing import LARGEST_PART
from assessments.roleplays.models import Performance

PART = min(LARGEST_PART, 256 * 1024)


@dataclass(frozen=True)
class Booth:
    """`kept`: what has arrived for this performance. `until`: how long a recording made today is kept."""

    performance: Performance
    person_id: int
    kept: Recording | None
    listening: Listening | None

    @property
    def begin(self) -> str:
        return reverse("recordings:begin", args=[self.performance.pk])

    @property
    def part(self) -> int:
        return PART

    @property
    def most(self) -> int:
        return settings.RECORDING_MAX_BYTES

    @property
    def months(self) -> int:
        return settings.RECORDING_MONTHS


def booth(performance: Performance, user) -> Booth:
    """Two queries at most. The caller has made sure that this user records the performance (`permissions.can_record`)."""
    found = recording_of(performance)
    kept = found if found and found.is_kept else None
    return Booth(performance, user.pk, kept, listening_to(kept, user))
