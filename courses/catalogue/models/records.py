from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.catalogue.enums import ReportState


class CatalogueVersion(models.Model):
    """One row that counts publications, so that every process knows when what it has cached is old."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("catalogue version")

    def __str__(self) -> str:
        return str(self.number)


class ContentReport(models.Model):
    """Someone found an error in a page. A trainer mends it or says why there is nothing to mend."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="content_reports", verbose_name=_("page"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="content_reports", verbose_name=_("reported by")
    )
    block_id = models.CharField(_("block"), max_length=64, blank=True)
    text = models.TextField(_("what is wrong"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["reported_at"]

    def __str__(self) -> str:
        return self.text[:60]
