import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from lms.language.bilingual import Bilingual


class Framework(models.Model):
    """A set of competencies that a centre works with."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    version = models.CharField(_("version"), max_length=30, blank=True, editable=False)
    publisher = models.CharField(_("published by"), max_length=150, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    # What came with it from elsewhere and has no field here (1EdTech CASE), kept so that an export gives it back.
    foreign = models.JSONField(default=dict, blank=True, editable=False)

    name = Bilingual()

    class Meta:
        verbose_name = _("competency framework")
        verbose_name_plural = _("competency frameworks")

    def __str__(self) -> str:
        return self.name


class CompetencyGroup(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="groups", verbose_name=_("framework"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("within"))
    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=60)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    foreign = models.JSONField(default=dict, blank=True, editable=False)

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
    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    definition_es = models.TextField(_("definition in Spanish"), blank=True)
    definition_en = models.TextField(_("definition in English"), blank=True)
    is_knowledge = models.BooleanField(
        _("is knowledge"), default=False, help_text=_("A quiz may prove more of what is known than of what is done.")
    )
    validity_months = models.PositiveSmallIntegerField(_("evidence is current for (months)"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    foreign = models.JSONField(default=dict, blank=True, editable=False)

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
    max_level = models.PositiveSmallIntegerField(
        _("proves up to level"), help_text=_("Zero: it supports or questions what other evidence proves, and proves nothing alone.")
    )
    max_level_knowledge = models.PositiveSmallIntegerField(_("proves knowledge up to level"), null=True, blank=True)

    name = Bilingual()
    note = Bilingual()

    class Meta:
        verbose_name = _("kind of evidence")
        verbose_name_plural = _("kinds of evidence")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(max_level__range=(0, 5)), name="kinds_prove_levels_0_to_5")]

    def __str__(self) -> str:
        return self.name

    def ceiling_for(self, competency: Competency) -> int:
        """The highest level this kind can prove of a competency (0 to 5)."""
        if competency.is_knowledge and self.max_level_knowledge is not None:
            return self.max_level_knowledge
        return self.max_level


class CompetencyKind(models.Model):
    """That a kind of evidence is expected for a competency, as "kpi:fcr" or "qa_score:critical", and up to which level."""

    competency = ParentalKey(Competency, on_delete=models.CASCADE, related_name="kinds", verbose_name=_("competency"))
    kind = models.ForeignKey(EvidenceKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of evidence"))
    qualifier = models.CharField(_("which"), max_length=40, blank=True)
    max_level = models.PositiveSmallIntegerField(
        _("proves here up to level"), null=True, blank=True, help_text=_("Empty: what the kind proves everywhere.")
    )

    class Meta:
        verbose_name = _("evidence of a competency")
        verbose_name_plural = _("evidence of competencies")
        ordering = ["competency", "id"]
        constraints = [
            models.UniqueConstraint(fields=["competency", "kind", "qualifier"], name="one_row_per_kind_of_a_competency"),
            models.CheckConstraint(condition=Q(max_level__isnull=True) | Q(max_level__range=(0, 5)), name="rows_prove_levels_0_to_5"),
        ]

    def __str__(self) -> str:
        return ":".join(filter(None, [self.kind.code, self.qualifier]))


class FrameworkVersion(models.Model):
    """A framework as it was published: its whole tree, frozen, with its hash. Nothing edits it afterwards."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions", verbose_name=_("framework"))
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("version"), max_length=30)
    note = models.TextField(_("what changed"), blank=True)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("hash"), max_length=64)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("version of a framework")
        verbose_name_plural = _("versions of frameworks")
        ordering = ["framework", "-number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="one_framework_version_per_number")]

    def __str__(self) -> str:
        return f"{self.framework.code} {self.label}"
