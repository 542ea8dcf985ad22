from datetime import datetime

from django.db import models
from django.db.models import Q

from lms.jobs.enums import JobState
from lms.jobs.permissions import can_see_jobs


class JobQuerySet(models.QuerySet):
    def ready(self, now: datetime) -> "JobQuerySet":
        """What a worker may take: queued and due, or running under a lease that has run out."""
        return self.filter(Q(state=JobState.QUEUED, due_at__lte=now) | _abandoned(now))

    def abandoned(self, now: datetime) -> "JobQuerySet":
        """Whose worker has gone: running under a lease that has run out."""
        return self.filter(_abandoned(now))

    def failed(self) -> "JobQuerySet":
        return self.filter(state=JobState.FAILED)

    def visible_to(self, user) -> "JobQuerySet":
        return self.all() if can_see_jobs(user) else self.none()


def _abandoned(now: datetime) -> Q:
    return Q(state=JobState.RUNNING, lease_until__lt=now)
