"""Asking the rules before the day does."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.refreshers.actions import run_refreshers


@handles("refreshers.run", title=_("Give the refreshers that a notice asks for"))
def run(job: Job) -> Effect | None:
    run_refreshers(on=timezone.localdate())
    return None


@handles("refreshers.preview", title=_("Whom a rule of refreshers would reach"))
def preview(job: Job) -> Effect:
    """Only the job keeps what comes out: nothing is given."""
    from lms.jobs.actions import report_progress
    from lms.refreshers.models import RuleVersion
    from lms.refreshers.queries import planning
    from lms.refreshers.queries.previews import as_json, looked_at

    rows = RuleVersion.objects.select_related("rule__unit", "rule__owner", "module")
    version, on = rows.filter(pk=job.payload["version"]).first(), date.fromisoformat(job.payload["on"])
    if version is None:  # Thrown away meanwhile.
        return lambda: {"chosen": [], "held": []}
    report_progress(job=job, done=0, total=looked_at(version, on))
    result = as_json(planning.preview(version, on, lambda done: report_progress(job=job, done=done)))
    return lambda: result
