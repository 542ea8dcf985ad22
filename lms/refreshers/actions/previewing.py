"""Asking the workers whom a rule of many people would reach."""

from datetime import date

from django.utils.crypto import get_random_string

from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.refreshers.models import RuleVersion
from lms.refreshers.queries.previews import KIND, last_preview, looked_at, stamp_of


def ask_for_preview(*, version: RuleVersion, on: date, actor) -> Job:
    """Nothing is given. While one is being made of the same version, asking again gives that one."""
    stamp = stamp_of(version, on)
    last = last_preview(version, actor, stamp)
    if last is not None and last.finished_at is None:
        return last
    return enqueue(
        kind=KIND,
        payload={"version": version.pk, "stamp": stamp, "on": on.isoformat()},
        key=f"{KIND}:{version.pk}:{stamp}:{get_random_string(12)}",
        actor=actor,
        total=looked_at(version, on),
    )
