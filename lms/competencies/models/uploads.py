from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrameworkUpload(models.Model):
    """What a file holds, kept until its author has looked at what it would change. Confirmed or put aside, it goes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.JSONField(_("content"))
    says = models.JSONField(_("fields it speaks of"))
    archive_missing = models.BooleanField(_("archives what is missing"), default=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("uploaded by"))
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    class Meta:
        verbose_name = _("uploaded framework")
        verbose_name_plural = _("uploaded frameworks")

    def __str__(self) -> str:
        return self.file_name
