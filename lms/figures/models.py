"""Where figures come from: what the columns of a source mean, and each file that was imported."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.figures.enums import SHAPES, WORKING, ImportState, Origin
from lms.figures.querysets import ImportQuerySet, TokenQuerySet
from lms.figures.reading.mapping import Layout
from lms.jobs.models import Job
from lms.reading.faults import Unreadable, fault_of


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
    files = models.CharField(
        _("names of its files"),
        max_length=200,
        blank=True,
        help_text=_(
            "Of those that come straight into the watched folder: agents_*.csv, say. In a folder named like the mapping, all are its own."
        ),
    )
    replaces = models.BooleanField(
        _("what comes by itself replaces what differs"),
        default=False,
        help_text=_("From the watched folder and by the API, where nobody looks first."),
    )
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} · {self.source}"


class FigureImport(models.Model):
    """One file, or the rows of one call: what it had, what was taken, what was wrong. Undoing withdraws its figures; no row goes."""

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
    # [[line, column, code, what belongs into its words], …], the first ones; older ones hold the words themselves
    faults = models.JSONField(_("what was wrong"), default=list, blank=True)
    origin = models.CharField(_("how it came"), max_length=8, choices=Origin.choices, default=Origin.SCREEN)
    token = models.ForeignKey(
        "figures.SourceToken", on_delete=models.PROTECT, null=True, blank=True, related_name="imports", verbose_name=_("token")
    )
    # What the caller names its call by (Idempotency-Key): said again, it is the same call.
    request_key = models.CharField(_("key of the call"), max_length=100, blank=True)
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
        constraints = [
            models.UniqueConstraint(fields=["token", "request_key"], condition=~Q(request_key=""), name="one_import_a_key_of_a_token")
        ]

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
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def told_faults(self) -> list[dict]:
        """The faults in the language of whoever reads them."""
        return [fault_of(one) for one in self.faults]

    @property
    def more_faults(self) -> int:
        """How many are counted and not named."""
        return max(self.wrong - len(self.faults), 0)

    @property
    def can_be_undone(self) -> bool:
        return self.state == ImportState.DONE and bool(self.new or self.replaced)


class SourceToken(models.Model):
    """What a system shows to hand in figures by the API, read by one mapping. Only its hash is kept: it is shown once."""

    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="tokens", verbose_name=_("mapping"))
    name = models.CharField(_("which system uses it"), max_length=120)
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    hint = models.CharField(_("its last letters"), max_length=8)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token of a source")
        verbose_name_plural = _("tokens of sources")
        ordering = ["revoked_at", "-made_at", "-id"]

    def __str__(self) -> str:
        return self.name


class FolderFile(models.Model):
    """A file seen in the watched folder, how it was at the last look, and its import once it was taken. Gone when it is moved away."""

    path = models.CharField(_("path"), max_length=500, unique=True)
    size = models.BigIntegerField(_("size"))
    changed_ns = models.BigIntegerField(_("changed"))
    seen_at = models.DateTimeField(_("seen at"))
    run = models.ForeignKey(FigureImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("file of the watched folder")
        verbose_name_plural = _("files of the watched folder")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
