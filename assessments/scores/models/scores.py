"""One assessor's reading of a performance: written alone, handed in once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.models import Performance
from assessments.rubrics.models import Criterion
from assessments.scores.enums import ScoreState
from assessments.scores.querysets import CriterionScoreQuerySet, ScoreQuerySet


class Score(models.Model):
    """One row an assessor and performance. A draft is its author's alone; once handed in nothing of it changes."""

    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="scores", verbose_name=_("performance"))
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessor"))
    state = models.CharField(_("state"), max_length=10, choices=ScoreState.choices, default=ScoreState.DRAFT)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    licensed = models.BooleanField(_("with a licence when handed in"), default=False)
    critical = models.JSONField(_("critical errors seen"), default=list, blank=True)
    worked = models.TextField(_("what worked"), blank=True)
    next_time = models.TextField(_("next time"), blank=True)
    next_time_too = models.TextField(_("next time, a second thing"), blank=True)
    agreed_on = models.DateField(_("when you look at it together"), null=True, blank=True)
    # Of what is not a criterion; each criterion has its own.
    counter = models.PositiveBigIntegerField(_("counter"), default=0)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of a performance")
        verbose_name_plural = _("scores of performances")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["performance", "assessor"], name="one_score_an_assessor_and_performance"),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True) | Q(state="submitted", submitted_at__isnull=False),
                name="a_score_handed_in_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.performance} · {self.assessor}"

    @property
    def is_draft(self) -> bool:
        return self.state == ScoreState.DRAFT


class CriterionScore(models.Model):
    """What an assessor saw of one criterion, with the fact it stands on and where that is."""

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("score"))
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", verbose_name=_("criterion"))
    value = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    not_applicable = models.BooleanField(_("does not apply here"), default=False)
    # As the rubric said it then: {"es": …, "en": …} of the anchor at or below the score.
    anchor = models.JSONField(_("anchor"), default=dict, blank=True)
    fact = models.TextField(_("the fact it stands on"), blank=True)
    sentence = models.PositiveSmallIntegerField(_("sentence"), null=True, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    second = models.PositiveIntegerField(_("second"), null=True, blank=True)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    objects = CriterionScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of a criterion")
        verbose_name_plural = _("scores of criteria")
        ordering = ["score", "criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["score", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__range=(1, 5)), name="a_criterion_score_is_one_to_five"),
            models.CheckConstraint(condition=Q(not_applicable=False) | Q(value__isnull=True), name="what_does_not_apply_has_no_score"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code} · {self.value}"

    @property
    def clock(self) -> str:
        """Minutes and seconds of the moment it is pinned to: 03:20."""
        return "" if self.second is None else f"{self.second // 60:02}:{self.second % 60:02}"

    @property
    def is_complete(self) -> bool:
        return self.not_applicable or self.value is not None
