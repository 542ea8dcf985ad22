"""What a person gave a written answer. Marks are added, never changed: the latest one holds."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models.attempts import Response


class Mark(models.Model):
    """One reading of a written answer by its rubric."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="marks", verbose_name=_("response"))
    # {criterion key: points}, as numbers with at most two decimals
    points = models.JSONField(_("points by criterion"))
    # All of them together, from 0 to 1.
    share = models.DecimalField(_("share of the points"), max_digits=6, decimal_places=4)
    comment = models.TextField(_("comment"), blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("marked by"))
    marked_at = models.DateTimeField(_("marked at"), default=timezone.now)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.response} · {self.share}"
