from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.exports.querysets import ExportQuerySet
from lms.jobs.models import Job

SUFFIXES = [("csv", "CSV"), ("xlsx", "XLSX"), ("gift", "GIFT"), ("xml", "XML"), ("zip", "ZIP")]


class Export(models.Model):
    """A file that somebody asked for, made by a job as they may see it at that moment, and kept for a week."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=150)
    suffix = models.CharField(
        _("format"), max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX"), ("gift", "GIFT"), ("xml", "XML"), ("zip", "ZIP")]
    )
    asked = models.JSONField(_("what was asked"), default=dict)
    language = models.CharField(_("language"), max_length=2)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))
    file = models.FileField(_("file"), upload_to="exports/", blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    notes = models.JSONField(_("what the file could not hold"), default=list, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_table(self) -> bool:
        return self.suffix in ("csv", "xlsx")
