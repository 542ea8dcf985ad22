"""A web of real processes with a database of its own, which a test may cut, kill and start again as it likes."""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
WEB = """
import django
django.setup()
from lms.running import supervisor
from lms.running.parts import parts
supervisor.LONGEST_WAIT = 1.0  # it is killed more often here than anywhere
supervisor.Supervisor(parts(host="127.0.0.1", port={port}, workers=2)[:1]).run()
"""


def free_port() -> int:
    """Below those that the system gives to clients: while a server is down, nobody else may take its port."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")


class Postgres:
    """A cluster of the test's own. The machine's server is never touched."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        folder.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "--no-sync")
        self._control("start")
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "chaos")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/chaos"

    @staticmethod
    def can_run() -> bool:
        return bool(shutil.which("initdb")) and (os.geteuid() != 0 or bool(shutil.which("runuser")))

    def restart(self) -> None:
        """As after a power cut: nothing is tidied up."""
        self._control("restart")

    def stop(self) -> None:
        self._control("stop")

    def query(self, statement: str, *values: Any) -> list[tuple]:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as server:
            cursor = server.execute(statement.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []

    def _control(self, what: str) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        more = [] if what == "stop" else ["-o", options, "-l", str(self.folder / "log")]
        mode = [] if what == "start" else ["-m", "immediate"]
        self._run("pg_ctl", what, "-w", "-D", str(self.folder / "data"), *mode, *more)

    def _run(self, *command: str) -> None:
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*as_postgres, *command], check=True, capture_output=True, cwd=self.folder)


class SQLite:
    """One file, which cannot be restarted."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.path = folder / "chaos.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def stop(self) -> None:
        """The folder goes with the test."""

    def query(self, statement: str, *values: Any) -> list[tuple]:
        with closing(sqlite3.connect(self.path, timeout=20)) as file, file:
            return file.execute(statement, values).fetchall()


class House:
    """The web part of the academy under its supervisor, and what was put into its database for the test."""

    def __init__(self, folder: Path, database: Postgres | SQLite):
        self.database, self.port = database, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.test",
            "DATABASE_URL": database.url,
            "PELDANO_VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "CRITICAL",
        }
        self.log = (folder / "web.log").open("w")
        self._manage("prepare")

    def furnish(self, attempts: int, slots: int) -> list[dict]:
        """[{"id", "slots", "email", "person", "session"}]: open attempts, each of a person of its own who is signed in."""
        made = self._run("-m", "tests.chaos.furnish", str(attempts), str(slots))
        return json.loads(made.splitlines()[-1])

    def start(self) -> None:
        program = [sys.executable, "-c", WEB.format(port=self.port)]
        self.supervisor = subprocess.Popen(program, cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log)
        self.wait()

    def stop(self) -> None:
        self.supervisor.terminate()
        self.supervisor.wait(timeout=30)
        self.log.close()

    def kill_web(self) -> None:
        """-9 to the web's master and to every worker of it: nobody finishes what they were at."""
        for child in _children(self.supervisor.pid):
            try:
                os.killpg(child, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def wait(self) -> None:
        """Until it answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/health/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the web did not come back")

    def kept(self, attempt: dict) -> dict[int, tuple[int, list[str]]]:
        """slot → (counter, places chosen), read from the database behind everybody's back. One row a slot, or it is doubled."""
        given = attempt["id"] if isinstance(self.database, Postgres) else attempt["id"].replace("-", "")
        rows = self.database.query("select slot, counter, answer from quizzes_response where attempt_id = ? order by slot", given)
        assert [row[0] for row in rows] == list(range(1, len(attempt["slots"]) + 1)), "a row a slot"
        found = {}
        for slot, counter, answer in rows:
            keys = json.loads(answer) if isinstance(answer, str) else answer
            found[slot] = (counter, [str(attempt["slots"][slot - 1].index(key) + 1) for key in keys])
        return found

    def end_session(self, attempt: dict) -> None:
        self.database.query("delete from django_session where session_key = ?", attempt["session"])

    def _manage(self, *command: str) -> None:
        self._run("manage.py", *command)

    def _run(self, *command: str) -> str:
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
