from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from lms.jobs import actions
from lms.jobs.actions import MAX_ATTEMPTS, enqueue, report_progress, retry, retry_all, run
from lms.jobs.models import Job
from lms.jobs.registry import _handlers, handles
from lms.jobs.tasks import run_job, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_handlers():
    actions._silent_until = 0.0
    yield
    actions._silent_until = 0.0
    for kind in [kind for kind in _handlers if kind.startswith("tests.")]:
        del _handlers[kind]


def note(number: int):
    """An effect that can be counted: a row of its own."""
    return lambda: {"made": Job.objects.create(kind="tests.effect", payload={"of": number}, state="done").pk}


def effects() -> int:
    return Job.objects.filter(kind="tests.effect").count()


@pytest.fixture
def works():
    @handles("tests.work")
    def work(job):
        return note(job.pk)


@pytest.fixture
def breaks():
    @handles("tests.break")
    def work(job):
        raise ValueError("the printer is on fire")


def forward(job: Job, **values) -> None:
    """Lets time pass for a job."""
    Job.objects.filter(pk=job.pk).update(**values)


def test_asking_twice_with_one_key_is_one_job_and_one_run(works):
    first = enqueue(kind="tests.work", key="once")
    again = enqueue(kind="tests.work", key="once")
    assert first == again
    assert run(job_id=first.pk) is True
    assert run(job_id=first.pk) is False
    assert enqueue(kind="tests.work", key="once").state == "done"
    assert effects() == 1


def test_a_job_is_not_written_when_what_asked_for_it_is_not(works):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(kind="tests.work")
        raise RuntimeError
    assert Job.objects.count() == 0


def test_the_effect_and_the_word_done_are_written_together_or_not_at_all():
    @handles("tests.half")
    def half(job):
        def effect():
            note(job.pk)()
            raise ValueError("the second half")

        return effect

    job = enqueue(kind="tests.half")
    assert run(job_id=job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.error) == ("queued", "ValueError: the second half")
    assert effects() == 0


def test_what_the_effect_answers_is_kept(works):
    job = enqueue(kind="tests.work")
    run(job_id=job.pk)
    job.refresh_from_db()
    assert job.result == {"made": Job.objects.get(kind="tests.effect").pk}
    assert (job.state, job.lease_until, job.error) == ("done", None, "")


def test_a_worker_that_lost_its_lease_writes_nothing():
    taken_over = []

    @handles("tests.slow")
    def slow(job):
        if not taken_over:
            taken_over.append(True)
            forward(job, lease_until=timezone.now() - timedelta(seconds=1))
            assert run(job_id=job.pk) is True  # another worker takes it up and finishes first
        return note(job.pk)

    job = enqueue(kind="tests.slow")
    assert run(job_id=job.pk) is False
    assert effects() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_late_worker_that_breaks_does_not_disturb_the_one_at_it():
    seen = []

    @handles("tests.late")
    def late(job):
        seen.append(job.attempts)
        if job.attempts == 1:
            forward(job, lease_until=timezone.now() - timedelta(seconds=1))
            Job.objects.ready(timezone.now()).filter(pk=job.pk).update(attempts=2, lease_until=timezone.now() + timedelta(minutes=2))
            raise ValueError("too late")
        return note(job.pk)

    job = enqueue(kind="tests.late")
    run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("running", 2, "")


def test_what_breaks_waits_longer_each_time_and_stays_failed_after_six(breaks):
    job = enqueue(kind="tests.break")
    waits = []
    for _attempt in range(MAX_ATTEMPTS):
        start = timezone.now()
        run(job_id=job.pk)
        job.refresh_from_db()
        waits.append(round((job.due_at - start).total_seconds()))
        forward(job, due_at=timezone.now())
    assert waits == [5, 10, 20, 40, 80, 160]
    assert (job.state, job.attempts, job.error) == ("failed", 6, "ValueError: the printer is on fire")
    assert run(job_id=job.pk) is False
    assert sweep() == 0


