"""Work in the background: everybody anew after a rule was put in force, and who would change by a draft."""

from collections.abc import Iterator

from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles

AT_ONCE = 250


@handles("competencies.recompute")
def recompute(job: Job) -> Effect:
    """A stretch of people, in transactions of some hundreds: what is done stays done if it is cut short, and doing it again is no harm."""
    from lms.competencies.actions.rules import refresh_framework
    from lms.competencies.models import Framework
    from lms.competencies.queries.rules import people_with_evidence

    framework = Framework.objects.get(pk=job.payload["framework"])
    ids = [pk for pk in people_with_evidence(framework) if job.payload["first"] <= pk <= job.payload["last"]]
    rows = sum(refresh_framework(framework_id=framework.pk, person_ids=batch) for batch in _batches(job, ids))
    return lambda: {"rows": rows}


@handles("competencies.preview_rule")
def preview_rule(job: Job) -> Effect:
    """Who would change by a draft: read only; what was found is the job's result."""
    from lms.competencies.models import LevelRule
    from lms.competencies.queries.rules import Preview, changes_by, people_with_evidence

    rule, preview = LevelRule.objects.get(pk=job.payload["rule"]), Preview()
    for batch in _batches(job, people_with_evidence(rule.framework)):
        preview.add(changes_by(rule, batch))
    return preview.as_data


def _batches(job: Job, ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
        report_progress(job=job, done=min(start + AT_ONCE, len(ids)), total=len(ids))
