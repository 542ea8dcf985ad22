from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.language.bilingual import Bilingual
from lms.operations.enums import Direction
from lms.operations.querysets import MeasurementQuerySet, ProtectedAbsenceQuerySet


class Metric(models.Model):
    """A figure that work produces, what it means and whom it may be attached to."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    definition_es = models.TextField(_("definition in Spanish"), blank=True)
    definition_en = models.TextField(_("definition in English"), blank=True)
    caution_es = models.TextField(_("caution in Spanish"), blank=True)
    caution_en = models.TextField(_("caution in English"), blank=True)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=20, blank=True)
    direction = models.CharField(_("which way is better"), max_length=8, choices=Direction.choices, default=Direction.HIGHER)
    attaches_to_person = models.BooleanField(_("may be attached to a person"), default=False)
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), default=0)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    name = Bilingual()
    definition = Bilingual()
    caution = Bilingual()

    class Meta:
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """One figure of one person or one unit over a period, with how many cases it rests on. Withdrawn, never deleted."""

    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("metric"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="measurements", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="measurements", verbose_name=_("unit")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=4)
    sample = models.PositiveIntegerField(_("cases"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdraw_reason = models.TextField(_("why it was withdrawn"), blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["metric", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(unit__isnull=True), name="measured_a_person_or_a_unit"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="measurement_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["metric", "person", "starts_on", "ends_on"],
                condition=Q(withdrawn_at__isnull=True, person__isnull=False),
                name="one_measurement_of_a_person_and_period",
            ),
            models.UniqueConstraint(
                fields=["metric", "unit", "starts_on", "ends_on"],
                condition=Q(withdrawn_at__isnull=True, unit__isnull=False),
                name="one_measurement_of_a_unit_and_period",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "metric", "ends_on"], name="measurements_by_person"),
            models.Index(fields=["unit", "metric", "ends_on"], name="measurements_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.metric_id} {self.starts_on}: {self.value}"


class ProtectedAbsence(models.Model):
    """A period in which the clock of figures and evidence stands still for somebody. It says when, and never why."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="protected_absences", verbose_name=_("person")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )

    objects = ProtectedAbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("protected absence")
        verbose_name_plural = _("protected absences")
        ordering = ["person", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts"),
            models.UniqueConstraint(fields=["person", "starts_on"], name="one_absence_per_person_and_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.starts_on}"
