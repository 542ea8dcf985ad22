"""Files of working hours: what their columns mean, what was taken, and what it replaced."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.reading.faults import fault_of
from lms.rotas.enums import SHAPES, ImportState
from lms.rotas.querysets import ImportQuerySet


class HoursImport(models.Model):
    """One file of hours. Its columns are remembered: the next file of the same source is offered them."""

    source = models.CharField(_("source"), max_length=80)
    layout = models.JSONField(_("columns"))  # a `reading.Layout`
    file = models.FileField(_("file"), upload_to="rotas/")
    name = models.CharField(_("name of the file"), max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    same = models.PositiveIntegerField(_("there already"), default=0)
    replaced = models.PositiveIntegerField(_("replaced"), default=0)
    wrong = models.PositiveIntegerField(_("faults"), default=0)
    faults = models.JSONField(_("what was wrong"), default=list, blank=True)  # as `lms.reading.faults.Fault.kept`, the first ones
    # What stood before, so that it can be put back: [[person, day or "", [[weekday, from, to, source], …]], …]
    before = models.JSONField(default=list, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("imported by")
    )
    made_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    left = models.PositiveIntegerField(_("left as changed since"), default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of working hours")
        verbose_name_plural = _("imports of working hours")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """What the hours it brought carry as their source."""
        return f"{self.source} · #{self.pk}"

    @property
    def shape(self) -> str:
        return SHAPES[ImportState(self.state)]

    @property
    def told_faults(self) -> list[dict]:
        """The faults in the language of whoever reads them."""
        return [fault_of(one) for one in self.faults]

    @property
    def more_faults(self) -> int:
        return max(self.wrong - len(self.faults), 0)
