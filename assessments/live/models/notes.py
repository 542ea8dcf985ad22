"""What an assessor notes while it is acted."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.live.enums import Mark
from assessments.live.querysets import NoteQuerySet
from assessments.roleplays.models import Performance


class TimedNote(models.Model):
    """A note with its second. `token` is the browser's: a repeated packet finds the row there, and only a higher counter changes it."""

    performance = models.ForeignKey(Performance, on_delete=models.CASCADE, related_name="notes", verbose_name=_("performance"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by"))
    token = models.UUIDField(_("token"))
    second = models.PositiveIntegerField(_("second"))
    mark = models.CharField(_("mark"), max_length=8, choices=Mark.choices, default=Mark.NOTE)
    text = models.TextField(_("text"), blank=True)
    counter = models.PositiveBigIntegerField(_("counter"), default=1)
    noted_at = models.DateTimeField(_("noted at"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("timed note")
        verbose_name_plural = _("timed notes")
        ordering = ["performance", "second", "pk"]
        constraints = [models.UniqueConstraint(fields=["performance", "author", "token"], name="one_note_an_author_and_token")]

    def __str__(self) -> str:
        return f"{self.clock} {self.text}"

    @property
    def clock(self) -> str:
        """Minutes and seconds since it began: 03:20."""
        return f"{self.second // 60:02}:{self.second % 60:02}"

    @property
    def words(self) -> str:
        return self.text or str(self.get_mark_display())
