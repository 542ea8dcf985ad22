"""The whole file of a call, asked for as a job."""

from django.core.exceptions import PermissionDenied
from django.utils.crypto import get_random_string

from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.promotions.actions.trail import record_act
from lms.promotions.models import PromotionRound
from lms.promotions.permissions import can_manage


def ask_for_file(*, round: PromotionRound, actor) -> Job:
    """Has everything of a call put into one PDF. While one is being made, asking again gives that one."""
    if not can_manage(actor, round):
        raise PermissionDenied
    under_way = Job.objects.filter(kind="promotions.file", payload__round=round.pk, actor=actor, finished_at=None).first()
    if under_way is not None:
        return under_way
    job = enqueue(
        kind="promotions.file",
        payload={"round": round.pk},
        key=f"promotions.file:{round.pk}:{get_random_string(12)}",
        actor=actor,
        total=round.applications.standing().count() + 2,
    )
    record_act(instance=round, action="promotions.ask_for_file", user=actor)
    return job
