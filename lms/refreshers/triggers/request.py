"""Somebody asked for it, and somebody else said yes."""

from django.utils import timezone

from lms.refreshers.choosing import Cause, Found
from lms.refreshers.enums import RequestState
from lms.refreshers.models import RefresherRequest
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    rows = RefresherRequest.objects.filter(
        person__in=list(ask.people), module=ask.module, state=RequestState.GRANTED, answered_at__gte=ask.start, answered_at__lt=ask.end
    ).select_related("asked_by")
    return Found(tuple(cause_of(row) for row in rows))


def cause_of(row: RefresherRequest) -> Cause:
    numbers = {"words": row.words, "by": str(row.asked_by), "own": row.asked_by_id == row.person_id}
    return Cause(row.person_id, f"request:{row.pk}", timezone.localdate(row.answered_at), numbers)
