import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.enrolments.enums import EnrolmentState, StepState
from courses.enrolments.querysets import CohortQuerySet, EnrolmentQuerySet, HolidayQuerySet, LessonQuestionQuerySet
from lms.people.models import Unit


class Cohort(models.Model):
    """People who start a programme on the same day: where they sit, who teaches them, who helps them."""

    name = models.CharField(_("name"), max_length=120)
    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("programme"))
    starts_on = models.DateField(_("starts on"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="cohorts", verbose_name=_("unit"))
    room = models.CharField(_("room"), max_length=80, blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="cohorts_taught", verbose_name=_("trainer")
    )
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="cohorts_tutored", verbose_name=_("tutor")
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which a unit and everything below it rests: no working day is counted there, and nobody is late for it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="holidays", verbose_name=_("unit"))
    on = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["on", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="one_holiday_per_unit_and_day")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} · {self.name}"


class Assignment(models.Model):
    """Someone decided that a person, or everyone in a unit, learns this, from a day, for a reason that they read."""

    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("module"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="assignments", verbose_name=_("cohort")
    )
    starts_on = models.DateField(_("starts on"), default=timezone.localdate)
    due_days = models.PositiveSmallIntegerField(_("working days to finish"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("assigned by"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=True) ^ Q(module__isnull=True), name="assignment_of_a_programme_or_a_module"
            ),
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(unit__isnull=True), name="assignment_to_a_person_or_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.programme or self.module} → {self.person or self.unit}"


class Enrolment(models.Model):
    """A person's place on a programme or a module, in one period. Progress and attempts belong to it for ever."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("person"))
    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name=_("programme")
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name=_("module")
    )
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("assignment"))
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments", verbose_name=_("cohort")
    )
    period = models.PositiveSmallIntegerField(_("period"), default=1, help_text=_("1 the first time, 2 for the first renewal, and so on."))
    starts_on = models.DateField(_("starts on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cancelled by")
    )
    cancel_reason = models.CharField(_("reason for cancelling"), max_length=300, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=True) ^ Q(module__isnull=True), name="enrolment_in_a_programme_or_a_module"
            ),
            models.UniqueConstraint(
                fields=["person", "programme", "period"],
                condition=Q(programme__isnull=False) & ~Q(state="cancelled"),
                name="one_enrolment_per_programme_and_period",
            ),
            models.UniqueConstraint(
                fields=["person", "module", "period"],
                condition=Q(module__isnull=False) & ~Q(state="cancelled"),
                name="one_enrolment_per_module_and_period",
            ),
            models.CheckConstraint(condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")), name="enrolment_due_after_its_start"),
        ]
        indexes = [models.Index(fields=["person", "state"], name="enrolments_by_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.title}"

    @property
    def title(self) -> str:
        return (self.programme or self.module).title


class StepProgress(models.Model):
    """How far a person is in one step. The step is named by its key, which is the same in every language."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress", verbose_name=_("enrolment"))
    step_key = models.UUIDField(_("step"))
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("page"))
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version that was completed")
    )
    state = models.CharField(_("state"), max_length=10, choices=StepState.choices, default=StepState.STARTED)
    block_id = models.CharField(_("block reached"), max_length=64, blank=True)
    seconds = models.PositiveIntegerField(_("seconds spent"), default=0)
    ticked = models.JSONField(_("points ticked"), default=list, blank=True)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ticked by")
    )

    class Meta:
        verbose_name = _("progress in a step")
        verbose_name_plural = _("progress in steps")
        constraints = [models.UniqueConstraint(fields=["enrolment", "step_key"], name="one_progress_per_step")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.step_key}"


class ModuleCompletion(models.Model):
    """The day a module of an enrolment was done. Later edits of the module move nothing here."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="module_completions", verbose_name=_("enrolment"))
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    completed_at = models.DateTimeField(_("completed at"), default=timezone.now)

    class Meta:
        verbose_name = _("module done")
        verbose_name_plural = _("modules done")
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="one_completion_per_module")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.module_id}"


class LessonQuestion(models.Model):
    """A learner asks on a lesson; whoever teaches answers there. The time between the two is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="questions", verbose_name=_("enrolment"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_questions", verbose_name=_("asked by")
    )
    step_key = models.UUIDField(_("step"))
    step_title = models.CharField(_("title of the step"), max_length=255)
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = LessonQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question on a lesson")
        verbose_name_plural = _("questions on lessons")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["answered_at", "asked_at"], name="questions_waiting")]

    def __str__(self) -> str:
        return self.text[:60]
