from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.enums import Completion, LessonType
from courses.catalogue.models.pages import SEARCHED, TITLE_HELP, CataloguePage, ModulePage, words_of
from courses.catalogue.panels import ChecksPanel, ModulePanel
from courses.catalogue.publishing import Problem, body_problems, completion_problem
from lms.competencies.models import Competency
from lms.language.folding import fold


class StepPage(CataloguePage):
    """What every kind of step shares. A step's key is its translation key: the same in every language."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    objective = models.TextField(_("objective"), blank=True, help_text=_("What the person can do after this step."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, help_text=_("In the timetable, with everything."))
    required = models.BooleanField(_("required"), default=True)
    competencies = ParentalManyToManyField(Competency, blank=True, related_name="+", verbose_name=_("competencies"))

    search_fields = Page.search_fields + SEARCHED
    step_url_name = "enrolments:lesson"  # the player's page for this kind of step: (enrolment id, step key)
    add_label = _("Add a step")  # the words of the button that adds one of this kind
    settings_panels = [
        *CataloguePage.settings_panels,
        FieldPanel("required"),
        FieldPanel("competencies", widget=forms.CheckboxSelectMultiple),
    ]

    class Meta:
        abstract = True

    @property
    def key(self):
        return self.translation_key

    def approving_module(self) -> ModulePage:
        return ModulePage.objects.select_related("approver").get(path=self.path[: -self.steplen])

    def completion_problem(self) -> str:
        """Why nobody could complete this step as it is in the draft; empty when they can."""
        return ""

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        problem = self.completion_problem()
        found = [Problem(problem, gettext("Nobody could complete this step."))] if problem else []
        return found + body_problems(getattr(self, "body", None) or ())

    def folded_words(self) -> str:
        return fold(" ".join([self.title, self.objective, getattr(self, "intro", ""), *words_of(self)]))


class LessonPage(StepPage):
    lesson_type = models.CharField(_("type"), max_length=16, choices=LessonType.choices, default=LessonType.ONLINE)
    reading_minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=5)
    completion = models.CharField(
        _("done when"),
        max_length=10,
        choices=[choice for choice in Completion.choices if choice[0] not in (Completion.QUIZ, Completion.ROLEPLAY)],
        default=Completion.READ,
    )
    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences under the title: why it matters at the desk.")
    )
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    add_label = _("Add a lesson")
    content_panels = [
        ModulePanel(),
        TitleFieldPanel("title", placeholder=_("What the lesson is called"), help_text=TITLE_HELP),
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("completion"), FieldPanel("reading_minutes")]), FieldPanel("objective")], heading=_("How it is done")
        ),
        ChecksPanel(heading=_("Before you publish")),
    ]
    settings_panels = [*StepPage.settings_panels, FieldRowPanel([FieldPanel("lesson_type"), FieldPanel("minutes")])]
    parent_page_types = ["catalogue.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def completion_problem(self) -> str:
        return completion_problem(self.completion, self.body)

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        empty = [] if self.body else [Problem(gettext("The lesson has no content."), gettext("Add a block of text."))]
        return empty + super().problems(going_live=going_live)
