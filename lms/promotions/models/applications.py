import json
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.promotions.enums import ELIGIBILITY_SHAPES, ApplicationState, Eligibility, RecusalOrigin
from lms.promotions.models.rounds import PanelMember, PromotionRound
from lms.promotions.querysets import ApplicationQuerySet


def has_words(name: str) -> GreaterThan:
    """Condition of a constraint: the field says something."""
    return GreaterThan(Length(Trim(name)), 0)


class Application(models.Model):
    """A person's candidacy in a call. The panel knows it by its code alone."""

    round = models.ForeignKey(PromotionRound, on_delete=models.PROTECT, related_name="applications", verbose_name=_("call"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications", verbose_name=_("person"))
    code = models.CharField(_("code"), max_length=8)
    state = models.CharField(_("state"), max_length=10, choices=ApplicationState.choices)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("suggested by")
    )
    suggestion = models.TextField(_("why they were suggested"), blank=True)
    suggested_at = models.DateTimeField(_("suggested at"), null=True, blank=True)
    motivation = models.TextField(_("why they want it"), blank=True)
    blind_motivation = models.TextField(_("why they want it, without names"), blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    eligibility = models.CharField(_("requirements"), max_length=12, choices=Eligibility.choices, default=Eligibility.PENDING)
    eligibility_reason = models.TextField(_("reason"), blank=True)
    eligibility_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    eligibility_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    fix_until = models.DateField(_("may be put right until"), null=True, blank=True)
    fixed_note = models.TextField(_("what was put right"), blank=True)
    fixed_at = models.DateTimeField(_("put right at"), null=True, blank=True)
    # When the last of its sheets was handed in: from then on those who do not score may compare them.
    sheets_in_at = models.DateTimeField(_("every sheet in at"), null=True, blank=True)
    feedback_on = models.DateField(_("feedback given on"), null=True, blank=True)
    feedback_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("feedback given by")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["round", "code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_application_per_person_and_round"),
            models.UniqueConstraint(fields=["round", "code"], name="one_application_per_code"),
            models.CheckConstraint(
                condition=~Q(eligibility__in=["fixable", "not_eligible"]) | Q(has_words("eligibility_reason")), name="a_rejection_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> str:
        return ELIGIBILITY_SHAPES[Eligibility(self.eligibility)]

    @property
    def stands(self) -> bool:
        return self.state == ApplicationState.SUBMITTED

    def may_be_fixed(self, today: date) -> bool:
        return self.stands and self.eligibility == Eligibility.FIXABLE and today <= self.fix_until


class Adjustment(models.Model):
    """What a candidate needs to take part on equal terms. Kept apart: no panel and no file reads it."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="adjustment", verbose_name=_("application"))
    need = models.TextField(_("what they need"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.TextField(_("what was agreed"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")

    def __str__(self) -> str:
        return str(self.application_id)


class Snapshot(models.Model):
    """What was known of a candidate when the requirements were checked, with the versions of the rules. Written once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("application"))
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.TextField(_("content"))  # text, not JSON: a database may write JSON its own way, and the hash is of the bytes
    sha256 = models.CharField(_("hash"), max_length=64)
    rule_version = models.CharField(_("version of the rules"), max_length=80, blank=True)
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="one_snapshot_per_number")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    @property
    def facts(self) -> dict:
        return json.loads(self.content)


class Recusal(models.Model):
    """A member of the panel who does not judge one candidate. A member may say it before knowing any code: HR finds the candidate."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="recusals", verbose_name=_("call"))
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="recusals", verbose_name=_("member"))
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="recusals", verbose_name=_("application")
    )
    origin = models.CharField(_("who said it"), max_length=10, choices=RecusalOrigin.choices)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("said by"))
    asked_at = models.DateTimeField(_("said at"), default=timezone.now)
    accepted = models.BooleanField(_("accepted"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    replacement = models.ForeignKey(
        PanelMember, on_delete=models.PROTECT, null=True, blank=True, related_name="stands_in", verbose_name=_("replaced by")
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["round", "asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "application"], condition=Q(accepted=True), name="one_recusal_per_member_and_candidate"
            ),
            models.CheckConstraint(condition=Q(has_words("reason")), name="a_recusal_says_why"),
            models.CheckConstraint(condition=~Q(accepted=True) | Q(application__isnull=False), name="a_recusal_is_about_somebody"),
            models.CheckConstraint(condition=~Q(accepted=False) | Q(has_words("answer")), name="a_refused_recusal_says_why"),
            models.CheckConstraint(condition=Q(replacement__isnull=True) | ~Q(replacement=F("member")), name="nobody_replaces_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} · {self.application_id}"
