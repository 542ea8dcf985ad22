"""Where figures come from: what the columns of a source mean, and each file that was imported."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.figures.enums import SHAPES, ImportState
from lms.figures.querysets import ImportQuerySet
from lms.figures.reading.faults import Unreadable
from lms.figures.reading.mapping import Layout
from lms.jobs.models import Job


def is_layout(value) -> None:
    try:
        Layout.from_json(value)
    except (Unreadable, TypeError, AttributeError) as fault:
        raise ValidationError(f"{fault} {getattr(fault, 'mend', '')}".strip())


class Mapping(models.Model):
    """What the columns of one source mean, kept under a name: the next file of it is read the same way."""

    name = models.SlugField(_("name"), max_length=60, unique=True)
    source = models.CharField(_("source"), max_length=120, help_text=_("The system that writes these files."))
    # A `reading.mapping.Layout` as JSON.
    layout = models.JSONField(_("columns"), validators=[is_layout])
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} · {self.source}"


class FigureImport(models.Model):
    """One file: what it had, what was taken, and what was wrong, line by line. Undoing withdraws its figures; nothing is deleted."""

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="imports", verbose_name=_("mapping"))
    file = models.FileField(_("file"), upload_to="figures/", blank=True)
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField(_("hash"), max_length=64)
    replace = models.BooleanField(_("replaces what differs"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    new = models.PositiveIntegerField(_("new figures"), default=0)
    same = models.PositiveIntegerField(_("figures that were there"), default=0)
    replaced = models.PositiveIntegerField(_("figures replaced"), default=0)
    wrong = models.PositiveIntegerField(_("faults"), default=0)
    # [[line, column, what, mend], …], the first ones
    faults = models.JSONField(_("what was wrong"), default=list, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("imported by")
    )
    made_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undo_reason = models.CharField(_("why it was undone"), max_length=300, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of figures")
        verbose_name_plural = _("imports of figures")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """What its figures carry as their source."""
        return f"{self.mapping.source[:90]} · #{self.pk}"

    @property
    def shape(self) -> str:
        return SHAPES[ImportState(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state == ImportState.PREVIEW

    @property
    def can_be_undone(self) -> bool:
        return self.state == ImportState.DONE and bool(self.new or self.replaced)
