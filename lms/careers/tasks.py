"""Work in the background: everybody anew after a new version, what the calendar changes, and the day's counts."""

from datetime import timedelta

from celery import shared_task

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("careers.recompute")
def recompute(job: Job) -> Effect:
    """Computes a stretch of people anew, in transactions of a thousand: what is done stays done if it is cut short."""
    from lms.careers.actions import recompute_between

    rows = recompute_between(first=job.payload["first"], last=job.payload["last"])
    return lambda: {"rows": rows}


@shared_task
def sweep_readiness() -> int:
    """Each few minutes: whoever the calendar or a missed change of the last hour left behind."""
    from lms.careers.actions import sweep_readiness as sweep

    return sweep(looks_back=timedelta(hours=1))


@shared_task
def count_the_day() -> None:
    """Some times a day: what was missed for days, the pipeline's counts, warnings of acting up. Twice on a day does no harm."""
    from lms.careers.actions import count_readiness, sweep_readiness, warn_of_acting_up

    sweep_readiness()
    count_readiness()
    warn_of_acting_up()
