"""A performance that waits to be read: by how many, why, and who may not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.models import Performance
from assessments.scores.enums import Due
from assessments.scores.querysets import CaseQuerySet


class Case(models.Model):
    """One a performance. `readers` only grows: a third is called where two do not agree."""

    performance = models.OneToOneField(Performance, on_delete=models.PROTECT, related_name="case", verbose_name=_("performance"))
    due = models.CharField(_("who reads it"), max_length=10, choices=Due.choices, default=Due.ONE)
    readers = models.PositiveSmallIntegerField(_("how many read it"), default=1)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance to score")
        verbose_name_plural = _("performances to score")
        ordering = ["opened_at"]
        constraints = [models.CheckConstraint(condition=Q(readers__range=(1, 3)), name="a_case_has_one_to_three_readers")]

    def __str__(self) -> str:
        return str(self.performance)


class Recusal(models.Model):
    """Somebody who said that they should not read a performance. Written once, and never handed to them again."""

    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="recusals", verbose_name=_("performance"))
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessor"))
    reason = models.TextField(_("reason"))
    said_at = models.DateTimeField(_("said at"), default=timezone.now)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [models.UniqueConstraint(fields=["performance", "assessor"], name="one_recusal_an_assessor_and_performance")]

    def __str__(self) -> str:
        return f"{self.assessor} · {self.performance}"
