from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from lms.careers.enums import Comparison, RequirementKind, RungKind, VersionStatus
from lms.careers.querysets import LadderVersionQuerySet, RungsInUse
from lms.certificates.models import Certification
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual, pick
from lms.operations.enums import Scope
from lms.operations.models import Metric


class Ladder(models.Model):
    """A career that a centre offers. What each rung asks is said by its versions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    name = Bilingual()

    class Meta:
        verbose_name = _("career ladder")
        verbose_name_plural = _("career ladders")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Rung(models.Model):
    """A place on a ladder. It keeps its code from one version to the next; people are posted to it."""

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="rungs", verbose_name=_("ladder"))
    code = models.SlugField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=8, choices=RungKind.choices, default=RungKind.MAIN)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    # Where one comes from. On the ladder itself it is the rung below; a lateral path leaves from any.
    from_rungs = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="leads_to", verbose_name=_("reached from"))
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    # A rung that only a draft has, or that a later version left out, is on no ladder.
    in_use = models.BooleanField(_("in use"), default=True)

    name = Bilingual()

    objects = RungsInUse()
    everywhere = models.Manager()

    class Meta:
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        ordering = ["ladder", "kind", "sort_order", "code"]
        constraints = [models.UniqueConstraint(fields=["ladder", "code"], name="one_rung_per_code")]

    def __str__(self) -> str:
        return self.name


class LadderVersion(ClusterableModel):
    """What every rung of a ladder asks, from a day on. Published once, it never changes: another version follows it."""

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="versions", verbose_name=_("ladder"))
    label = models.CharField(_("version"), max_length=30)
    status = models.CharField(_("status"), max_length=8, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_until = models.DateField(_("in force until"), null=True, blank=True)
    note = models.TextField(_("what changes, and why"), blank=True)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    objects = LadderVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a ladder")
        verbose_name_plural = _("versions of ladders")
        ordering = ["ladder", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "label"], name="one_ladder_version_per_label"),
            models.UniqueConstraint(fields=["ladder"], condition=Q(status="live"), name="one_ladder_version_in_force"),
            models.UniqueConstraint(fields=["ladder"], condition=Q(status="draft"), name="one_draft_per_ladder"),
        ]

    def __str__(self) -> str:
        return f"{self.ladder.code} {self.label}"


class RungTerms(ClusterableModel):
    """What one version says of one rung: its name and place, what its people do, and the hint of a collective agreement.

    Name and place are the rung's own from the day the version is in force; where a version says none, the rung's are meant.
    """

    version = ParentalKey(LadderVersion, on_delete=models.CASCADE, related_name="terms", verbose_name=_("version"))
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="terms", verbose_name=_("rung"))
    name_es = models.CharField(_("name in Spanish"), max_length=150, blank=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), null=True, blank=True)
    from_rungs = ParentalManyToManyField(Rung, blank=True, related_name="+", verbose_name=_("reached from"))
    summary_es = models.TextField(_("summary in Spanish"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    responsibilities_es = models.TextField(_("responsibilities in Spanish"), blank=True, help_text=_("One a line."))
    responsibilities_en = models.TextField(_("responsibilities in English"), blank=True, help_text=_("One a line."))
    agreement_hint_es = models.CharField(_("category in the collective agreement, in Spanish"), max_length=200, blank=True)
    agreement_hint_en = models.CharField(_("category in the collective agreement, in English"), max_length=200, blank=True)

    summary = Bilingual()
    responsibilities = Bilingual()
    agreement_hint = Bilingual()

    class Meta:
        verbose_name = _("terms of a rung")
        verbose_name_plural = _("terms of rungs")
        ordering = ["version", "rung__kind", "rung__sort_order"]
        constraints = [models.UniqueConstraint(fields=["version", "rung"], name="one_set_of_terms_per_rung_and_version")]

    def __str__(self) -> str:
        return f"{self.version} · {self.rung.code}"

    @property
    def name(self) -> str:
        return pick({"es": self.name_es, "en": self.name_en}) or self.rung.name

    @property
    def place(self) -> int:
        return self.rung.sort_order if self.sort_order is None else self.sort_order


class Requirement(ClusterableModel):
    """One thing that a version asks of whoever enters a rung. Which fields it uses depends on its kind."""

    version = ParentalKey(LadderVersion, on_delete=models.CASCADE, related_name="requirements", verbose_name=_("version"))
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("rung"))
    # Its name within the version, the same from one version to the next while it is about the same thing:
    # "competency:EMP", "certificate:CERT-TEC|CERT-FAC", "metric:qa", "roleplay:written_reply", "time_in_rung".
    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=RequirementKind.choices)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    must = models.BooleanField(_("must be met"), default=False)
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    certifications = ParentalManyToManyField(Certification, blank=True, related_name="+", verbose_name=_("any of these certificates"))
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("figure"))
    scope = models.CharField(_("whose figure"), max_length=8, choices=Scope.choices, default=Scope.PERSON)
    comparison = models.CharField(_("comparison"), max_length=4, choices=Comparison.choices, blank=True)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2, null=True, blank=True)
    value_to = models.DecimalField(_("to"), max_digits=10, decimal_places=2, null=True, blank=True)
    floor = models.DecimalField(
        _("floor"), max_digits=10, decimal_places=2, null=True, blank=True, help_text=_("No month of the window may lie on its wrong side.")
    )
    window_months = models.PositiveSmallIntegerField(_("window (months)"), null=True, blank=True)
    min_sample = models.PositiveIntegerField(_("smallest sample"), null=True, blank=True)
    roleplay_type = models.SlugField(_("kind of roleplay"), max_length=60, blank=True)
    licence = models.SlugField(_("licence"), max_length=60, blank=True)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["version", "rung", "sort_order", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "rung", "key"], name="one_requirement_per_key")]

    def __str__(self) -> str:
        return f"{self.rung.code} {self.key}"
