"""CPU of the server for what people do most, on the demo academy, on SQLite and (with DATABASE_URL) on PostgreSQL.

Prints milliseconds of CPU a request (median of several, user and system together) and its queries. Nothing is judged here.
Each database gets a process and a data folder of its own, so that nothing is warm from the other.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bench_server import fresh_postgres

ROOT = Path(__file__).resolve().parents[1]
SPEC = "{name:<44}{median:>9.1f}{worst:>9.1f}{queries:>9}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, default=30)
    options = parser.parse_args()
    if options.inside:
        measure(options.inside, options.runs)
        return
    databases = {"SQLite": ""}
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        databases["PostgreSQL"] = os.environ["DATABASE_URL"]
    else:
        print("PostgreSQL is left out: give DATABASE_URL=postgres://…\n")
    for name, url in databases.items():
        with tempfile.TemporaryDirectory(prefix="peldano-bench-") as folder:
            env = {**os.environ, "PELDANO_VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
            env.pop("DATABASE_URL", None)
            if url:
                env["DATABASE_URL"] = fresh_postgres(url)
            subprocess.run([sys.executable, __file__, "--inside", name, "--runs", str(options.runs)], env=env, check=True, cwd=ROOT)
    # What a quiz costs a real server, and an exam that many begin at once.
    subprocess.run([sys.executable, str(ROOT / "tools" / "bench_quiz.py")], check=True, cwd=ROOT)
    # Readiness of a hundred thousand people, on PostgreSQL alone.
    subprocess.run([sys.executable, str(ROOT / "tools" / "bench_careers.py")], check=True, cwd=ROOT)
    # A file of figures with a million rows.
    subprocess.run([sys.executable, str(ROOT / "tools" / "bench_figures.py")], check=True, cwd=ROOT)


def measure(database: str, runs: int) -> None:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    quiet = {"stdout": open(os.devnull, "w")}  # noqa: SIM115, PTH123
    began = time.perf_counter()
    call_command("prepare", **quiet)
    prepared = time.perf_counter() - began
    call_command("load_demo", **quiet)
    print(f"{database}: database ready in {prepared:.1f} s, demo academy loaded in {time.perf_counter() - began - prepared:.1f} s\n")
    print(f"{'CPU ms':<44}{'median':>9}{'worst':>9}{'queries':>9}")

    def report(name: str, act: Callable[[], object], times: int = runs, warm: int = 3) -> None:
        for _ in range(warm):
            act()
        taken = []
        with CaptureQueriesContext(connection) as asked:
            act()
        queries = len(asked)
        for _ in range(times):
            start = time.process_time()
            act()
            taken.append((time.process_time() - start) * 1000)
        print(SPEC.format(name=name, median=statistics.median(taken), worst=max(taken), queries=queries))

    pages(report)
    quiz(report)
    certificates()
    batch()
    print()


def pages(report) -> None:
    from django.conf import settings
    from django.core.cache import caches
    from django.test import Client
    from django.urls import reverse

    from courses.enrolments.models import Enrolment, StepProgress
    from lms.people.actions import renew_today
    from lms.people.models import User

    sofia = User.objects.get(email="sofia.medina@alborada.example")
    client, stranger = Client(), Client()

    def sign_in() -> None:
        caches["shared"].clear()
        stranger.cookies.clear()
        answer = stranger.post(reverse("account_login"), {"login": sofia.email, "password": "peldano-demo"})
        assert answer.status_code == 302, answer.status_code

    report("sign-in", sign_in, times=10, warm=1)
    client.force_login(sofia, backend=settings.AUTHENTICATION_BACKENDS[0])
    enrolment = Enrolment.objects.active().get(person=sofia, programme__isnull=False)
    done = StepProgress.objects.filter(enrolment=enrolment, page__lessonpage__isnull=False).order_by("pk").first()

    def get(url: str) -> Callable[[], object]:
        def act():
            answer = client.get(url)
            assert answer.status_code == 200, (url, answer.status_code)

        return act

    def today_anew() -> None:
        renew_today([sofia.pk])
        get(reverse("home:today"))()

    report("Today", get(reverse("home:today")))
    report("Today, after something has changed", today_anew)
    report("programme", get(reverse("enrolments:programme", args=[enrolment.pk])))
    report("lesson", get(reverse("enrolments:lesson", args=[enrolment.pk, done.step_key])))
    report("my certificates", get(reverse("certificates:mine")))
    report("search", get(reverse("home:search") + "?q=fibra"))
    report("handbook", get(reverse("catalogue:handbook")))


def quiz(report) -> None:
    import json

    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from assessments.quizzes.actions import start_attempt, submit_attempt
    from assessments.quizzes.models import Attempt, QuizPage
    from courses.catalogue.actions import bump_catalogue_version
    from courses.catalogue.enums import UnlockRule
    from courses.catalogue.models import ProgrammeModule
    from courses.enrolments.models import Enrolment
    from lms.people.models import User

    # The quiz of the sixth module, open to Sofía for the occasion and without a limit of attempts.
    sofia = User.objects.get(email="sofia.medina@alborada.example")
    ProgrammeModule.objects.update(unlock_rule=UnlockRule.OPEN)
    bump_catalogue_version()
    page = QuizPage.objects.filter(locale__language_code="es", code__startswith="M06").first()
    QuizPage.objects.filter(pk=page.pk).update(max_attempts=0, wait_hours=0, pass_percent=100)
    enrolment = Enrolment.objects.active().get(person=sofia, programme__isnull=False)
    place = {"enrolment": enrolment, "step_key": page.translation_key}
    client, counter = Client(), iter(range(1, 10**9))
    client.force_login(sofia, backend=settings.AUTHENTICATION_BACKENDS[0])

    def get(name: str, attempt: Attempt, *place: int) -> Callable[[], object]:
        address = reverse(f"quizzes:{name}", args=[attempt.pk, *place])

        def act() -> None:
            assert client.get(address).status_code == 200, address

        return act

    def save() -> None:
        body = json.dumps({"answer": ["1"], "counter": next(counter), "seconds": 4})
        reply = client.post(reverse("quizzes:answer", args=[attempt.pk, 1]), body, content_type="application/json")
        assert reply.status_code == 200, (reply.status_code, reply.content[:300])

    def started_and_handed_in() -> None:
        client.post(reverse("quizzes:start", args=[enrolment.pk, page.translation_key]))
        one = Attempt.objects.open().get(person=sofia, step_key=page.translation_key)
        reply = client.post(reverse("quizzes:submit", args=[one.pk]), {"unanswered": len(one.slots)})
        assert reply["Location"] == reverse("quizzes:result", args=[one.pk]), reply["Location"]

    # The result while there is one attempt: each further one is a line on the page.
    over = submit_attempt(attempt=start_attempt(**place, person=sofia))
    report("quiz: the page before it", lambda: client.get(reverse("quizzes:brief", args=[enrolment.pk, page.translation_key])))
    report("quiz: the result", get("result", over))
    attempt = start_attempt(**place, person=sofia)
    report("quiz: a question shown", get("attempt", attempt, 1))
    report(f"quiz: all {len(attempt.slots)} questions for the page's script", get("questions", attempt))
    report("quiz: an answer saved", save, times=100)
    report("quiz: looked over", get("review", attempt))
    report("quiz: how it stands", get("state", attempt))
    submit_attempt(attempt=attempt)
    report("quiz: started, and handed in empty", started_and_handed_in, times=10, warm=1)


def certificates() -> None:
    from lms.certificates.models import Certificate
    from lms.certificates.pdf import draw

    certificate = Certificate.objects.first()
    times = []
    for _ in range(12):
        start = time.process_time()
        draw(certificate)
        times.append((time.process_time() - start) * 1000)
    print(f"{'certificate PDF, first of the process':<44}{times[0]:>9.1f}")
    print(f"{'certificate PDF, warm':<44}{statistics.median(times[1:]):>9.1f}{max(times[1:]):>9.1f}")


def batch(size: int = 100) -> None:
    """Certificates made together as HR asks for them: one job, whose progress is read from beside it as the screen reads it."""
    from datetime import timedelta

    from django.utils import timezone

    from lms.certificates.actions import issue_certificate, make_pdfs
    from lms.certificates.models import Certificate, Certification
    from lms.jobs.actions import run
    from lms.people.models import User

    sofia, hr = (User.objects.get(email=f"{name}@alborada.example") for name in ("sofia.medina", "elena.vidal"))
    certification, today = Certification.objects.first(), timezone.localdate()
    made = [issue_certificate(certification=certification, person=sofia, on=today - timedelta(days=day)).pk for day in range(size)]
    job = make_pdfs(certificates=Certificate.objects.filter(pk__in=made), actor=hr)
    over, seen = threading.Event(), []
    watcher = threading.Thread(target=_watch, args=(job.pk, over, seen))
    start, clock = time.process_time(), time.perf_counter()
    watcher.start()
    run(job_id=job.pk)
    spent, took = time.process_time() - start, time.perf_counter() - clock
    over.set()
    watcher.join()
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"made": size}), (job.state, job.error)
    print(f"{f'certificate PDFs, {size} in a batch (s)':<44}{spent:>9.1f}{took:>9.1f}")
    print(f"  how far it was, read while it ran: {', '.join(map(str, seen))} of {size}")


def _watch(job_id: int, over: threading.Event, seen: list[int]) -> None:
    from django.db import connection

    from lms.jobs.models import Job

    while not over.wait(1):
        done = Job.objects.values_list("progress_done", flat=True).get(pk=job_id)
        if done not in seen:
            seen.append(done)
    connection.close()


if __name__ == "__main__":
    main()
