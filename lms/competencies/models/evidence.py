from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.competencies.enums import Channel, QuestionOutcome
from lms.competencies.models.framework import Competency, EvidenceKind
from lms.competencies.querysets import EvidenceQuerySet, EvidenceQuestionQuerySet
from lms.language.bilingual import Bilingual


class Evidence(models.Model):
    """One dated observation for one competency. Appended only: a correction voids the row and adds another."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("person"))
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("competency"))
    kind = models.ForeignKey(EvidenceKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    level = models.PositiveSmallIntegerField(_("level"))
    # The most this piece can prove, whatever its level: the scenario's own ceiling, say. Empty: what its kind can prove.
    ceiling = models.PositiveSmallIntegerField(_("ceiling"), null=True, blank=True)
    fact = models.TextField(_("what was seen"), blank=True)
    document = models.FileField(_("document"), upload_to="evidence/", blank=True)
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
            models.CheckConstraint(condition=Q(ceiling__isnull=True) | Q(ceiling__range=(0, 5)), name="evidence_ceilings_run_from_0_to_5"),
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


class EvidenceQuestion(models.Model):
    """A person's question about a piece of evidence on them. Until it is answered, that piece counts in nothing against them."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="questions", verbose_name=_("evidence"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    text = models.TextField(_("what is wrong with it"))
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now)
    due_on = models.DateField(_("to be answered by"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=QuestionOutcome.choices, blank=True, default=QuestionOutcome.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = EvidenceQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about evidence")
        verbose_name_plural = _("questions about evidence")
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["evidence"], condition=Q(outcome=""), name="one_open_question_per_evidence"),
            models.CheckConstraint(condition=Q(outcome="") | ~Q(answer=""), name="questions_end_with_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.text[:40]}"
