from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import ModulePage
from courses.enrolments.models import Enrolment
from lms.language.bilingual import Bilingual
from lms.refreshers.enums import SHAPES, State, Trigger
from lms.refreshers.models.rules import RefresherRule, RuleVersion
from lms.refreshers.querysets import AssignmentQuerySet


class RefresherAssignment(models.Model):
    """A rule found a cause for somebody: once a cause. Its reason and its numbers stay as they were read."""

    rule = models.ForeignKey(RefresherRule, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("rule"))
    version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("version"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="refreshers", verbose_name=_("person"))
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    trigger = models.CharField(_("why"), max_length=16, choices=Trigger.choices)
    cause = models.CharField(_("cause"), max_length=120)
    caused_on = models.DateField(_("day of the cause"))
    given_on = models.DateField(_("given on"))
    numbers = models.JSONField(_("what it stands on"), default=dict)
    reason_es = models.CharField(_("reason in Spanish"), max_length=300)
    reason_en = models.CharField(_("reason in English"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    state_since = models.DateField(_("since"))
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="refresher", verbose_name=_("enrolment")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    words = models.TextField(_("in words"), blank=True)

    reason = Bilingual()
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("refresher of a person")
        verbose_name_plural = _("refreshers of people")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "person", "cause"], name="one_refresher_a_person_and_cause"),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "declined"]) | ~Q(words=""), name="a_refresher_is_taken_back_with_words"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "person"], name="refreshers_by_state"),
            models.Index(fields=["person", "module"], name="refreshers_by_module"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.cause}"

    @property
    def shape(self) -> str:
        return SHAPES[State(self.state)]

    @property
    def due_on(self):
        return self.enrolment.due_on if self.enrolment_id else None
