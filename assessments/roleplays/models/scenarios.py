"""A situation to act: its sheet and its conversation, in one language. People play versions, never drafts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.enums import Channel, ScenarioState
from assessments.rubrics.models import Rubric, RubricVersion
from assessments.rubrics.querysets import VersionQuerySet
from lms.language.bilingual import Bilingual


class Scenario(models.Model):
    """What an author works on. `draft` is the document being written; publishing freezes it as a version."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title_es = models.CharField(_("title in Spanish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    language = models.CharField(_("language of the text"), max_length=2, choices=[("es", _("Spanish")), ("en", _("English"))])
    type = models.SlugField(_("type"), max_length=40, help_text=_("As ladders ask for it: written_reply, difficult_customer…"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), default=2)
    ceiling_level = models.PositiveSmallIntegerField(_("proves at most level"), default=3)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    rungs = models.JSONField(_("rungs it is for"), default=list, blank=True)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="scenarios", verbose_name=_("rubric"))
    # {"sheet": {…}, "weights": {"EMP": 20, …}, "conversation": {…}}: see `conversation.document`
    draft = models.JSONField(_("draft"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ScenarioState.choices, default=ScenarioState.DRAFT)
    current_version = models.ForeignKey(
        "roleplays.ScenarioVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("version in use")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now)

    title = Bilingual()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(difficulty__range=(1, 5)), name="a_scenario_is_one_to_five_hard"),
            models.CheckConstraint(condition=Q(ceiling_level__range=(1, 5)), name="a_scenario_proves_one_to_five"),
            models.CheckConstraint(condition=~Q(state="live") | Q(current_version__isnull=False), name="a_live_scenario_has_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"

    @property
    def moment(self) -> str:
        """When it was last kept, as a form carries it."""
        return self.updated_at.isoformat()


class ScenarioVersion(models.Model):
    """A scenario as it was published. Nothing changes it: performances keep pointing at what people saw."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions", verbose_name=_("scenario"))
    number = models.PositiveIntegerField(_("number"))
    # The document as in `Scenario.draft`, and beside it "title", "type", "channel", "difficulty", "ceiling_level", "minutes",
    # "language" and "rungs" as they were.
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("hash"), max_length=64)
    rubric_version = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, null=True, related_name="scenario_versions", verbose_name=_("version of the rubric")
    )
    note = models.TextField(_("what changed"), blank=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a scenario")
        verbose_name_plural = _("versions of scenarios")
        ordering = ["scenario", "-number"]
        constraints = [models.UniqueConstraint(fields=["scenario", "number"], name="one_scenario_version_per_number")]

    def __str__(self) -> str:
        return f"{self.scenario.code} {self.number}"
