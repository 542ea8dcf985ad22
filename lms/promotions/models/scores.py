from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.promotions.models.applications import Application, has_words
from lms.promotions.models.rounds import Exercise, PanelMember
from lms.promotions.querysets import ScoreQuerySet


class ScoreDraft(models.Model):
    """What an assessor has written so far of one candidate. Nobody else reads it; handing in takes it away."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+", verbose_name=_("application"))
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("member"))
    content = models.JSONField(_("content"), default=dict)  # {exercise id: {"value": "4", "evidence": "…"}}
    counter = models.PositiveBigIntegerField(_("counter"), default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of a score sheet")
        verbose_name_plural = _("drafts of score sheets")
        constraints = [models.UniqueConstraint(fields=["application", "member"], name="one_draft_per_member_and_candidate")]

    def __str__(self) -> str:
        return f"{self.member_id} · {self.application_id}"


class Score(models.Model):
    """One person's reading of one exercise of one candidate, with the words it stands on. Never changed: a correction is another row."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scores", verbose_name=_("application"))
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="scores", verbose_name=_("exercise"))
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("scored by"))
    value = models.PositiveSmallIntegerField(_("score"))
    evidence = models.TextField(_("what it stands on"))
    submitted_at = models.DateTimeField(_("handed in at"), default=timezone.now)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("corrects")
    )
    reason = models.TextField(_("why it was corrected"), blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["application", "exercise__sort_order", "submitted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="a_score_is_1_to_5"),
            models.CheckConstraint(condition=Q(has_words("evidence")), name="a_score_says_what_it_stands_on"),
            models.CheckConstraint(condition=Q(replaces__isnull=True) | Q(has_words("reason")), name="a_corrected_score_says_why"),
            models.UniqueConstraint(
                fields=["application", "exercise", "scorer"], condition=Q(replaces__isnull=True), name="one_score_per_exercise_and_scorer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.exercise_id}: {self.value}"
