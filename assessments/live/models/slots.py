"""Time that an assessor offers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.live.querysets import SlotQuerySet
from assessments.roleplays.models import Scenario
from assessments.rubrics.models import Rubric


class Slot(models.Model):
    """One stretch of time. Withdrawn, never deleted: bookings point to it."""

    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="slots", verbose_name=_("assessor"))
    # Where two score it: they are there too, take notes of their own and act nothing.
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second assessor")
    )
    begins_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    scenario = models.ForeignKey(
        Scenario, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("scenario")
    )
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("rubric"))
    series = models.UUIDField(_("series"), null=True, blank=True)
    offered_at = models.DateTimeField(_("offered at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "begins_at"], condition=Q(withdrawn_at__isnull=True), name="one_slot_an_assessor_and_moment"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="a_slot_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(second__isnull=True) | ~Q(second=F("assessor")), name="a_second_assessor_is_another"),
        ]
        indexes = [models.Index(fields=["begins_at", "assessor"], name="slots_by_moment")]

    def __str__(self) -> str:
        return f"{self.assessor} · {self.begins_at:%Y-%m-%d %H:%M}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.begins_at).total_seconds() // 60)

    @property
    def assessors(self) -> list:
        return [one for one in (self.assessor, self.second) if one is not None]

    @property
    def whereabouts(self) -> str:
        return self.place or self.link
