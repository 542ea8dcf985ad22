"""Asking the workers what publishing a draft would do."""

from django.utils.crypto import get_random_string

from lms.careers.actions.drafting import require_editor
from lms.careers.models import LadderVersion
from lms.careers.queries.preview import last_preview, people_on, stamp_of
from lms.jobs.actions import enqueue
from lms.jobs.models import Job


def ask_for_preview(*, version: LadderVersion, actor) -> Job:
    """Of the people whom the actor may see. While one is being made of the same draft, asking again gives that one."""
    require_editor(actor)
    stamp = stamp_of(version)
    last = last_preview(version, actor, stamp)
    if last is not None and last.finished_at is None:
        return last
    return enqueue(
        kind="careers.preview",
        payload={"version": version.pk, "stamp": stamp},
        key=f"careers.preview:{version.pk}:{stamp}:{get_random_string(12)}",
        actor=actor,
        total=len(people_on(version, actor)),
    )
