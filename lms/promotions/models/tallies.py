from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.language.bilingual import Bilingual
from lms.promotions.enums import Dimension, Hours, Line, Sex


class GroupAttributes(models.Model):
    """Which groups a person belongs to, for counting alone. HR brings it in; no screen shows it of anybody."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="group_attributes", verbose_name=_("person")
    )
    sex = models.CharField(_("sex"), max_length=8, choices=Sex.choices, blank=True)
    hours = models.CharField(_("contract hours"), max_length=8, choices=Hours.choices, blank=True)
    line = models.CharField(_("line"), max_length=8, choices=Line.choices, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("groups of a person")
        verbose_name_plural = _("groups of people")

    def __str__(self) -> str:
        return str(self.pk)


class Tally(models.Model):
    """Figures of one or several calls counted together, so that no group in them is small. Never changed."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    counted_on = models.DateField(_("counted on"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    source_es = models.CharField(_("source in Spanish"), max_length=200)
    source_en = models.CharField(_("source in English"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )

    source = Bilingual()

    class Meta:
        verbose_name = _("count of promotions")
        verbose_name_plural = _("counts of promotions")
        ordering = ["-ends_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_tally_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"


class TallyGroup(models.Model):
    """How many of one group applied, and how many were selected."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="groups", verbose_name=_("count"))
    dimension = models.CharField(_("dimension"), max_length=8, choices=Dimension.choices)
    group = models.CharField(_("group"), max_length=8, blank=True)  # empty: not recorded
    applied = models.PositiveIntegerField(_("applied"))
    selected = models.PositiveIntegerField(_("selected"))

    class Meta:
        verbose_name = _("counted group")
        verbose_name_plural = _("counted groups")
        ordering = ["tally", "dimension", "group"]
        constraints = [
            models.UniqueConstraint(fields=["tally", "dimension", "group"], name="one_count_per_group"),
            models.CheckConstraint(condition=Q(selected__lte=F("applied")), name="nobody_is_selected_who_did_not_apply"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group}: {self.selected}/{self.applied}"
