from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.models import Posting
from lms.promotions.enums import OUTCOME_SHAPES, AppealOutcome, LetterKind, Outcome
from lms.promotions.models.applications import Application, has_words
from lms.promotions.querysets import AppealQuerySet, LetterQuerySet


class Decision(models.Model):
    """What a named person decided about an application, and why. Another decision follows it; none is changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("application"))
    number = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    reason = models.TextField(_("reason"))
    feedback = models.TextField(_("three facts"), blank=True)
    plan = models.TextField(_("development plan"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="one_decision_per_number"),
            models.CheckConstraint(condition=Q(has_words("reason")), name="a_decision_says_why"),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def shape(self) -> str:
        return OUTCOME_SHAPES[Outcome(self.outcome)]


class Letter(models.Model):
    """A letter or a development plan as a PDF in the candidate's language."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="letters", verbose_name=_("decision"))
    kind = models.CharField(_("kind"), max_length=8, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=2)
    file = models.FileField(_("file"), upload_to="promotions/letters/")
    sha256 = models.CharField(_("hash"), max_length=64)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["decision", "kind"]
        constraints = [models.UniqueConstraint(fields=["decision", "kind"], name="one_letter_per_kind")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind}"


class Appeal(models.Model):
    """A candidate asks somebody outside the panel to look at the process again."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="appeal", verbose_name=_("application"))
    text = models.TextField(_("what they think went wrong"))
    made_at = models.DateTimeField(_("asked at"), default=timezone.now)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name=_("looked at by")
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given to them by")
    )
    assigned_at = models.DateTimeField(_("given to them at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AppealOutcome.choices, blank=True)
    fault = models.TextField(_("what the process got wrong"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="appeal", verbose_name=_("decision that followed")
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(has_words("text")), name="an_appeal_says_what"),
            models.CheckConstraint(condition=Q(outcome="") | Q(has_words("reason")), name="an_appeal_is_settled_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(outcome="changed") | (Q(has_words("fault")) & Q(decision__isnull=False)),
                name="an_appeal_changes_what_went_wrong",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class Appointment(models.Model):
    """A selected person takes the post, from a day on."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="appointment", verbose_name=_("application"))
    starts_on = models.DateField(_("from"))
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("posting"))
    early_reason = models.TextField(_("why before the reviews are over"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")

    def __str__(self) -> str:
        return f"{self.application_id} {self.starts_on}"


class Milestone(models.Model):
    """A talk in the settling-in period: what goes well, what support is needed."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("appointment"))
    day = models.PositiveSmallIntegerField(_("day"))
    due_on = models.DateField(_("due on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    note = models.TextField(_("what was said"), blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        verbose_name = _("settling-in milestone")
        verbose_name_plural = _("settling-in milestones")
        ordering = ["appointment", "day"]
        constraints = [models.UniqueConstraint(fields=["appointment", "day"], name="one_milestone_per_day")]

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.day}"
