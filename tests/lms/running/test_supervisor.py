"""The supervisor with real processes: small parts that write when they start, so that the test sees who lives."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROGRAM = """
import os, sys, time
sys.path.insert(0, {root!r})
import django
django.setup()
from lms.running.supervisor import Part, Supervisor

def live(name):
    with open({log!r}, "a") as log:
        log.write(f"{{name}} {{os.getpid()}}\\n")
    child = os.fork()
    if not child:
        time.sleep(600)
    with open({log!r}, "a") as log:
        log.write(f"{{name}}-child {{child}}\\n")
    time.sleep(600)

Supervisor([Part("web", lambda: live("web")), Part("worker", lambda: live("worker"))]).run()
"""


@pytest.fixture
def running(tmp_path):
    log = tmp_path / "log"
    log.touch()
    root = str(Path(__file__).resolve().parents[3])
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(root=root, log=str(log))], env={**os.environ, "PELDANO_VAR_DIR": str(tmp_path)}
    )
    wait_for(lambda: len(started(log)) == 4)
    yield process, log
    process.kill()
    process.wait()


def started(log: Path) -> list[tuple[str, int]]:
    return [(name, int(pid)) for name, pid in (line.split() for line in log.read_text().splitlines())]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, seconds: float = 30.0) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def test_a_killed_part_is_started_again_while_the_other_goes_on(running):
    process, log = running
    pids = dict(started(log))
    os.kill(pids["worker"], signal.SIGKILL)
    wait_for(lambda: [name for name, _pid in started(log)].count("worker") == 2)
    assert alive(pids["web"])
    assert not alive(pids["worker-child"])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ending_the_supervisor_ends_everything(running, how):
    process, log = running
    process.send_signal(how)
    process.wait(timeout=20)
    wait_for(lambda: not any(alive(pid) for _name, pid in started(log)))


def test_parts_do_not_outlive_a_supervisor_that_was_killed(running):
    process, log = running
    process.kill()
    process.wait()
    pids = dict(started(log))
    wait_for(lambda: not alive(pids["web"]) and not alive(pids["worker"]))
