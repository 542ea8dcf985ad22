"""Looking for how loud a recording is, where the browser has not said it; and the day's work."""

import io
import shutil
import subprocess
import tempfile
from array import array

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from assessments.recordings import storing
from assessments.recordings.models import Recording
from assessments.recordings.waveform import of_samples, of_wav
from lms.jobs.models import Job
from lms.jobs.registry import handles

RATE = 8000  # samples a second are plenty for a drawing
PATIENCE = 60  # seconds
LONGEST = RATE * 2 * 3600 * 2  # bytes: two hours


@handles("recordings.measure", title=_("Drawing the waveform of a recording"))
def measure(job: Job):
    """Writes peaks and length where they are missing. What cannot be decoded here stays without them, and plays all the same."""
    recording = Recording.objects.kept().filter(pk=job.payload["recording"]).first()
    if recording is None or (recording.peaks and recording.milliseconds):
        return None
    found = _measured(recording)

    def write() -> dict:
        if found is None:
            return {"drawn": False}
        Recording.objects.kept().filter(pk=recording.pk).update(peaks=found[0], milliseconds=found[1])
        return {"drawn": True}

    return write


@shared_task
def run_the_day() -> dict[str, int]:
    from django.utils import timezone

    from assessments.recordings.actions import run_day

    return run_day(on=timezone.localdate())


def _measured(recording: Recording) -> tuple[list[int], int] | None:
    parts = [(part.file, 0, part.size) for part in recording.parts.order_by("offset")]
    content = b"".join(storing.read(parts))
    try:
        return of_wav(io.BytesIO(content)) if recording.content_type == "audio/wav" else _decoded(content)
    except ValueError:
        return None


def _decoded(content: bytes) -> tuple[list[int], int] | None:
    """By ffmpeg, where this machine has it: as one channel of 16-bit samples."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=".sound") as file:
        file.write(content)
        file.flush()
        command = [
            program,
            "-v",
            "error",
            "-protocol_whitelist",
            "file",
            "-i",
            file.name,
            "-vn",
            "-ac",
            "1",
            "-ar",
            str(RATE),
            "-f",
            "s16le",
        ]
        try:
            done = subprocess.run([*command, "-fs", str(LONGEST), "-"], capture_output=True, timeout=PATIENCE, check=True)
        except (subprocess.SubprocessError, OSError):
            return None
    samples = array("h")
    samples.frombytes(done.stdout[: len(done.stdout) // 2 * 2])
    return of_samples(samples, RATE)
