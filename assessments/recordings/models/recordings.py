"""A voice as it was sent, in parts; and each time that somebody listened to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.recordings.enums import RecordingState
from assessments.recordings.querysets import AccessQuerySet, RecordingQuerySet
from assessments.roleplays.models import Performance


class Recording(models.Model):
    """One recording of a performance. Its sound goes when its time is over; the row and the scores stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="recordings", verbose_name=_("performance"))
    # Given by the device that recorded it: beginning to send it twice, from two tabs, finds the same row.
    client_id = models.UUIDField(_("id on the device"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    state = models.CharField(_("state"), max_length=9, choices=RecordingState.choices, default=RecordingState.UPLOADING)
    content_type = models.CharField(_("kind of file"), max_length=20, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(_("bytes received"), default=0)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    milliseconds = models.PositiveIntegerField(_("length in milliseconds"), null=True, blank=True)
    peaks = models.JSONField(_("loudness along its time"), default=list, blank=True)
    consented_at = models.DateTimeField(_("knew what it is for at"))
    begun_at = models.DateTimeField(_("begun at"), default=timezone.now)
    kept_at = models.DateTimeField(_("kept at"), null=True, blank=True)
    expires_on = models.DateField(_("kept until"), null=True, blank=True)
    gone_at = models.DateTimeField(_("gone at"), null=True, blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["performance", "client_id"], name="one_recording_an_id_of_the_device"),
            models.UniqueConstraint(fields=["performance"], condition=Q(state="kept"), name="one_kept_recording_a_performance"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="a_recording_holds_no_more_than_its_size"),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(received=F("size"), kept_at__isnull=False, expires_on__isnull=False),
                name="a_kept_recording_is_whole_and_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.performance)

    @property
    def is_kept(self) -> bool:
        return self.state == RecordingState.KEPT

    @property
    def is_gone(self) -> bool:
        return self.state == RecordingState.GONE

    @property
    def seconds(self) -> int | None:
        """Whole seconds; None while the length is not known."""
        return None if self.milliseconds is None else round(self.milliseconds / 1000)

    @property
    def folder(self) -> str:
        return f"recordings/{self.pk}"


class Part(models.Model):
    """Bytes of a recording that are safe, from `offset` on. Written once; the same part sent again finds the row there."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="parts", verbose_name=_("recording"))
    offset = models.PositiveBigIntegerField(_("begins at"))
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("hash"), max_length=64)
    file = models.CharField(_("file"), max_length=200)

    class Meta:
        verbose_name = _("part of a recording")
        verbose_name_plural = _("parts of recordings")
        ordering = ["recording", "offset"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "offset"], name="one_part_a_place"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_part_has_bytes"),
        ]

    def __str__(self) -> str:
        return f"{self.recording_id} · {self.offset}"


class RecordingAccess(models.Model):
    """Somebody listened. One row a link: the many small reads of one listening are one."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="accesses", verbose_name=_("recording"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who listened"))
    link = models.CharField(_("link"), max_length=32)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("listening to a recording")
        verbose_name_plural = _("listenings to recordings")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["recording", "person", "link"], name="one_access_a_link")]

    def __str__(self) -> str:
        return f"{self.person} · {self.recording}"
