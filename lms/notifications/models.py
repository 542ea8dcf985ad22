from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.notifications.querysets import NotificationQuerySet


class Notification(models.Model):
    """Something a person is told, in their language, once. The same row feeds the screen and the mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=200, unique=True)
    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("link"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    # When it may stand in the mail of a shift; empty once that is settled, or where there is none.
    mail_after = models.DateTimeField(_("to be mailed after"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["person", "read_at", "-created_at"], name="notifications_by_person"),
            models.Index(fields=["mail_after"], condition=Q(mail_after__isnull=False), name="notifications_to_be_mailed"),
        ]

    def __str__(self) -> str:
        return self.title


class MailPreference(models.Model):
    """That a person switched the mail of a kind off, or on again. No row: it is on."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=60)
    wanted = models.BooleanField(_("wanted"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("preference of mail")
        verbose_name_plural = _("preferences of mail")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_mail_preference_per_kind")]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"


class WorkingHours(models.Model):
    """A stretch of a week at work, of a person or of whoever belongs to a unit and has none of their own, by the clock of their time zone.

    One that ends no later than it starts ends the day after.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="working_hours", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="working_hours", verbose_name=_("unit")
    )
    weekday = models.PositiveSmallIntegerField(_("day of the week"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    source = models.CharField(_("source"), max_length=120, blank=True)  # the mark of the file that they came from

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        ordering = ["weekday", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["person", "weekday", "starts"], name="one_stretch_of_work_per_start"),
            models.UniqueConstraint(fields=["unit", "weekday", "starts"], name="one_stretch_of_a_unit_per_start"),
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(unit__isnull=True), name="hours_of_a_person_or_of_a_unit"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_week_has_seven_days"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} · {self.weekday} {self.starts}-{self.ends}"


class PlannedDay(models.Model):
    """A stretch of work on one date, instead of the hours of that week; without hours it says that the day is off."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planned_days", verbose_name=_("person"))
    on = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("planned day")
        verbose_name_plural = _("planned days")
        ordering = ["on", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["person", "on", "starts"], name="one_planned_stretch_per_start"),
            models.UniqueConstraint(fields=["person", "on"], condition=Q(starts__isnull=True), name="a_day_is_off_once"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__isnull=False, ends__isnull=False),
                name="a_planned_stretch_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.on} {self.starts or ''}-{self.ends or ''}"


class Digest(models.Model):
    """The one mail of a person's shift, whether there was anything to write or not."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    shift_starts_at = models.DateTimeField(_("beginning of the shift"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    told = models.PositiveSmallIntegerField(_("things told"), default=0)

    class Meta:
        verbose_name = _("mail of a shift")
        verbose_name_plural = _("mails of shifts")
        constraints = [models.UniqueConstraint(fields=["person", "shift_starts_at"], name="one_digest_per_person_and_shift")]

    def __str__(self) -> str:
        return f"{self.person} · {self.shift_starts_at}"
