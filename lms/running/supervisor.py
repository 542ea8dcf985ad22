"""One command that keeps the web, the worker and the scheduler alive.

Django is imported once and each part is a fork of it, which costs half the time and memory of three starts. What dies is
started again, a little later each time; when the supervisor ends, however it ends, everything ends with it.
"""

import ctypes
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connections

logger = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT, STEADY_AFTER = 0.5, 20.0, 30.0
PATIENCE = 12.0  # seconds that parts have to finish what they are at
_PR_SET_PDEATHSIG = 1


@dataclass
class Part:
    """One process to keep alive: `run` never returns while all is well."""

    name: str
    run: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    wait: float = FIRST_WAIT
    due: float = field(default=0.0)


class Supervisor:
    def __init__(self, parts: list[Part]):
        self.parts = parts
        self.ending = False

    def run(self) -> None:
        """Starts every part and watches them until SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        try:
            while not self.ending:
                for part in self.parts:
                    if not part.pid and time.monotonic() >= part.due:
                        self._start(part)
                self._reap()
                time.sleep(0.1)
        finally:
            self._end_all()

    def _start(self, part: Part) -> None:
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        part.started = time.monotonic()
        part.pid = os.fork()
        if part.pid:
            return
        status = 1
        try:
            _die_with(parent)
            os.setsid()  # Ctrl-C reaches the supervisor alone, which then ends its parts in order
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            part.run()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 0
        except BaseException:
            logger.exception("%s ended", part.name)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _reap(self) -> None:
        for part in self.parts:
            if not part.pid:
                continue
            pid, _status = os.waitpid(part.pid, os.WNOHANG)
            if not pid:
                continue
            _kill_group(part.pid, signal.SIGKILL)  # what it forked itself must not outlive it
            part.pid = 0
            steady = time.monotonic() - part.started > STEADY_AFTER
            part.wait = FIRST_WAIT if steady else min(part.wait * 2, LONGEST_WAIT)
            part.due = time.monotonic() + part.wait
            if not self.ending:
                logger.warning("%s stopped; starting it again in %.0f s", part.name, part.wait)

    def _end(self, *_signal) -> None:
        self.ending = True

    def _end_all(self) -> None:
        self.ending = True
        for part in self.parts:
            if part.pid:
                _kill_group(part.pid, signal.SIGTERM)
        limit = time.monotonic() + PATIENCE
        while any(part.pid for part in self.parts) and time.monotonic() < limit:
            self._reap()
            time.sleep(0.05)
        for part in self.parts:
            if part.pid:
                _kill_group(part.pid, signal.SIGKILL)


def _die_with(parent: int) -> None:
    """On Linux the kernel ends this process when its parent is gone, even by SIGKILL. Elsewhere parts end on the supervisor's signal."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _kill_group(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass
