"""What a performance is read by: criteria with written anchors, and the errors that decide before any of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.rubrics.enums import ErrorKind
from assessments.rubrics.querysets import VersionQuerySet
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual


class CriticalError(models.Model):
    """A fault that makes a performance "not yet", whatever the criteria say."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    kind = models.CharField(_("whom it hurts"), max_length=10, choices=ErrorKind.choices)
    text_es = models.CharField(_("what it is, in Spanish"), max_length=250)
    text_en = models.CharField(_("what it is, in English"), max_length=250, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    text = Bilingual()

    class Meta:
        verbose_name = _("critical error")
        verbose_name_plural = _("critical errors")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.text}"


class Rubric(models.Model):
    """One way of reading performances; the same rubric may serve a call, a mail and a chat."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    name = Bilingual()

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "RubricVersion | None":
        return self.versions.order_by("-number").first()


class RubricVersion(models.Model):
    """A rubric as it was published: its criteria and critical errors are never changed."""

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="versions", verbose_name=_("rubric"))
    number = models.PositiveIntegerField(_("number"))
    note = models.TextField(_("what changed"), blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark (%)"), default=75)
    distinction_percent = models.PositiveSmallIntegerField(_("distinction from (%)"), default=90)
    least = models.PositiveSmallIntegerField(_("least points of every criterion"), default=2)
    critical_errors = models.ManyToManyField(CriticalError, blank=True, related_name="+", verbose_name=_("critical errors"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a rubric")
        verbose_name_plural = _("versions of rubrics")
        ordering = ["rubric", "-number"]
        constraints = [models.UniqueConstraint(fields=["rubric", "number"], name="one_rubric_version_per_number")]

    def __str__(self) -> str:
        return f"{self.rubric.code} {self.number}"


class Criterion(models.Model):
    """One thing that is looked at, from 1 to 5, with what it looks like at 1, 3 and 5."""

    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("version of the rubric"))
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    weight = models.PositiveSmallIntegerField(_("weight"))
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    # {"1": {"es": …, "en": …}, "3": …, "5": …}
    anchors = models.JSONField(_("anchors"), default=dict)
    must_reach = models.PositiveSmallIntegerField(_("must reach"), null=True, blank=True)
    may_not_apply = models.BooleanField(_("may not apply"), default=False, help_text=_("Its weight then counts for nothing."))

    objects = VersionQuerySet.as_manager()
    name = Bilingual()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_criterion_per_code"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="a_criterion_weighs_something"),
            models.CheckConstraint(
                condition=Q(must_reach__isnull=True) | Q(must_reach__range=(1, 5)), name="a_criterion_must_reach_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"
