from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.attendance import minutes
from courses.attendance.enums import Presence, SessionState
from courses.attendance.querysets import AttendanceQuerySet, ClassSessionQuerySet
from courses.catalogue.models import ModulePage
from courses.enrolments.models import Cohort, Enrolment


class ClassSession(models.Model):
    """A cohort in its room from one time of a day to another. Its times are those of the clock on the wall there."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("cohort"))
    on = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    module = models.ForeignKey(ModulePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("module"))
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("trainer")
    )
    state = models.CharField(_("state"), max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    # Raised with each save of its register: whoever saves says which one they had before them.
    revision = models.PositiveIntegerField(_("times saved"), default=0)
    from_paper = models.BooleanField(_("keyed in from paper"), default=False)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    cancelled_for = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(_("times changed"), default=0)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(state="held") | Q(signed_by__isnull=False), name="session_held_is_signed"),
            models.UniqueConstraint(fields=["cohort", "on", "starts_at"], condition=~Q(state="cancelled"), name="one_session_at_a_time"),
        ]
        indexes = [models.Index(fields=["on", "state"], name="sessions_by_day")]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.on:%d/%m/%Y} {self.starts_at:%H:%M}"

    @property
    def minutes(self) -> int:
        return minutes.length(self.starts_at, self.ends_at)


class Attendance(models.Model):
    """Whether a person was in a session. It counts once the register is signed; from then on a change leaves what was there before."""

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="marks", verbose_name=_("session"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("enrolment"))
    presence = models.CharField(_("presence"), max_length=8, choices=Presence.choices, default=Presence.PRESENT)
    late = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    early = models.PositiveSmallIntegerField(_("left early, minutes"), default=0)
    words = models.CharField(_("remark"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    recorded_at = models.DateTimeField(_("written at"), default=timezone.now)
    made_up_on = models.DateField(_("made up on"), null=True, blank=True)
    made_up_words = models.CharField(_("how it was made up"), max_length=300, blank=True)
    made_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session__on", "session__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_attendance_per_session"),
            models.CheckConstraint(condition=Q(presence="present") | Q(late=0, early=0), name="only_who_was_there_is_late"),
            models.CheckConstraint(condition=Q(made_up_on__isnull=True) | ~Q(made_up_words=""), name="made_up_says_how"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.enrolment.person}: {self.get_presence_display()}"

    @property
    def mark(self) -> minutes.Mark:
        return minutes.Mark(self.session.minutes, self.presence, self.late, self.early, self.made_up_on is not None)


class Correction(models.Model):
    """What a signed register said before somebody put it right, and why they did."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("attendance"))
    presence = models.CharField(_("presence"), max_length=8, choices=Presence.choices)
    late = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    early = models.PositiveSmallIntegerField(_("left early, minutes"), default=0)
    words = models.CharField(_("remark"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("put right by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction of an attendance")
        verbose_name_plural = _("corrections of attendance")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.reason}"


class AttendanceQuestion(models.Model):
    """A person says that what was signed of them is not so, and whoever keeps the register answers."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="questions", verbose_name=_("attendance"))
    text = models.CharField(_("question"), max_length=600)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=600, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("question on an attendance")
        verbose_name_plural = _("questions on attendance")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attendance"], condition=Q(answered_at__isnull=True), name="one_open_question_per_attendance")
        ]

    def __str__(self) -> str:
        return self.text[:60]
