"""The drawing of recordings is done by real workers that are killed in the middle of it: each is drawn once, and plays all the while."""

import pytest

from tests.assessments.exchange.test_killed_worker import run, wait_for
from tests.lms.certificates.test_killed_worker import count, house  # noqa: F401
from tests.lms.jobs.test_killed_worker import broker, kill  # noqa: F401

pytestmark = pytest.mark.slow

RECORDINGS = 12
SEND = f"""
import django; django.setup()
from assessments.recordings.actions import complete_recording
from tests import recordings
sound = recordings.tone(120)
for _number in range({RECORDINGS}):
    recording = recordings.begun(recordings.open_one(), sound)
    recording = recordings.sent(recording, sound, part=1_000_000)
    complete_recording(recording_id=recording.pk, actor=recording.made_by)
"""
DRAWN = "SELECT count(*) FROM recordings_recording WHERE milliseconds = 120000 AND peaks <> '[]'"
JOBS = "SELECT count(*) FROM jobs_job WHERE kind = 'recordings.measure'"
RUNNING = f"{JOBS} AND state = 'running'"


def test_a_killed_worker_leaves_no_recording_undrawn_and_draws_none_twice(house):  # noqa: F811
    environment, database, _folder, work = house
    run(environment, "-c", SEND)
    assert count(database, JOBS) == RECORDINGS
    worker = work()
    for some in (1, 4):
        before = wait_for(database, DRAWN, some, 300)
        wait_for(database, RUNNING, 1, 60)
        kill(worker)
        assert before < RECORDINGS, "it was killed too late to be in the middle"
        worker = work()
    wait_for(database, f"{JOBS} AND state = 'done'", RECORDINGS, 300)
    assert count(database, DRAWN) == count(database, "SELECT count(*) FROM recordings_recording WHERE state = 'kept'") == RECORDINGS
    assert count(database, f"{JOBS} AND attempts > 1") >= 1
