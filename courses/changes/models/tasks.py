from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.changes.enums import SHAPES, TaskState
from courses.changes.models.saying import Change
from courses.changes.querysets import ProvingQuerySet, TaskQuerySet
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate, Certification


class ReadAgain(models.Model):
    """Somebody who did a page reads what changed in it, once. `known` is what they know some blocks by, where they had not read the
    change before; `taken` are blocks that a later change asks for in its own task, by that change."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("change"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    blocks = models.JSONField(_("blocks"), default=list)
    known = models.JSONField(_("known as"), default=dict, blank=True)
    taken = models.JSONField(_("asked for by later changes"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    due_on = models.DateField(_("due on"))
    created_at = models.DateTimeField(_("given at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to read")
        verbose_name_plural = _("changes to read")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "person"], name="one_reading_a_change_and_person"),
            models.CheckConstraint(condition=~Q(state="done") | Q(read_at__isnull=False), name="what_was_read_has_its_moment"),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="readings_by_person"),
            models.Index(fields=["state"], condition=Q(state="open"), name="readings_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.change_id}"

    @property
    def shape(self) -> str:
        return SHAPES[TaskState(self.state)]

    @property
    def left(self) -> list[str]:
        """The blocks that are still asked for here."""
        return [block for block in self.blocks if block not in self.taken]


class ProveAgain(models.Model):
    """A certification whose content changed is proved again by whoever holds it. The certificate stays as it is; what stands here is
    the enrolment that proves it, and how that goes is asked of it."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="provings", verbose_name=_("change"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="+", verbose_name=_("certification"))
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+", verbose_name=_("certificate"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+", verbose_name=_("enrolment"))
    is_ours = models.BooleanField(_("given because of the change"), default=True)
    created_at = models.DateTimeField(_("given at"), default=timezone.now)

    objects = ProvingQuerySet.as_manager()

    class Meta:
        verbose_name = _("certification to prove again")
        verbose_name_plural = _("certifications to prove again")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "person", "certification"], name="one_proving_a_change_person_and_certification")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.certification_id}"

    @property
    def state(self) -> str:
        return {EnrolmentState.COMPLETED: TaskState.DONE, EnrolmentState.CANCELLED: TaskState.WITHDRAWN}.get(
            self.enrolment.state, TaskState.OPEN
        )

    @property
    def shape(self) -> str:
        return SHAPES[TaskState(self.state)]
