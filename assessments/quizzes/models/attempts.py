"""What people do with a quiz: attempts, the answer to each slot, and attempts opened beyond what the quiz gives."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.enums import AttemptState, EndedBy
from assessments.quizzes.models.bank import QuestionVersion
from assessments.quizzes.models.quizzes import QuizPage
from assessments.quizzes.querysets import AttemptQuerySet
from courses.enrolments.models import Enrolment


class Attempt(models.Model):
    """One go at a quiz. The set, its order and the order of its options are frozen when it starts.

    A practice attempt is its person's alone: it counts nowhere and nobody else sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("person"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    quiz = models.ForeignKey(QuizPage, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    step_key = models.UUIDField(_("step"))
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version of the quiz")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    practice = models.BooleanField(_("practice"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=AttemptState.choices, default=AttemptState.OPEN)
    seed = models.BigIntegerField(_("seed"), default=0, help_text=_("What the set and its order were drawn with."))
    # [{"version": <QuestionVersion id>, "options": ["c", "a", "b"], "gaps": {"1": ["b", "a"]}, "section": {es, en}}]: one a slot,
    # in the order served; "gaps" and "section" only where there are some
    slots = models.JSONField(_("set served"))
    # {"pass_percent": 80, "all_right_in": ["DPR"], "layout": "one", "reveal": "at_once"}: as they were at the start
    rules = models.JSONField(_("rules"))
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    # When the server hands in what it has; empty without a time limit.
    deadline_at = models.DateTimeField(_("time ends at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=10, choices=EndedBy.choices, blank=True)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=4, null=True, blank=True)
    max_points = models.DecimalField(_("points possible"), max_digits=8, decimal_places=4, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    # {"by_competency": {"DPR": {"right": 1, "asked": 2}}, …}: kept as computed when it was submitted
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "step_key", "practice"], condition=Q(state="open"), name="one_open_attempt_per_person_and_quiz"
            ),
            models.UniqueConstraint(fields=["enrolment", "step_key", "practice", "number"], name="one_attempt_per_number"),
        ]
        indexes = [models.Index(fields=["deadline_at"], condition=Q(state="open"), name="open_attempts_by_deadline")]

    def __str__(self) -> str:
        return f"{self.person} · {self.quiz} · {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN

    @property
    def is_being_marked(self) -> bool:
        return self.state == AttemptState.MARKING


class Response(models.Model):
    """The answer to one slot of an attempt: one row from the start, empty until answered, overwritten only by a higher counter.

    Slots count from 1. The counter is the browser's clock when the choice was made, raised above the last one it knows of.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses", verbose_name=_("attempt"))
    slot = models.PositiveSmallIntegerField(_("slot"))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses", verbose_name=_("version served"))
    answer = models.JSONField(_("answer"), default=list)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    # How long the question was on the person's screen, as their browser counted it; only for item analysis.
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    # None until the end, and for a written answer until somebody has marked it.
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [models.UniqueConstraint(fields=["attempt", "slot"], name="one_response_per_slot")]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.slot}"


class ExtraAttempt(models.Model):
    """One more attempt than the quiz gives, opened for one person by someone who says why."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="extra_attempts", verbose_name=_("enrolment"))
    step_key = models.UUIDField(_("step"))
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by"))
    granted_at = models.DateTimeField(_("opened at"), default=timezone.now)

    class Meta:
        verbose_name = _("extra attempt")
        verbose_name_plural = _("extra attempts")
        indexes = [models.Index(fields=["enrolment", "step_key"], name="extra_attempts_by_step")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.step_key}"
