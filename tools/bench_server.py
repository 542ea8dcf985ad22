"""An academy of its own for a measurement: gunicorn, a worker and the scheduler over a new database, furnished with a quiz."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from bench_browser import ask

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 3
TICKS = os.sysconf("SC_CLK_TCK")
SERVE = """
import django
django.setup()
from lms.running.parts import parts
from lms.running.supervisor import Supervisor
Supervisor(parts(host="127.0.0.1", port={port}, workers={workers})).run()
"""
FURNISH = """
import sys; sys.path[:0] = [{root!r}, {root!r} + "/tools"]
from bench_server import furnish
furnish({people}, {questions})
"""


class Served:
    """The academy's three parts over a database of their own."""

    def __init__(self, env: dict[str, str], folder: str):
        self.env, self.log = env, Path(folder, "server.log").open("w")  # noqa: SIM115 (the process writes to it)
        self.python("manage.py", "prepare")
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        program = SERVE.format(port=self.port, workers=WORKERS)
        self.process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=env, stdout=self.log, stderr=self.log)
        asyncio.run(self._wait())

    def furnish(self, people: int, questions: int) -> dict:
        said = self.python("-c", FURNISH.format(root=str(ROOT), people=people, questions=questions))
        return json.loads(said.splitlines()[-1])

    def python(self, *command: str) -> str:
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=self.env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr[-3000:])
        return done.stdout

    def cpu(self) -> float:
        """Milliseconds of CPU of the supervisor and all below it, those that have ended too."""
        return sum(_cpu(pid) for pid in _tree(self.process.pid)) * 1000 / TICKS

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()

    async def _wait(self) -> None:
        for _try in range(300):
            try:
                if (await ask(self.port, "GET", "/health/")).status == 200:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.1)
        sys.exit("the server did not start")


def furnish(people: int, questions: int) -> None:
    """Inside the server's environment: a quiz, and people enrolled and signed in. Prints what the clients need."""
    import django

    django.setup()
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from tests import world

    world._numbers = count(time.time_ns())  # another process has furnished this database before
    with transaction.atomic():
        world.evidence_kinds()
        asked = [world.question(stem=f"Pregunta {number}", options=4) for number in range(questions)]
        quiz = world.quiz(questions=asked, time_limit=90, max_attempts=0)
        programme = world.programme([quiz.get_parent().specific])
        company, made = world.unit(), []
        for _number in range(people):
            person = world.member("trainee", company)
            enrolment = world.enrolment(person, programme)
            store = SessionStore()
            store.update(
                {
                    "_auth_user_id": str(person.pk),
                    "_auth_user_backend": "lms.people.backends.Backend",
                    "_auth_user_hash": person.get_session_auth_hash(),
                }
            )
            store.create()
            made.append({"brief": f"/programme/{enrolment.pk}/quiz/{quiz.translation_key}/", "session": store.session_key})
    print(json.dumps({"people": made, "questions": questions}))


def lost(server: Served, attempts: list[str], questions: int) -> int:
    """How many answers of attempts in which every question was answered are not in the database."""
    code = (
        "import django; django.setup()\nfrom assessments.quizzes.models import Response\n"
        f"print(Response.objects.filter(attempt_id__in={attempts!r}).exclude(answer=[]).count())"
    )
    return len(attempts) * questions - int(server.python("-c", code).splitlines()[-1])


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _cpu(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return sum(int(one) for one in fields[11:15])  # its own and that of its children who have ended


def fresh_postgres(url: str) -> str:
    """A new empty database beside the one named, for this run alone."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS peldano_bench WITH (FORCE)")
        server.execute("CREATE DATABASE peldano_bench")
    return url.rsplit("/", 1)[0] + "/peldano_bench"
