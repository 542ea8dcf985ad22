"""The two messages of the queue: do this job, and see whether any was forgotten."""

from celery import shared_task
from django.utils import timezone


@shared_task
def run_job(job_id: int) -> None:
    from lms.jobs.actions import run

    run(job_id=job_id)


@shared_task
def sweep(limit: int = 200) -> int:
    """Does what is due, or was left by a killed worker. Returns how many jobs it took up."""
    from lms.jobs.actions import give_up_on_the_abandoned, run
    from lms.jobs.models import Job

    give_up_on_the_abandoned()
    ready = Job.objects.ready(timezone.now()).order_by("due_at").values_list("pk", flat=True)[:limit]
    return sum(run(job_id=job_id) for job_id in list(ready))
