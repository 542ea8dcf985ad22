"""Sounds made in code, and recorded performances with what was sent of them."""

import hashlib
import io
import math
import wave
from array import array
from itertools import count
from uuid import UUID, uuid4

from django.utils import timezone

from tests import roleplays, scores, world

RATE = 8000
_tones = count(200)


def tone(seconds: float = 2.0, *, loud: float = 0.5) -> bytes:
    """A WAV of its own pitch, whose second half is silent."""
    pitch, total = next(_tones), int(RATE * seconds)
    samples = array("h", (int(32767 * loud * math.sin(2 * math.pi * pitch * n / RATE)) if n < total // 2 else 0 for n in range(total)))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return file.getvalue()


def open_one(who=None, **fields):
    """A performance by voice that is under way, of nobody's step."""
    scenario = roleplays.scenario(roleplays.TENNIS, slug=f"voice-{next(_tones)}")
    return roleplays.practice(scenario, who or world.member("trainee"), mode="recorded", **fields)


def begun(performance, content: bytes, *, client_id: UUID | None = None, by=None):
    from assessments.recordings.actions import begin_recording

    asked = {"client_id": client_id or uuid4(), "size": len(content), "consented_at": timezone.now()}
    return begin_recording(performance=performance, actor=by or performance.person, **asked)


def sent(recording, content: bytes, *, part: int = 10_000, from_part: int = 0, parts: int | None = None):
    """Sends the parts of the content from one number on, as many as asked."""
    from assessments.recordings.actions import add_part

    places = list(range(0, len(content), part))[from_part:]
    for offset in places[:parts]:
        piece = content[offset : offset + part]
        digest = hashlib.sha256(piece).hexdigest()
        recording = add_part(recording_id=recording.pk, actor=recording.made_by, offset=offset, content=piece, sha256=digest)
    return recording


def kept(performance=None, content: bytes | None = None, **fields):
    """A recording that has arrived whole, of a performance still under way."""
    from assessments.recordings.actions import complete_recording

    content = content or tone()
    recording = sent(begun(performance or open_one(), content), content)
    return complete_recording(recording_id=recording.pk, actor=recording.made_by, **fields)


def handed_in(who=None, *, transcript: str = "Aquí se queda. El jueves le llamo yo.", **fields):
    """Practice, ended: its recording."""
    from assessments.recordings.actions import hand_in

    recording = kept(open_one(who), **fields)
    done = hand_in(performance_id=recording.performance_id, person=recording.made_by, transcript=transcript)
    recording.performance = done
    return recording


def assessed(who=None, **fields):
    """The same once its person has asked for it to be assessed."""
    from assessments.roleplays.actions.writing import ask_assessment

    recording = handed_in(who, **fields)
    recording.performance = ask_assessment(performance_id=recording.performance_id, person=recording.made_by)
    return recording


def waiting(person, assessor, **fields):
    """A reading of a recorded performance that the assessor has begun."""
    from assessments.scores.models import Case, Score

    recording = assessed(person, **fields)
    version = recording.performance.version
    version.rubric_version = scores.rubric()
    version.save(update_fields=["rubric_version"])
    world.evidence_kinds()
    Case.objects.create(performance=recording.performance)
    return Score.objects.create(performance=type(recording.performance).objects.get(pk=recording.performance_id), assessor=assessor)
