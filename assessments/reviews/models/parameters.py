from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.reviews.querysets import ParametersQuerySet
from lms.people.models import Unit


class Parameters(models.Model):
    """The weights of the model as fitted to one centre. Each fit is another row; one that predicted no better is kept and not applied."""

    centre = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre"))
    number = models.PositiveSmallIntegerField(_("number"))
    values = models.JSONField(_("weights"))
    reviews = models.PositiveIntegerField(_("reviews"))
    # Log loss a review, on cards that the fit has not seen.
    loss_before = models.FloatField(_("log loss before"))
    loss_after = models.FloatField(_("log loss after"))
    applied = models.BooleanField(_("applied"))
    fitted_at = models.DateTimeField(_("fitted at"), default=timezone.now)

    objects = ParametersQuerySet.as_manager()

    class Meta:
        verbose_name = _("weights of a centre")
        verbose_name_plural = _("weights of centres")
        ordering = ["centre", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_fit_per_number"),
            models.CheckConstraint(
                condition=models.Q(applied=False) | models.Q(loss_after__lt=models.F("loss_before")), name="applied_fits_predict_better"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre} · {self.number}"
