"""Listening: the link that works for one person and a while, the drawing of the sound, and the marks on it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from assessments.recordings.models import Recording
from assessments.recordings.waveform import stairs
from assessments.roleplays.models import Performance

SALT = "recordings.listen"
SPEEDS = (0.75, 1, 1.25, 1.5, 1.75, 2)
WIDTH, HEIGHT = 640, 64  # of the drawing, in its own units


@dataclass(frozen=True)
class Mark:
    """A moment that somebody wrote about: `number` is shown on it, `label` says what it is."""

    second: int
    number: str
    label: str


@dataclass(frozen=True)
class Listening:
    """What `recordings/player.html` draws. `url` works for this person and for minutes; `renew` gives another one."""

    recording: Recording
    url: str
    renew: str
    drawing: str
    marks: tuple[Mark, ...]

    @property
    def speeds(self) -> tuple[float, ...]:
        return SPEEDS

    @property
    def seconds(self) -> int:
        """For the track before the browser knows better; 0 while nobody knows."""
        return self.recording.seconds or 0


def listening_to(recording: Recording | None, user, marks: Iterable[Mark] = ()) -> Listening | None:
    """What the player needs, or None for whoever may not hear it and for what is no longer kept. One query at most."""
    if recording is None or not recording.is_kept or not _may_hear(recording, user):
        return None
    return _listening(recording, user, marks)


def listenings_to(performances: Iterable[Performance], user) -> dict[UUID, Listening]:
    """By performance, those of these that may be heard. One query, however many."""
    found = Recording.objects.visible_to(user).filter(performance__in=list(performances)).distinct()
    return {one.performance_id: _listening(one, user) for one in found}


def _listening(recording: Recording, user, marks: Iterable[Mark] = ()) -> Listening:
    return Listening(
        recording=recording,
        url=new_link(recording, user),
        renew=reverse("recordings:link", args=[recording.pk]),
        drawing=_drawing(recording.peaks),
        marks=tuple(sorted(marks, key=lambda one: one.second)),
    )


def new_link(recording: Recording, user) -> str:
    """An address that plays the recording to this person alone, for `RECORDING_LINK_MINUTES`."""
    token = signing.dumps([str(recording.pk), user.pk, secrets.token_hex(8)], salt=SALT)
    return reverse("recordings:listen", args=[recording.pk, token])


def read_link(recording_id: UUID, token: str, user) -> str | None:
    """The name of the link, under which its listening is noted; None when it is another's, of another recording, or too old."""
    try:
        recording, person, name = signing.loads(token, salt=SALT, max_age=settings.RECORDING_LINK_MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return name if (recording, person) == (str(recording_id), user.pk) else None


def _may_hear(recording: Recording, user) -> bool:
    if recording.performance.person_id == user.pk:
        return True
    return Recording.objects.visible_to(user).filter(pk=recording.pk).exists()


def _drawing(peaks: list[int]) -> str:
    """The path of the bars around the middle of the drawing."""
    bars = stairs(peaks, WIDTH, HEIGHT - 4)
    return "".join(f"M{x + 2} {(HEIGHT - height) // 2}v{height}" for x, height in bars)
