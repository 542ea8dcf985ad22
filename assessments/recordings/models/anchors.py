"""Recordings that show how a scenario is read: kept longer, and only with the person's word."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.recordings.enums import AnchorKind, AnchorState
from assessments.recordings.models.recordings import Recording
from assessments.recordings.querysets import AnchorQuerySet
from assessments.roleplays.models import Scenario


class Anchor(models.Model):
    """A recording as a reference for its scenario. Nobody who hears it is told whose it is."""

    recording = models.OneToOneField(Recording, on_delete=models.PROTECT, related_name="anchor", verbose_name=_("recording"))
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="anchors", verbose_name=_("scenario"))
    kind = models.CharField(_("an example of"), max_length=10, choices=AnchorKind.choices)
    note = models.TextField(_("what it shows"))
    state = models.CharField(_("state"), max_length=9, choices=AnchorState.choices, default=AnchorState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference recording")
        verbose_name_plural = _("reference recordings")
        ordering = ["scenario", "kind", "asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state="asked") | Q(answered_at__isnull=False), name="an_answered_reference_has_its_moment")
        ]

    def __str__(self) -> str:
        return f"{self.scenario.code} · {self.get_kind_display()}"
