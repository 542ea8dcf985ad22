from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.competencies.enums import RuleStatus, Standing
from lms.competencies.models.framework import Competency, Framework
from lms.competencies.querysets import CompetencyStateQuerySet


class LevelRule(models.Model):
    """What it takes to prove each level, as data. Published once, it never changes: another version follows it."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="level_rules", verbose_name=_("framework"))
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=8, choices=RuleStatus.choices, default=RuleStatus.DRAFT)
    rule = models.JSONField(_("rule"))
    reason = models.TextField(_("why it changes"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("created by")
    )
    live_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    live_until = models.DateTimeField(_("in force until"), null=True, blank=True)

    class Meta:
        verbose_name = _("level rule")
        verbose_name_plural = _("level rules")
        ordering = ["framework", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="one_level_rule_per_number"),
            models.UniqueConstraint(fields=["framework"], condition=Q(status="live"), name="one_level_rule_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.framework.code} · {self.number}"


class CompetencyState(models.Model):
    """What a person's evidence proves of one competency: a cache, computed with each change, that can be rebuilt for any day.

    `spans` says of each level, 1 to 5, since when and until when it is proved, as {"3": [["2026-01-10", "2027-01-09"]]};
    an open end is null. `level` is the one proved today; `proven_level` the highest ever proved, which expiry does not lower.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="competency_states", verbose_name=_("person")
    )
    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="states", verbose_name=_("competency"))
    standing = models.CharField(_("standing"), max_length=8, choices=Standing.choices, default=Standing.NONE)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    proven_level = models.PositiveSmallIntegerField(_("highest level proved"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    to_review = models.BooleanField(_("to be reviewed by a person"), default=False)
    spans = models.JSONField(_("proved from and until"), default=dict)
    explanation = models.JSONField(_("explanation"), default=dict)
    rule = models.ForeignKey(LevelRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule"))
    # The next day on which it changes by itself: something begins to age, or expires.
    changes_on = models.DateField(_("changes on"), null=True, blank=True)
    computed_at = models.DateTimeField(_("computed at"), default=timezone.now)

    objects = CompetencyStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency of a person")
        verbose_name_plural = _("competencies of people")
        ordering = ["person", "competency"]
        constraints = [models.UniqueConstraint(fields=["person", "competency"], name="one_state_per_person_and_competency")]
        indexes = [
            models.Index(fields=["competency", "standing", "level"], name="states_by_competency"),
            models.Index(fields=["changes_on"], name="states_by_next_change"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.competency_id}: {self.level}"
