"""Work in the background: everybody anew after a new version, what the calendar changes, and the day's counts."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("careers.recompute")
def recompute(job: Job) -> Effect:
    """Computes a stretch of people anew, in transactions of a thousand: what is done stays done if it is cut short."""
    from lms.careers.actions import recompute_between

    rows = recompute_between(first=job.payload["first"], last=job.payload["last"])
    return lambda: {"rows": rows}


@handles("careers.preview", title=_("What a version of a ladder would change"))
def preview(job: Job) -> Effect:
    """Reads everybody on the ladder whom the one who asks may see, by two versions; only the job keeps what comes out."""
    from lms.careers.models import LadderVersion
    from lms.careers.queries.preview import people_on, preview_of
    from lms.jobs.actions import report_progress

    version = LadderVersion.objects.filter(pk=job.payload["version"]).first()
    if version is None:  # Thrown away meanwhile.
        return lambda: {"people": 0, "rungs": [], "changes": []}
    people = people_on(version, job.actor)
    report_progress(job=job, done=0, total=len(people))
    result = preview_of(version, people, lambda done: report_progress(job=job, done=done))
    return lambda: result


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


@shared_task
def prove_sustained() -> int:
    """Each day: what people's figures say of their competencies. Twice on a day does no harm."""
    from lms.careers.actions.proving import prove_sustained as prove

    return prove()
