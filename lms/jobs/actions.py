"""Asking for work, doing it, and asking again for what failed."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from lms.jobs.enums import JobState
from lms.jobs.exceptions import LeaseLost, UnknownJobKind
from lms.jobs.models import Job
from lms.jobs.registry import handler_of

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 6  # in a row; each retry by hand opens another row of them
FIRST_WAIT_SECONDS = 5
# A Redis that is down costs six seconds a message before its library gives up: one request pays that, the next ones do not.
SILENT_SECONDS = 30
_silent_until = 0.0


def enqueue(
    *, kind: str, payload: dict[str, Any] | None = None, key: str | None = None, due_at: datetime | None = None, actor=None, total: int = 0
) -> Job:
    """Writes the job with the caller's transaction and wakes a worker once that commits.

    `key` makes it idempotent: asking twice with the same key gives the same row and no second run.
    """
    values = {"kind": kind, "payload": payload or {}, "due_at": due_at or timezone.now(), "actor": actor, "progress_total": total}
    if key is None:
        job, created = Job.objects.create(**values), True
    else:
        job, created = Job.objects.get_or_create(key=key, defaults=values)
    if created and job.due_at <= timezone.now():
        wake(job)
    return job


def wake(job: Job) -> None:
    """Tells a worker after the commit. A broker that is down costs seconds, not the job: the sweep finds it."""
    from lms.jobs.tasks import run_job

    def send() -> None:
        global _silent_until
        if time.monotonic() < _silent_until:
            return
        try:
            run_job.apply_async(args=[job.pk], retry=False)
        except Exception as error:  # the broker may be any library's
            _silent_until = time.monotonic() + SILENT_SECONDS
            logger.warning("Job %s waits for the sweep: %s", job.pk, error)

    transaction.on_commit(send, robust=True)


def run(*, job_id: int, now: datetime | None = None) -> bool:
    """Takes the job if it is free, does it, and writes its effect with "done". False when it was not ours to do."""
    now = now or timezone.now()
    job = _take(job_id, now)
    if job is None:
        return False
    try:
        effect = handler_of(job.kind)(job)
        _finish(job, effect)
    except LeaseLost:
        logger.warning("Job %s was taken over by another worker; nothing written here", job.pk)
        return False
    except UnknownJobKind as error:
        logger.error("Job %s asks for %s, which nothing here does", job.pk, job.kind)
        _put_back(job, error, gave_up=True)  # Asking again by itself would not teach anybody how.
        return False
    except Exception as error:
        logger.exception("Job %s (%s) did not work", job.pk, job.kind)
        _put_back(job, error, gave_up=job.attempts % MAX_ATTEMPTS == 0)
        return False
    return True


def retry(*, job: Job, actor=None) -> Job:
    """Asks again for a job that failed; any other is left as it is.

    Attempts go on counting: the number is the fence, and a worker that wakes up late must not find its own again.
    """
    with transaction.atomic():
        if _ask_again(Job.objects.filter(pk=job.pk)):
            log(instance=job, action="jobs.retry", user=actor, data={"kind": job.kind})
            wake(job)
        job.refresh_from_db()
    return job


def retry_all(*, kind: str = "", actor=None) -> int:
    """Asks again for every job that failed, of one kind or of all. Returns how many; the sweep takes them up."""
    with transaction.atomic():
        chosen = Job.objects.filter(kind=kind) if kind else Job.objects.all()
        first = chosen.failed().first()
        number = _ask_again(chosen)
        if first:
            log(instance=first, action="jobs.retry_all", user=actor, data={"kind": kind, "jobs": number})
    return number


def give_up_on_the_abandoned(*, now: datetime | None = None) -> int:
    """Marks as failed what has taken a worker down with it as often as a job may be tried. Returns how many."""
    now = now or timezone.now()
    return (
        Job.objects.abandoned(now)
        .annotate(turn=F("attempts") % MAX_ATTEMPTS)
        .filter(turn=0)
        .update(state=JobState.FAILED, lease_until=None, finished_at=now, error="The worker stopped in the middle of it, time after time.")
    )


def report_progress(*, job: Job, done: int, total: int | None = None) -> None:
    """Shows how far the work is and holds on to the lease."""
    values: dict[str, Any] = {
        "progress_done": done,
        "lease_until": timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS),
    }
    if total is not None:
        values["progress_total"] = total
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(**values)


def _take(job_id: int, now: datetime) -> Job | None:
    taken = (
        Job.objects.ready(now)
        .filter(pk=job_id)
        .update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=now + timedelta(seconds=settings.JOB_LEASE_SECONDS),
        )
    )
    return Job.objects.get(pk=job_id) if taken else None


def _ask_again(jobs) -> int:
    return jobs.failed().update(state=JobState.QUEUED, due_at=timezone.now(), finished_at=None, error="", lease_until=None)


def _finish(job: Job, effect) -> None:
    with transaction.atomic():
        # The attempt number is the fence: a worker whose lease ran out finds another number here and writes nothing.
        ours = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
        if not ours.update(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, error=""):
            raise LeaseLost
        result = effect() if effect else None
        if result:
            Job.objects.filter(pk=job.pk).update(result=result)


def _put_back(job: Job, error: Exception, *, gave_up: bool) -> None:
    wait = FIRST_WAIT_SECONDS * 2 ** ((job.attempts - 1) % MAX_ATTEMPTS)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(
        state=JobState.FAILED if gave_up else JobState.QUEUED,
        due_at=timezone.now() + timedelta(seconds=wait),
        lease_until=None,
        finished_at=timezone.now() if gave_up else None,
        error=f"{type(error).__name__}: {error}"[:2000],
    )
