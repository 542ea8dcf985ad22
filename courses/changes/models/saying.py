from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.changes.diffing import STEP, Changed, from_json
from courses.changes.enums import STATE_SHAPES, Kind, State
from courses.changes.querysets import ChangeQuerySet
from lms.certificates.models import Certification
from lms.language.bilingual import Bilingual


class Change(models.Model):
    """What changed between two versions of a page, and what its author says that it asks. The texts before and after are kept here:
    revisions may be purged. While nobody has said anything (`said_at` is empty) it asks nothing."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="changes", verbose_name=_("page"))
    step_key = models.UUIDField(_("key of the page"), db_index=True)
    from_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version before")
    )
    to_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version after")
    )
    # By language, the version of each translation that was live when this went live.
    translations = models.JSONField(_("versions of the translations"), default=dict, blank=True)
    kind = models.CharField(_("what it asks"), max_length=12, choices=Kind.choices, default=Kind.MINOR)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    delta = models.JSONField(_("what changed"), default=list)
    blocks = models.JSONField(_("to be read again"), default=list, blank=True)
    reason_es = models.CharField(_("what people read, in Spanish"), max_length=300, blank=True)
    reason_en = models.CharField(_("what people read, in English"), max_length=300, blank=True)
    due_days = models.PositiveSmallIntegerField(
        _("working days to do it"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    certifications = models.ManyToManyField(Certification, blank=True, related_name="+", verbose_name=_("certifications to prove again"))
    product_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("change of a product for")
    )
    product_on = models.DateField(_("change of a product on"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    said_at = models.DateTimeField(_("said at"), null=True, blank=True)
    live_at = models.DateTimeField(_("live since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    ended_why = models.CharField(_("why it was ended"), max_length=300, blank=True)

    reason = Bilingual()
    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of content")
        verbose_name_plural = _("changes of content")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(state="waiting"), name="one_change_waits_with_a_draft"),
            models.CheckConstraint(condition=Q(kind="minor") | Q(said_at__isnull=False), name="what_asks_something_was_said"),
        ]
        indexes = [models.Index(fields=["state", "said_at"], name="changes_by_state")]

    def __str__(self) -> str:
        return f"{self.page_id} · {self.kind}"

    @property
    def changed(self) -> tuple[Changed, ...]:
        return from_json(self.delta)

    @property
    def is_of_steps(self) -> bool:
        """Steps were put into a module or taken out of it: that happens page by page, not with a draft of the module."""
        return bool(self.delta) and all(one.kind == STEP for one in self.changed)

    @property
    def shape(self) -> str:
        return STATE_SHAPES[State(self.state)]

    @property
    def asks(self) -> bool:
        return self.state == State.LIVE and self.kind != Kind.MINOR
