from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import ModulePage
from lms.language.bilingual import Bilingual
from lms.refreshers.enums import STATUS_SHAPES, Trigger, VersionStatus
from lms.refreshers.querysets import RuleQuerySet, VersionQuerySet


class RefresherRule(models.Model):
    """When a refresher is due to somebody of a unit. What it says stands in its versions; one of them is in force."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="refresher_rules", verbose_name=_("for the people of"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers for it"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stopped by")
    )
    stopped_why = models.TextField(_("why it was stopped"), blank=True)

    name = Bilingual()
    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of refreshers")
        verbose_name_plural = _("rules of refreshers")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(stopped_at__isnull=True) | ~Q(stopped_why=""), name="refresher_rule_is_stopped_with_words")
        ]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """What a rule says. Once in force it never changes: another version replaces it."""

    rule = models.ForeignKey(RefresherRule, on_delete=models.PROTECT, related_name="versions", verbose_name=_("rule"))
    number = models.PositiveSmallIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=8, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    trigger = models.CharField(_("when"), max_length=16, choices=Trigger.choices)
    params = models.JSONField(_("what exactly"), default=dict, blank=True)
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="refresher_rules", verbose_name=_("module"))
    roles = models.JSONField(_("roles"), default=list)
    due_days = models.PositiveSmallIntegerField(_("working days to do it"), default=5)
    cooldown_days = models.PositiveSmallIntegerField(_("not again within (days)"), default=60)
    asks_first = models.BooleanField(_("a person decides on each"), default=False)
    renews = models.BooleanField(_("passing it renews what is proved"), default=False)
    reason = models.TextField(_("why it changes"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    live_from = models.DateField(_("in force from"), null=True, blank=True)
    live_until = models.DateField(_("in force until"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("put in force by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a rule of refreshers")
        verbose_name_plural = _("versions of rules of refreshers")
        ordering = ["rule", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="one_refresher_version_per_number"),
            models.UniqueConstraint(fields=["rule"], condition=Q(status="live"), name="one_refresher_version_in_force"),
            models.UniqueConstraint(fields=["rule"], condition=Q(status="draft"), name="one_refresher_version_being_written"),
            models.CheckConstraint(condition=Q(due_days__gte=1), name="a_refresher_has_a_day_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} · {self.number}"

    @property
    def shape(self) -> str:
        return STATUS_SHAPES[VersionStatus(self.status)]


class RuleRun(models.Model):
    """What a version did on a day: how many it gave or proposed, and how many had a cause and were held back."""

    version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="runs", verbose_name=_("version"))
    on = models.DateField(_("day"))
    given = models.PositiveIntegerField(_("given"), default=0)
    held = models.JSONField(_("held back"), default=dict)
    ran_at = models.DateTimeField(_("ran at"), default=timezone.now)

    class Meta:
        verbose_name = _("run of a rule")
        verbose_name_plural = _("runs of rules")
        ordering = ["-on", "version"]
        constraints = [models.UniqueConstraint(fields=["version", "on"], name="one_run_a_version_and_day")]

    def __str__(self) -> str:
        return f"{self.version} · {self.on}"
