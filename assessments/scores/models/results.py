"""What the readings came to, what the person answers, and what they ask to be looked at again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.models import Performance
from assessments.rubrics.models import Criterion
from assessments.scores.enums import AppealOutcome, Verdict
from assessments.scores.models.scores import Score
from assessments.scores.querysets import AppealQuerySet, ResultQuerySet


class RoleplayResult(models.Model):
    """A result as it was given. Another one of the same performance has a higher number, and both stay."""

    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="results", verbose_name=_("performance"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    verdict = models.CharField(_("result"), max_length=11, choices=Verdict.choices)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    # {"C1": 3.5, "C2": null}: null where it does not apply
    scores = models.JSONField(_("scores"), default=dict)
    critical = models.JSONField(_("critical errors"), default=list, blank=True)
    short = models.JSONField(_("criteria below what they must reach"), default=list, blank=True)
    levels = models.JSONField(_("levels that it supports"), default=dict, blank=True)
    readers = models.PositiveSmallIntegerField(_("how many read it"))
    licensed = models.BooleanField(_("read by somebody with a licence"))
    feedback = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="+", verbose_name=_("feedback"))
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)
    answer = models.TextField(_("answer of the person"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a performance")
        verbose_name_plural = _("results of performances")
        ordering = ["performance", "-number"]
        constraints = [models.UniqueConstraint(fields=["performance", "number"], name="one_result_a_number")]

    def __str__(self) -> str:
        return f"{self.performance} · {self.verdict}"

    @property
    def has_passed(self) -> bool:
        return self.verdict != Verdict.NOT_YET


class Appeal(models.Model):
    """One criterion that the person asks another assessor to look at. Decided once, with words."""

    result = models.ForeignKey(RoleplayResult, on_delete=models.PROTECT, related_name="appeals", verbose_name=_("result"))
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", verbose_name=_("criterion"))
    text = models.TextField(_("what should be looked at again"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    due_on = models.DateField(_("answered by"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("given to")
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=AppealOutcome.choices, blank=True)
    value = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal against a score")
        verbose_name_plural = _("appeals against scores")
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["result", "criterion"], name="one_appeal_a_criterion"),
            models.CheckConstraint(condition=Q(outcome="") | Q(decided_at__isnull=False), name="a_decided_appeal_has_its_moment"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__range=(1, 5)), name="an_appeal_scores_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.result.performance} · {self.criterion.code}"
