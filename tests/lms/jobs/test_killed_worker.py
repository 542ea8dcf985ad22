"""A real broker and real workers, killed in the middle of their work: everything asked for is done, and nothing twice."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

JOBS = 40
ASK = """
import django; django.setup()
from lms.jobs.actions import enqueue
for number in range({jobs}):
    enqueue(kind="tests.slow_work", key=f"tests.slow_work:{{number}}")
"""
COUNT = """
select (select count(*) from jobs_job where kind = 'tests.slow_work' and state = 'done'),
       (select count(*) from jobs_job where kind = 'tests.effect'),
       (select count(distinct payload) from jobs_job where kind = 'tests.effect'),
       (select count(*) from jobs_job where kind = 'tests.slow_work' and state = 'running'
               and lease_until > strftime('%Y-%m-%d %H:%M:%f', 'now')),
       (select coalesce(sum(attempts - 1), 0) from jobs_job where kind = 'tests.slow_work' and attempts > 1)
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def broker(tmp_path):
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server here")
    port = free_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    yield f"redis://127.0.0.1:{port}/0"
    server.kill()
    server.wait()


@pytest.fixture
def house(broker, tmp_path):
    """Runs pieces of Python in processes of their own that share one database file and one broker."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'jobs.sqlite3'}",
        "BROKER_URL": broker,
        "PELDANO_VAR_DIR": str(tmp_path / "var"),
        "JOB_LEASE_SECONDS": "3",
        "LOG_LEVEL": "ERROR",
    }

    class House:
        workers: list[subprocess.Popen] = []

        def run(self, *command: str) -> str:
            done = subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-2000:]
            return done.stdout

        def work(self) -> subprocess.Popen:
            command = ["-m", "celery", "-A", "lms", "worker", "-B", "-s", str(tmp_path / "beat"), "-c", "2", "-l", "ERROR"]
            command += ["-I", "tests.lms.jobs.killed_work"]
            log = Path(tmp_path, "worker.log").open("a")  # noqa: SIM115 (the process writes to it)
            worker = subprocess.Popen(
                [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
            )
            self.workers.append(worker)
            return worker

        def count(self) -> tuple[int, ...]:
            # Read from outside: starting Django to look would let all the work go by.
            with closing(sqlite3.connect(tmp_path / "jobs.sqlite3", timeout=20)) as look:
                return look.execute(COUNT).fetchone()

    there = House()
    there.run("manage.py", "migrate", "jobs", "-v", "0")
    yield there
    for worker in there.workers:
        kill(worker)


def kill(worker: subprocess.Popen) -> None:
    """-9 to the worker, its children and its scheduler: none of them can tidy up."""
    try:
        os.killpg(worker.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    worker.wait()


def wait_until(house, enough, seconds: int) -> tuple[int, ...]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        counted = house.count()
        if enough(counted):
            return counted
        time.sleep(0.02)
    pytest.fail(f"after {seconds} s the jobs stood at {counted}")


def test_killed_workers_lose_nothing_and_do_nothing_twice(house):
    house.run("-c", ASK.format(jobs=JOBS))  # before anybody works, so that there is a middle to be killed in
    worker = house.work()
    for some in (3, 12):
        wait_until(house, lambda counted: counted[0] >= some and counted[3] == 2, 90)  # noqa: B023
        kill(worker)
        worker = house.work()
    done, effects, different, _, taken_again = wait_until(house, lambda counted: counted[0] == JOBS, 120)
    assert (done, effects, different) == (JOBS, JOBS, JOBS)
    assert taken_again >= 2  # each kill caught somebody in the middle
    house.run("-c", ASK.format(jobs=JOBS))
    assert house.count()[:3] == (JOBS, JOBS, JOBS)


def test_a_broker_that_is_down_does_not_stop_who_asks(house):
    dead = f"import os, time; os.environ['BROKER_URL'] = 'redis://127.0.0.1:{free_port()}/0'\n"
    house.run("-c", dead + ASK.format(jobs=5))
    house.work()  # its sweep finds what no message announced
    assert wait_until(house, lambda counted: counted[0] == 5, 90)[:3] == (5, 5, 5)
