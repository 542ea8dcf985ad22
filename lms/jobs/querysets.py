from datetime import datetime

from django.db import models
from django.db.models import Q

from lms.jobs.enums import JobState


class JobQuerySet(models.QuerySet):
    def ready(self, now: datetime) -> "JobQuerySet":
        """What a worker may take: queued and due, or running under a lease that has run out."""
        queued = Q(state=JobState.QUEUED, due_at__lte=now)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=now)
        return self.filter(queued | abandoned)

    def failed(self) -> "JobQuerySet":
        return self.filter(state=JobState.FAILED)
