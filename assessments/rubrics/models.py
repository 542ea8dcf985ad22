"""What a performance is read by: criteria with written anchors, and the errors that decide before any of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.rubrics.enums import ErrorKind
from assessments.rubrics.querysets import RubricQuerySet, VersionQuerySet
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
    # What is being written: {"criteria": [as `publish_rubric` takes them], "critical_errors": [codes], "marks": {"pass_percent": 75, …}}.
    draft = models.JSONField(_("draft"), default=dict, blank=True)
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = RubricQuerySet.as_manager()
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

    @property
    def moment(self) -> str:
        """When it was last kept, as a form carries it."""
        return self.updated_at.isoformat()


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
    """One thing that is looked at, from 1 to 5, with what it looks like at 1, 3 and 5, and at 2 and 4 where its author says it."""

    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("version of the rubric"))
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    weight = models.PositiveSmallIntegerField(_("weight"))
    name_es = models.CharField(_("name in Spanish"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    # {"1": {"es": …, "en": …}, "3": …, "5": …}; "2" and "4" only where they have words.
    anchors = models.JSONField(_("anchors"), default=dict)
    must_reach = models.PositiveSmallIntegerField(_("must reach"), null=True, blank=True)
    may_not_apply = models.BooleanField(_("may not apply"), default=False, help_text=_("Its weight then counts for nothing."))
    # When it does not apply, as the rubric says it: {"es": …, "en": …}
    not_applicable_when = models.JSONField(_("when it does not apply"), default=dict, blank=True)

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


class RubricNote(models.Model):
    """What people agreed on how a rubric is read. It goes with the rubric, and nothing takes it away."""

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="notes", verbose_name=_("rubric"))
    text = models.TextField(_("what was agreed"))
    source = models.CharField(_("where it was agreed"), max_length=120)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )

    class Meta:
        verbose_name = _("note of a rubric")
        verbose_name_plural = _("notes of rubrics")
        ordering = ["-written_at"]
        constraints = [models.UniqueConstraint(fields=["rubric", "source"], name="one_note_a_source_and_rubric")]

    def __str__(self) -> str:
        return self.text
