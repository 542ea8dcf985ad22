"""A call answered by voice that waits to be scored. The sound is made here: syllables without words, so nobody's voice is kept."""

import hashlib
import io
import math
import wave
from array import array
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from assessments.recordings.actions import add_part, begin_recording, complete_recording, hand_in
from assessments.recordings.models import Recording
from assessments.roleplays.actions.starting import start
from assessments.roleplays.actions.writing import ask_assessment
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance, Scenario
from assessments.scores.actions import open_cases
from assessments.scores.actions.opening import SEED
from assessments.scores.sampling import is_drawn
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person

RATE, SECONDS, PART = 8000, 38, 128 * 1024
DEVICE = UUID("5b0f6f5e-6a0c-4b53-9d0e-1f6a2f1a7c11")
WORDS = (
    "Tres sitios por lo mismo es demasiado, Julián. Aquí se queda: cuéntemelo una vez y me encargo yo de las dos cosas. "
    "¿A qué horas se le corta y qué deja de funcionarle? Miro ahora si hay avería en su zona. "
    "Los nueve euros se los reviso hoy, y el jueves a las diez le llamo yo con lo que salga."
)


def are_there() -> bool:
    return Recording.objects.exists()


def load() -> None:
    moment = at(working_days_ago(1), "17:05")
    performance = begun("ESC-ES-02", "sofia.medina", Mode.RECORDED, moment)
    record(performance, transcript=WORDS)
    ask_assessment(performance_id=performance.pk, person=performance.person)
    open_cases(now=moment + timedelta(minutes=6))


def begun(code: str, who: str, mode: str, moment: datetime) -> Performance:
    """One that the lot gives to a single reader: the demo is the same each time."""
    while True:
        made = start(scenario=Scenario.objects.get(code=code), person=person(who), mode=mode, now=moment)
        if not is_drawn(str(made.pk), SEED):
            return made
        made.delete()


def record(performance: Performance, *, seconds: int = SECONDS, pace: float = 4.3, transcript: str = "") -> None:
    """Answers it by voice in five minutes and hands it in."""
    who, began = performance.person, performance.started_at
    _send(performance, who, speech_like(seconds, pace), began + timedelta(minutes=4))
    hand_in(performance_id=performance.pk, person=who, transcript=transcript, now=began + timedelta(minutes=5))


def _send(performance: Performance, actor, sound: bytes, now: datetime) -> None:
    asked = {"client_id": uuid5(DEVICE, str(performance.pk)), "size": len(sound), "consented_at": now, "now": now}
    recording = begin_recording(performance=performance, actor=actor, **asked)
    for offset in range(0, len(sound), PART):
        piece = sound[offset : offset + PART]
        add_part(recording_id=recording.pk, actor=actor, offset=offset, content=piece, sha256=hashlib.sha256(piece).hexdigest())
    complete_recording(recording_id=recording.pk, actor=actor, now=now)


def speech_like(seconds: int = SECONDS, pace: float = 4.3) -> bytes:
    """A WAV of syllables at the pace and pitch of somebody who talks, with pauses between sentences; the same each time."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(array("h", _samples(seconds, pace)).tobytes())
    return file.getvalue()


def _samples(seconds: int, pace: float) -> Iterator[int]:
    phase = 0.0
    for place in range(RATE * seconds):
        second = place / RATE
        phase += 2 * math.pi * (185 + 30 * math.sin(2 * math.pi * second / 2.7)) / RATE
        syllable = max(0.0, math.sin(2 * math.pi * pace * second + math.sin(second))) ** 0.6
        speaks = 0.0 if second % 7.3 > 6.2 else 0.45 + 0.35 * math.sin(second * 1.7) ** 2
        voice = math.sin(phase) + 0.5 * math.sin(3 * phase) + 0.25 * math.sin(5 * phase + second)
        yield round(9_000 * speaks * syllable * voice / 1.2)
