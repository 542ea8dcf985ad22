"""Who is licensed to score by a rubric, and until when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.rubrics.models import Rubric
from assessments.scores.querysets import LicenceQuerySet


class AssessorLicence(models.Model):
    """Six months of scoring by one rubric. It lapses by itself; another one is earned, never prolonged."""

    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="licences", verbose_name=_("assessor"))
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="licences", verbose_name=_("rubric"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), help_text=_("The last day counts."))
    source = models.CharField(_("how it was earned"), max_length=120)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    revoked_why = models.CharField(_("why it was taken back"), max_length=120, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessor licence")
        verbose_name_plural = _("assessor licences")
        ordering = ["-valid_to"]
        constraints = [
            models.UniqueConstraint(fields=["assessor", "rubric", "source"], name="one_licence_a_source"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="a_licence_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} · {self.rubric} · {self.valid_to}"

    def holds_on(self, day: date) -> bool:
        return self.revoked_at is None and self.valid_from <= day <= self.valid_to
