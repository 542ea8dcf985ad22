"""Somebody is back. What is written down says that they are, and nothing of when or how long they were away."""

from datetime import timedelta

from lms.operations.models import ProtectedAbsence
from lms.refreshers.choosing import Cause, Found
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    rows = ProtectedAbsence.objects.filter(person__in=list(ask.people), ends_on__gte=ask.since, ends_on__lt=ask.on)
    causes = []
    for absence in rows:
        days = (absence.ends_on - absence.starts_on).days + 1
        if days >= ask.params["after_days"]:
            causes.append(Cause(absence.person_id, f"absence:{absence.pk}", absence.ends_on + timedelta(days=1)))
    return Found(tuple(causes))