def test_a_job_is_not_run_before_it_is_due(works):
    job = enqueue(kind="tests.work", due_at=timezone.now() + timedelta(hours=1))
    assert run(job_id=job.pk) is False
    assert sweep() == 0
    assert run(job_id=job.pk, now=timezone.now() + timedelta(hours=2)) is True


def test_a_failed_job_asked_for_again_has_six_more_tries(breaks):
    job = enqueue(kind="tests.break")
    forward(job, state="failed", attempts=6, error="before")
    retry(job=job)
    assert (job.state, job.error) == ("queued", "")
    run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 7)
    forward(job, attempts=11, due_at=timezone.now())
    run(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == "failed"


def test_only_what_failed_is_asked_for_again(works):
    job = enqueue(kind="tests.work")
    run(job_id=job.pk)
    assert retry(job=job).state == "done"
    assert effects() == 1


def test_all_that_failed_of_a_kind_or_all_of_it_is_asked_for_again(works, breaks):
    for kind in ("tests.work", "tests.work", "tests.break"):
        Job.objects.create(kind=kind, state="failed", attempts=6)
    assert retry_all(kind="tests.work") == 2
    assert retry_all() == 1
    assert retry_all() == 0


def test_a_kind_that_nobody_handles_fails_at_once_and_says_so():
    job = enqueue(kind="tests.nobody")
    assert run(job_id=job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 1, "UnknownJobKind: tests.nobody")


def test_the_sweep_takes_up_what_a_killed_worker_left(works):
    left = enqueue(kind="tests.work")
    forward(left, state="running", attempts=1, lease_until=timezone.now() - timedelta(seconds=1))
    at_work = enqueue(kind="tests.work")
    forward(at_work, state="running", attempts=1, lease_until=timezone.now() + timedelta(minutes=1))
    assert sweep() == 1
    left.refresh_from_db()
    assert (left.state, left.attempts) == ("done", 2)


def test_a_job_that_kills_every_worker_is_given_up(works):
    job = enqueue(kind="tests.work")
    forward(job, state="running", attempts=6, lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep() == 0
    job.refresh_from_db()
    assert (job.state, effects()) == ("failed", 0)
    assert "stopped in the middle" in job.error


def test_the_message_may_come_twice_or_for_nothing(works):
    job = enqueue(kind="tests.work")
    for _time in range(2):
        run_job(job.pk)
    run_job(999999)
    assert effects() == 1


def test_progress_is_seen_and_holds_on_to_the_lease():
    leases = []

    @handles("tests.long")
    def long(job):
        forward(job, lease_until=timezone.now() + timedelta(seconds=1))
        report_progress(job=job, done=3, total=10)
        job.refresh_from_db()
        leases.append(job.lease_until)

    job = enqueue(kind="tests.long", total=5)
    run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.progress_done, job.progress_total) == (3, 10)
    assert leases[0] > timezone.now() + timedelta(seconds=60)


def test_a_broker_that_is_down_does_not_break_who_asks(works, django_capture_on_commit_callbacks, monkeypatch, caplog):
    asked = []

    def down(args, **kwargs):
        asked.append(args)
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(run_job, "apply_async", down)
    with django_capture_on_commit_callbacks(execute=True):
        jobs = [enqueue(kind="tests.work") for _number in range(3)]
    assert "waits for the sweep" in caplog.text
    assert asked == [[jobs[0].pk]]  # a broker that is down is not asked again by each request
    assert sweep() == 3
    assert Job.objects.filter(kind="tests.work", state="done").count() == 3


def test_the_worker_is_woken_only_after_the_commit(works, django_capture_on_commit_callbacks, monkeypatch):
    woken = []
    monkeypatch.setattr(run_job, "apply_async", lambda args, **kwargs: woken.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(kind="tests.work")
        assert woken == []
        enqueue(kind="tests.work", due_at=timezone.now() + timedelta(hours=1))
    assert woken == [[job.pk]]
