"""What readiness costs with a hundred thousand people: all of it computed anew, one piece of evidence, and the screens.

    DATABASE_URL=postgres://… tools/bench_careers.py                    a hundred thousand people, made where they are missing
    DATABASE_URL=postgres://… tools/bench_careers.py --people 12000     fewer

Works in the database `bench_careers` of that server, which it makes and keeps, so that a second run does not make the people again
(--fresh drops it first). The load of the machine stands beside the figures, because nothing here is alone on it. Nothing is judged.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "bench_careers"
PROCESSES = 2
RUNGS = ("R1", "R2", "R3", "R4")
LINE = "{name:<58}{median:>10}{p95:>10}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fresh", action="store_true", help="drop the database first")
    parser.add_argument("--inside", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(*options.inside)
        return
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        print("Readiness of a hundred thousand is measured on PostgreSQL: give DATABASE_URL=postgres://…")
        return
    with tempfile.TemporaryDirectory(prefix="peldano-bench-") as folder:
        env = {
            **os.environ,
            "PELDANO_VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "lms.settings.demo",
            "DATABASE_URL": database(url, options.fresh),
        }
        furnish(env, options)
        recompute(env)
        tidy(env["DATABASE_URL"])
        subprocess.run([sys.executable, __file__, "--inside", "measure"], env=env, cwd=ROOT, check=True)


def database(url: str, fresh: bool) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        if fresh:
            server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            server.execute(f"CREATE DATABASE {DATABASE}")
    return url.rsplit("/", 1)[0] + "/" + DATABASE


def furnish(env: dict, options: argparse.Namespace) -> None:
    """The demo academy and the crowd, by two processes side by side."""
    began = time.perf_counter()
    for command in ("prepare", "load_demo"):
        subprocess.run([sys.executable, "manage.py", command], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    making = ("manage.py", "make_people", str(options.people), "--seed", str(options.seed), "--share")
    run_all([[*making, f"{part}/{PROCESSES}"] for part in range(1, PROCESSES + 1)], env)
    print(f"Furnished in {time.perf_counter() - began:.0f} s\n")


def tidy(url: str) -> None:
    """What autovacuum does on a server that has it: without it every index is read with its table."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("VACUUM (ANALYZE)")


def recompute(env: dict) -> None:
    """Everybody before every rung, by two processes that each take half of the people."""
    began, load, spent = time.perf_counter(), os.getloadavg()[0], cpu_of_children()
    rows = sum(
        int(text) for text in run_all([["tools/bench_careers.py", "--inside", "recompute", str(part)] for part in range(PROCESSES)], env)
    )
    seconds = time.perf_counter() - began
    print(f"All computed anew: {rows} rows ({rows // len(RUNGS)} people × {len(RUNGS)} rungs) by {PROCESSES} processes in {seconds:.1f} s")
    spent = cpu_of_children() - spent
    each = f"{spent:.0f} s of CPU in the processes, {1000 * spent / rows:.2f} ms a row"
    print(f"  {rows / seconds:.0f} rows a second; {each}; load of the machine before: {load:.1f}\n")


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_all(commands: list[list[str]], env: dict) -> list[str]:
    """Runs several at once; the last line that each printed. Stops with the first that fails."""
    running = [subprocess.Popen([sys.executable, *words], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) for words in commands]
    said = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        sys.exit("A process failed: see above.")
    return [text.strip().rsplit("\n", 1)[-1] for text in said]


def inside(what: str, part: str = "0") -> None:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    if what == "recompute":
        print(recompute_share(int(part)))
    else:
        measure()


