from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from lms.competencies.enums import Channel
from lms.competencies.querysets import EvidenceQuerySet
from lms.language.bilingual import Bilingual


class Framework(models.Model):
    """A set of competencies that a centre works with."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)

    name = Bilingual()

    class Meta:
        verbose_name = _("competency framework")
        verbose_name_plural = _("competency frameworks")

    def __str__(self) -> str:
        return self.name


class CompetencyGroup(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="groups", verbose_name=_("framework"))
    code = models.SlugField(_("code"), max_length=60)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual()

    class Meta:
        verbose_name = _("competency group")
        verbose_name_plural = _("competency groups")
        ordering = ["sort_order", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_group_per_code")]

    def __str__(self) -> str:
        return self.name


class Competency(ClusterableModel):
    """What can be proved, on a scale of levels from 1 to 5."""

    group = models.ForeignKey(CompetencyGroup, on_delete=models.PROTECT, related_name="competencies", verbose_name=_("group"))
    code = models.CharField(_("code"), max_length=20, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    definition_es = models.TextField(_("definition in Spanish"), blank=True)
    definition_en = models.TextField(_("definition in English"), blank=True)
    validity_months = models.PositiveSmallIntegerField(_("evidence is current for (months)"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    name = Bilingual()
    definition = Bilingual()

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["sort_order", "code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class CompetencyLevel(models.Model):
    """The behavioural anchor of one level of one competency."""

    competency = ParentalKey(Competency, on_delete=models.CASCADE, related_name="levels", verbose_name=_("competency"))
    level = models.PositiveSmallIntegerField(_("level"))
    anchor_es = models.TextField(_("anchor in Spanish"))
    anchor_en = models.TextField(_("anchor in English"), blank=True)

    anchor = Bilingual()

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["competency", "level"]
        constraints = [
            models.UniqueConstraint(fields=["competency", "level"], name="one_anchor_per_level"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="levels_run_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.competency.code} {self.level}"


class EvidenceKind(models.Model):
    """A way of proving a competency, and up to which level it can."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    note_es = models.TextField(_("note in Spanish"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    max_level = models.PositiveSmallIntegerField(_("proves up to level"))

    name = Bilingual()
    note = Bilingual()

    class Meta:
        verbose_name = _("kind of evidence")
        verbose_name_plural = _("kinds of evidence")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """One dated observation for one competency. Appended only: a correction voids the row and adds another."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("person"))
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("competency"))
    kind = models.ForeignKey(EvidenceKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    level = models.PositiveSmallIntegerField(_("level"))
    source = models.CharField(_("source"), max_length=200)
    source_title_es = models.CharField(_("source in Spanish"), max_length=250, blank=True)
    source_title_en = models.CharField(_("source in English"), max_length=250, blank=True)
    source_version = models.CharField(_("version of the source"), max_length=60, blank=True)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("assessor")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, blank=True, default=Channel.NONE)
    observed_at = models.DateTimeField(_("observed at"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    source_title = Bilingual()
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-observed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "competency", "kind", "source"], name="one_evidence_per_source"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="evidence_levels_run_from_1_to_5"),
        ]
        indexes = [models.Index(fields=["person", "competency", "-observed_at"], name="evidence_by_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.competency.code} {self.level}"


class EvidenceVoid(models.Model):
    """Why a piece of evidence no longer counts, said by whom and when. The evidence itself stays as it was."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="void", verbose_name=_("evidence"))
    reason = models.TextField(_("reason"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("actor"))
    voided_at = models.DateTimeField(_("voided at"), default=timezone.now)

    class Meta:
        verbose_name = _("voided evidence")
        verbose_name_plural = _("voided evidence")

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.reason[:40]}"
