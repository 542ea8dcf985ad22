"""More time for a person who needs it. Kept apart from results: whoever assesses does not see it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.querysets import TimeAdjustmentQuerySet


class TimeAdjustment(models.Model):
    """How a person's time limits differ, from one day until another. The reason is not asked for, and so not kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="time_adjustments", verbose_name=_("person")
    )
    # 0 with no_limit
    extra_percent = models.PositiveSmallIntegerField(
        _("more time (%)"), default=0, validators=[MinValueValidator(0), MaxValueValidator(300)]
    )
    no_limit = models.BooleanField(_("no time limit"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("granted by"))

    objects = TimeAdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("adjustment of time")
        verbose_name_plural = _("adjustments of time")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(no_limit=True) | Q(extra_percent__gt=0), name="an_adjustment_adjusts"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="an_adjustment_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {_('no limit') if self.no_limit else f'+{self.extra_percent} %'}"
