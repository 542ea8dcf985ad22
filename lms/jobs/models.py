from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.jobs.enums import JobState
from lms.jobs.querysets import JobQuerySet
from lms.jobs.registry import title_of


class Job(models.Model):
    """Slow work to do, written in the same transaction as the fact that asks for it.

    The row is the truth; the queue only wakes a worker. A lease says who is at it and until when, so that the work of a
    killed worker is taken up again.
    """

    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("key"), max_length=200, unique=True, null=True, blank=True)
    payload = models.JSONField(_("payload"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("actor")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    progress_done = models.PositiveIntegerField(_("done so far"), default=0)
    progress_total = models.PositiveIntegerField(_("in total"), default=0)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="jobs_by_state_and_due"),
            models.Index(fields=["kind", "state"], name="jobs_by_kind_and_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def title(self) -> str:
        return title_of(self.kind)
