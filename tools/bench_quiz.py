"""What a quiz costs a real server: a whole attempt of ten questions, and an exam that 300 people begin within a minute.

Runs gunicorn with three workers, a worker and the scheduler, and speaks HTTP to them as the page's script does. CPU is that of the
server's processes, read from /proc; the load of the machine stands beside it, because nothing here is alone on it. Nothing is judged.

    tools/bench_quiz.py                                      ten questions, on SQLite
    DATABASE_URL=postgres://… tools/bench_quiz.py            the same, and the exam, on a new database of that server
"""

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time

from bench_browser import Measured, Person
from bench_server import WORKERS, Served, fresh_postgres, lost


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
