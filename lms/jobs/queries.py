from django.db.models import Count, QuerySet

from lms.jobs.enums import JobState
from lms.jobs.models import Job


def job_list(*, viewer, state: str = "", kind: str = "") -> QuerySet[Job]:
    """The jobs an administrator sees, the latest first."""
    wanted = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    return Job.objects.visible_to(viewer).filter(**wanted).select_related("actor").order_by("-id")


def job_counts(*, viewer) -> dict[str, int]:
    """How many jobs stand in each state, zero included."""
    counted = dict(Job.objects.visible_to(viewer).order_by().values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in JobState.values}


def job_kinds(*, viewer) -> list[str]:
    return list(Job.objects.visible_to(viewer).order_by("kind").values_list("kind", flat=True).distinct())
