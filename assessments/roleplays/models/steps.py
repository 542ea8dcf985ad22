"""A roleplay as a step of a module."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel

from assessments.roleplays.enums import Mode
from assessments.roleplays.models.scenarios import Scenario
from courses.catalogue.enums import Completion
from courses.catalogue.models import TITLE_HELP, CataloguePage, StepPage
from courses.catalogue.panels import ChecksPanel, ModulePanel


class ScenarioPage(StepPage):
    """Which scenario is played, and how. Alone, it is done when it has been played to an end; otherwise when it has been passed."""

    scenario = models.ForeignKey(
        Scenario, on_delete=models.PROTECT, null=True, blank=True, related_name="pages", verbose_name=_("scenario")
    )
    mode = models.CharField(_("how it is played"), max_length=8, choices=Mode.choices, default=Mode.ALONE)
    intro = models.TextField(_("introduction"), blank=True, help_text=_("What the roleplay is about, in a sentence or two."))

    completion = Completion.ROLEPLAY
    step_url_name = "roleplays:brief"
    add_label = _("Add a roleplay")
    parent_page_types = ["catalogue.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        ModulePanel(),
        TitleFieldPanel("title", placeholder=_("What the roleplay is called"), help_text=TITLE_HELP),
        FieldPanel("scenario"),
        FieldPanel("mode"),
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("required")]),
        FieldPanel("objective"),
        FieldPanel("competencies", widget=forms.CheckboxSelectMultiple, classname="collapsed"),
        ChecksPanel(heading=_("Before you publish")),
    ]
    settings_panels = CataloguePage.settings_panels

    class Meta:
        verbose_name = _("roleplay")
        verbose_name_plural = _("roleplays")

    def completion_problem(self) -> str:
        if self.scenario_id is None:
            return _("This step plays no scenario yet: choose one.")
        if self.scenario.current_version_id is None:
            return _("Its scenario has not been published yet.")
        return ""
