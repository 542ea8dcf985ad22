"""What people do with a scenario: one acted roleplay, and each choice in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.enums import Mode, Outcome, PerformanceState
from assessments.roleplays.models.scenarios import ScenarioVersion
from assessments.roleplays.querysets import PerformanceQuerySet
from courses.enrolments.models import Enrolment


class Performance(models.Model):
    """One acted roleplay. Practice is its person's alone: no route shows it to anybody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="performances", verbose_name=_("person"))
    version = models.ForeignKey(
        ScenarioVersion, on_delete=models.PROTECT, related_name="performances", verbose_name=_("version of the scenario")
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="performances", verbose_name=_("enrolment")
    )
    step_key = models.UUIDField(_("step"), null=True, blank=True)
    mode = models.CharField(_("how it was played"), max_length=8, choices=Mode.choices, default=Mode.ALONE)
    practice = models.BooleanField(_("practice"), default=True)
    state = models.CharField(_("state"), max_length=8, choices=PerformanceState.choices, default=PerformanceState.OPEN)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    # Alone: where the conversation is and how it ended. {"by_competency": {"EMP": {"points": 5, "possible": 9}}, …} in `result`.
    node = models.CharField(_("where it is"), max_length=60, blank=True)
    mood = models.SmallIntegerField(_("mood"), null=True, blank=True)
    ending = models.CharField(_("ending"), max_length=60, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=8, choices=Outcome.choices, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    # Written: the text, overwritten only by a higher counter until it is handed in.
    text = models.TextField(_("text"), blank=True)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)

    objects = PerformanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance")
        verbose_name_plural = _("performances")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "mode"], condition=Q(state="open"), name="one_open_performance_per_person_and_scenario"
            ),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="an_ended_performance_has_its_end"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.version}"


class Choice(models.Model):
    """What was answered at one turn. Written once; a repeated click finds the row there."""

    performance = models.ForeignKey(Performance, on_delete=models.CASCADE, related_name="choices", verbose_name=_("performance"))
    number = models.PositiveSmallIntegerField(_("turn"))
    node = models.CharField(_("where"), max_length=60)
    key = models.CharField(_("choice"), max_length=20)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["performance", "number"]
        constraints = [models.UniqueConstraint(fields=["performance", "number"], name="one_choice_per_turn")]

    def __str__(self) -> str:
        return f"{self.node} · {self.key}"
