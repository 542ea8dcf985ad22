"""A calibration: the same performances scored by each assessor alone, talked about, and agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.calibration.enums import AnchorKind, SessionState, Word
from assessments.calibration.querysets import AnchorQuerySet, AnchorScoreQuerySet, SessionQuerySet
from assessments.roleplays.models import Performance
from assessments.rubrics.models import RubricVersion
from lms.language.bilingual import Bilingual


class CalibrationSession(models.Model):
    """Three to five performances, without names. Signed, it says who is licensed and why, and nothing of it changes."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_es = models.CharField(_("title in Spanish"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version of the rubric"))
    state = models.CharField(_("state"), max_length=8, choices=SessionState.choices, default=SessionState.SCORING)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("led by"))
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="calibrations", verbose_name=_("who scores"))
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    scores_due_on = models.DateField(_("scores are in by"), null=True, blank=True)
    talk_on = models.DateField(_("you talk about it on"), null=True, blank=True)
    # A part of the rubric: the codes of its criteria. Empty: the whole of it.
    codes = models.JSONField(_("criteria"), default=list, blank=True)
    # What has been agreed while talking: {"C1": {"values": {"A": 4, …}, "note": "…"}}.
    talk = models.JSONField(_("agreed while talking"), default=dict, blank=True)
    decision = models.TextField(_("what was decided"), blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)

    objects = SessionQuerySet.as_manager()
    title = Bilingual()

    class Meta:
        verbose_name = _("calibration session")
        verbose_name_plural = _("calibration sessions")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="signed") | Q(signed_at__isnull=False), name="a_signed_session_has_its_moment")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def criteria(self) -> models.QuerySet:
        """Those of its rubric that are scored here, in order."""
        rows = self.version.criteria.order_by("position")
        return rows.filter(code__in=self.codes) if self.codes else rows


class Sample(models.Model):
    """One performance of a session, under a letter."""

    session = models.ForeignKey(CalibrationSession, on_delete=models.CASCADE, related_name="samples", verbose_name=_("session"))
    letter = models.CharField(_("letter"), max_length=2)
    performance = models.ForeignKey(
        Performance, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("performance")
    )
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    # The agreed reference: {"C1": 4, …} and the codes of the critical errors.
    master = models.JSONField(_("agreed scores"), default=dict, blank=True)
    master_critical = models.JSONField(_("agreed critical errors"), default=list, blank=True)

    name = Bilingual()

    class Meta:
        verbose_name = _("performance of a calibration")
        verbose_name_plural = _("performances of calibrations")
        ordering = ["session", "letter"]
        constraints = [models.UniqueConstraint(fields=["session", "letter"], name="one_sample_a_letter")]

    def __str__(self) -> str:
        return f"{self.session.code} {self.letter}"


class AnchorScore(models.Model):
    """What one assessor gave one performance of a session. Handed in whole and once."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="scores", verbose_name=_("performance"))
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessor"))
    values = models.JSONField(_("scores"), default=dict)
    critical = models.JSONField(_("critical errors"), default=list, blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), default=timezone.now)

    objects = AnchorScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of a calibration")
        verbose_name_plural = _("scores of calibrations")
        ordering = ["sample", "assessor"]
        constraints = [models.UniqueConstraint(fields=["sample", "assessor"], name="one_anchor_score_an_assessor")]

    def __str__(self) -> str:
        return f"{self.sample} · {self.assessor}"


class Anchor(models.Model):
    """A performance that shows what scores look like, with those that were agreed. Without its person's name, and with their word.

    `word` is empty where a voice is asked about instead (`recordings.Anchor`): then its sound and text are shown once that is a yes.
    """

    performance = models.OneToOneField(Performance, on_delete=models.PROTECT, related_name="anchor", verbose_name=_("performance"))
    kind = models.CharField(_("what it shows"), max_length=10, choices=AnchorKind.choices)
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version of the rubric"))
    master = models.JSONField(_("agreed scores"), default=dict)
    master_critical = models.JSONField(_("agreed critical errors"), default=list, blank=True)
    note = models.TextField(_("what to see in it"), blank=True)
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("kept by"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    word = models.CharField(_("what the person says"), max_length=9, choices=Word.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference performance")
        verbose_name_plural = _("reference performances")
        ordering = ["performance__version__scenario", "-kept_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(word__in=["", "asked"]) | Q(answered_at__isnull=False),
                name="an_answered_word_has_its_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.performance.version} · {self.get_kind_display()}"
