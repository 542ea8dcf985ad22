"""A file of questions comes in by real workers that are killed in the middle of it: every question once, and the run ends."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.lms.certificates.test_killed_worker import count, house  # noqa: F401
from tests.lms.jobs.test_killed_worker import broker, kill  # noqa: F401

pytestmark = pytest.mark.slow

QUESTIONS = 1500
SEND = f"""
import django; django.setup()
from assessments.exchange.actions import begin_import
from tests import world
text = "\\n\\n".join(f"¿Pregunta {{number}}? {{{{=a{{number}} ~b}}}}" for number in range({QUESTIONS}))
for _time in range(2):  # the same file twice at once
    begin_import(data=text.encode(), name="muchas.gift", actor=world.member("trainer"))
"""
CARRY_OUT = """
import django; django.setup()
from assessments.exchange.actions import carry_out_import
from assessments.exchange.models import ImportRun
for run in ImportRun.objects.all():
    carry_out_import(run=run, actor=run.sent_by)
"""
IN_THE_BANK = "SELECT count(*) FROM quizzes_question WHERE stem_es LIKE '¿Pregunta %'"


def run(environment: dict, *command: str) -> None:
    done = subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def wait_for(database: Path, query: str, wanted: int, seconds: int) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := count(database, query)) >= wanted:
            return found
        time.sleep(0.05)
    pytest.fail(f"after {seconds} s there were {found} of {wanted}: {query}")


def test_a_killed_worker_takes_no_question_in_twice_and_loses_none(house):  # noqa: F811
    environment, database, _folder, work = house
    run(environment, "-c", SEND)
    worker = work()
    wait_for(database, "SELECT count(*) FROM exchange_importrun WHERE state = 'ready'", 2, 300)
    run(environment, "-c", CARRY_OUT)
    for some in (25, 150):
        before = wait_for(database, IN_THE_BANK, some, 300)
        kill(worker)
        assert before < QUESTIONS, "it was killed too late to be in the middle"
        worker = work()
    wait_for(database, "SELECT count(*) FROM exchange_importrun WHERE state = 'done'", 2, 600)
    assert count(database, IN_THE_BANK) == QUESTIONS
    assert count(database, "SELECT count(DISTINCT stem_es) FROM quizzes_question WHERE stem_es LIKE '¿Pregunta %'") == QUESTIONS
    outcomes = "SELECT count(*) FROM exchange_importitem WHERE outcome = '{}' AND question_id IS NOT NULL"
    assert count(database, outcomes.format("imported")) == count(database, outcomes.format("duplicate")) == QUESTIONS
    assert count(database, "SELECT count(*) FROM jobs_job WHERE kind = 'exchange.take_in' AND state = 'done'") == 2
