"""What a quiz costs a real server: a whole attempt of ten questions, and an exam that 300 people begin within a minute.

Runs gunicorn with three workers, a worker and the scheduler, and speaks HTTP to them as the page's script does. CPU is that of the
server's processes, read from /proc; the load of the machine stands beside it, because nothing here is alone on it. Nothing is judged.

    tools/bench_quiz.py                                      ten questions, on SQLite
    DATABASE_URL=postgres://… tools/bench_quiz.py            the same, and the exam, on a new database of that server
"""

import argparse
import asyncio
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

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
import sys; sys.path.insert(0, {root!r})
from tools.bench_quiz import furnish
furnish({people}, {questions})
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--within", type=float, default=60, help="seconds in which they all begin")
    parser.add_argument("--think", type=float, default=4, help="seconds a person takes for a question")
    parser.add_argument("--attempts", type=int, default=20, help="whole attempts of ten questions")
    options = parser.parse_args()
    url = os.environ.get("DATABASE_URL", "")
    run("SQLite", "", options)
    if url.startswith("postgres"):
        run("PostgreSQL", url, options)


def run(name: str, url: str, options: argparse.Namespace) -> None:
    from bench import fresh_postgres

    with tempfile.TemporaryDirectory(prefix="peldano-bench-") as folder:
        env = {**os.environ, "PELDANO_VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.demo", "LOG_LEVEL": "ERROR"}
        env |= {"DATABASE_URL": fresh_postgres(url) if url else f"sqlite:///{folder}/bench.sqlite3"}
        server = Served(env, folder)
        try:
            whole_attempts(name, server, options)
            if url:
                exam(name, server, options)
        finally:
            server.stop()


# ── The server ──────────────────────────────────────────────────────────────────────────────────────────────────


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
        return json.loads(self.python("-c", FURNISH.format(root=str(ROOT), people=people, questions=questions)).splitlines()[-1])

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
                    "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
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


# ── The browser ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Measured:
    saves: list[float] = field(default_factory=list)  # ms
    others: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    attempts: list[str] = field(default_factory=list)


async def ask(port: int, method: str, path: str, session: str = "", body: str = "", kind: str = "application/json") -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    token = "b" * 32
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept-Language: es\r\n"
    head += f"Cookie: sessionid={session}; csrftoken={token}\r\n"
    if method == "POST":
        head += f"X-CSRFToken: {token}\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n"
    writer.write(f"{head}\r\n{body}".encode())
    await writer.drain()
    answered = (await reader.read()).decode(errors="replace")
    writer.close()
    head, _blank, said = answered.partition("\r\n\r\n")
    location = re.search(r"^location: (\S+)", head, re.IGNORECASE | re.MULTILINE)
    return Answer(int(head.split(" ", 2)[1]) if head else 0, location[1] if location else "", said)


@dataclass
class Person:
    port: int
    session: str
    brief: str
    measured: Measured

    async def attempt(self, questions: int, think: float) -> None:
        """Every request that the page's script makes, from the brief to the result."""
        await self.page(self.brief)
        first = (await self.form(f"{self.brief}start/")).location
        base, counter = first.rsplit("/", 2)[0], int(time.time() * 1000)
        self.measured.attempts.append(base.rsplit("/", 1)[1])
        await self.page(f"{base}/1/")
        await self.page(f"{base}/questions/")
        for slot in range(1, questions + 1):
            await asyncio.sleep(think * random.uniform(0.5, 1.5))
            sent = json.dumps({"answer": [str(random.randint(1, 4))], "counter": counter + slot, "seconds": 4})
            await self.timed(self.measured.saves, "POST", f"{base}/{slot}/answer/", sent)
        await self.page(f"{base}/review/")
        await self.page(f"{base}/state/")
        await self.form(f"{base}/submit/", "unanswered=0")
        await self.page(f"{base}/result/")

    async def page(self, path: str) -> Answer:
        return await self.timed(self.measured.others, "GET", path)

    async def form(self, path: str, body: str = "") -> Answer:
        return await self.timed(self.measured.others, "POST", path, body, "application/x-www-form-urlencoded", wanted=302)

    async def timed(
        self, into: list[float], method: str, path: str, body: str = "", kind: str = "application/json", wanted: int = 200
    ) -> Answer:
        began = time.perf_counter()
        try:
            answer = await ask(self.port, method, path, self.session, body, kind)
        except OSError as error:
            answer = Answer(0, "", str(error))
        into.append((time.perf_counter() - began) * 1000)
        if answer.status != wanted:
            self.measured.errors[f"{method} {path.rstrip('/').rsplit('/', 1)[1]}: {answer.status}"] += 1
        return answer


# ── What is measured ────────────────────────────────────────────────────────────────────────────────────────────


def whole_attempts(name: str, server: Served, options: argparse.Namespace) -> None:
    made, measured = server.furnish(options.attempts + WORKERS * 2, 10), Measured()

    async def one(person: dict) -> None:
        await Person(server.port, person["session"], person["brief"], measured).attempt(10, 0)

    warm, counted = made["people"][: WORKERS * 2], made["people"][WORKERS * 2 :]
    for person in warm:
        asyncio.run(one(person))
    idle = idle_cpu(server)
    measured.saves.clear()
    before, began = server.cpu(), time.monotonic()
    for person in counted:
        asyncio.run(one(person))
    spent = server.cpu() - before - idle * (time.monotonic() - began)
    print(f"\n{name}: a whole attempt of ten questions, 18 requests: {spent / len(counted):.0f} ms of the server's CPU ({load()})")
    print(f"  {percentiles('save', measured.saves)}; errors: {dict(measured.errors) or 'none'}")


def idle_cpu(server: Served) -> float:
    """ms a second that the worker and the scheduler spend anyway."""
    before = server.cpu()
    time.sleep(3)
    return (server.cpu() - before) / 3


def exam(name: str, server: Served, options: argparse.Namespace) -> None:
    made, measured = server.furnish(options.people, options.questions), Measured()

    async def one(person: dict) -> None:
        await asyncio.sleep(random.uniform(0, options.within))
        await Person(server.port, person["session"], person["brief"], measured).attempt(options.questions, options.think)

    async def everybody() -> None:
        await asyncio.gather(*(one(person) for person in made["people"]))

    before, began = server.cpu(), time.monotonic()
    asyncio.run(everybody())
    took, spent = time.monotonic() - began, server.cpu() - before
    requests = len(measured.saves) + len(measured.others)
    print(f"\n{name}: {options.people} people begin an exam of {options.questions} questions within {options.within:.0f} s ({load()})")
    print(f"  {requests} requests in {took:.0f} s, {requests / took:.0f} a second, {len(measured.saves) / took:.0f} saves a second")
    print(f"  {percentiles('save', measured.saves)}; {percentiles('other requests', measured.others)}")
    print(f"  server's CPU {spent / 1000:.0f} s, {spent / requests:.1f} ms a request, {spent / took / 10:.0f} % of one core")
    print(f"  errors: {dict(measured.errors) or 'none'}; answers lost: {lost(server, measured.attempts, options.questions)}")


def percentiles(what: str, times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"{what} p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms"


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