def recompute_share(part: int) -> int:
    from lms.careers.actions import refresh_readiness
    from lms.careers.actions.sweeping import uncollected
    from lms.careers.models import Posting, Rung

    people = list(Posting.objects.current().filter(kind="held").order_by("person").values_list("person", flat=True).distinct())
    half = -(-len(people) // PROCESSES)
    rungs = Rung.objects.filter(code__in=RUNGS).values_list("pk", flat=True)
    with uncollected():
        return refresh_readiness(person_ids=people[part * half : (part + 1) * half], rungs=rungs)


def measure() -> None:
    from lms.careers.models import Readiness
    from lms.people.models import User

    # As it stands in service: each person before the rungs ahead of theirs.
    print(f"{Readiness.objects.count()} rows of {User.objects.count()} people; load of the machine: {os.getloadavg()[0]:.1f}\n")
    print(LINE.format(name="milliseconds", median="median", p95="p95"))
    evidence()
    screens()


def report(name: str, act, times: int) -> None:
    act()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(LINE.format(name=name, median=f"{statistics.median(taken):.1f}", p95=f"{p95:.1f}"))


def evidence() -> None:
    """From a piece of evidence to the readiness that it changes, committed."""
    from itertools import count

    from lms.competencies.actions import record_evidence
    from lms.competencies.models import Competency
    from lms.people.models import User

    agents = iter(User.objects.filter(email__endswith="@crowd.example", postings__rung__code="R1").order_by("pk")[:200])
    competency, numbers, stamp = Competency.objects.get(code="EMP"), count(), time.time()

    def act() -> None:
        record_evidence(person=next(agents), competency=competency, kind="observation", level=3, source=f"bench:{stamp}:{next(numbers)}")

    report("a piece of evidence, to its readiness rows committed", act, 60)


def screens() -> None:
    from django.test import Client
    from django.urls import reverse

    from lms.people.models import User

    hr = User.objects.get(email="hr@crowd.example")
    leader = User.objects.filter(email__endswith="@crowd.example", memberships__role="coordinator").order_by("pk").first()
    agent = User.objects.filter(email__endswith="@crowd.example", postings__rung__code="R1").order_by("pk").first()

    def page(name: str, who, url: str, times: int = 20) -> None:
        client = Client()
        client.force_login(who)

        def act() -> None:
            answer = client.get(url)
            assert answer.status_code == 200, (url, answer.status_code)
            b"".join(answer.streaming_content) if answer.streaming else answer.content  # noqa: B018

        try:
            report(name, act, times)
        except AssertionError as refused:
            print(f"{name:<58}{'not measured':>20}  {refused}")

    board = reverse("careers:board")
    page("readiness of everybody, HR", hr, board)
    page("readiness of one rung, HR", hr, board + "?rung=R2")
    page("readiness of one rung, ready, HR", hr, board + "?rung=R2&state=ready")
    page("readiness of a team, its coordinator", leader, board)
    page("one person's ladder, HR", hr, reverse("careers:ladder", args=[agent.pk]))
    page("one's own ladder", agent, reverse("careers:mine"))
    page("matrix of a team, its coordinator", leader, reverse("competencies:matrix"))
    page("one person's competencies, HR", hr, reverse("competencies:record", args=[agent.pk]))
    export(leader, hr)


def export(leader, hr) -> None:
    """A team's at once; everybody's before a rung by its job."""
    from django.test import Client
    from django.urls import reverse

    from lms.exports.actions import ask_for_export
    from lms.jobs.actions import run

    client = Client()
    client.force_login(leader)

    def at_once() -> None:
        answer = client.post(reverse("careers:export", args=["csv"]) + "?rung=R2")
        assert answer.status_code == 200, answer.status_code
        b"".join(answer.streaming_content) if answer.streaming else answer.content  # noqa: B018

    def by_a_job() -> None:
        made = ask_for_export(kind="careers.board", title="R2", suffix="csv", asked={"rung": "R2"}, actor=hr)
        run(job_id=made.job_id)
        made.refresh_from_db()
        assert made.file, "the job wrote no file"

    report("export of a team's readiness, its coordinator", at_once, 10)
    began = time.perf_counter()
    by_a_job()
    print(f"export of everybody before a rung, by its job, once: {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
