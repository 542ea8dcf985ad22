"""What is taught: programmes, the modules they list, and the steps under a module.

The page a programme names is the original; its steps, their order and rules are read from the original's tree, and each
is shown in the reader's language where a live translation exists.
"""

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel, PublishingPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Task, TaskState
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.enums import Completion, HandbookKind, LessonType, ModuleKind, ReportState, UnlockRule
from courses.catalogue.forms import CataloguePageForm
from courses.catalogue.panels import ChecksPanel, ModulePanel, StepsPanel
from courses.catalogue.permissions import can_approve, can_read_catalogue
from courses.catalogue.publishing import Problem, StepFacts, body_problems, completion_problem, module_problems, programme_problems, translation_problems
from courses.catalogue.signals import way_asked
from courses.catalogue.translation import translation_state
from lms.competencies.models import Competency
from lms.language.folding import fold
from lms.people.enums import APPROVES_CONTENT

# Every word of a page without its accents, for the search: whole words, and how words begin.
SEARCHED = [index.SearchField("folded_words"), index.AutocompleteField("folded_words")]
PHONE = {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")}
DESK = {"name": "desk", "icon": "desktop", "device_width": 1280, "label": _("On a desk")}


def people_who_approve() -> Q:
    """Whoever may be named as the approver of a module."""
    from lms.people.models import Membership

    return Q(pk__in=Membership.objects.current().filter(role__in=APPROVES_CONTENT).values("person"))


class CataloguePage(Page):
    """What every page of the catalogue shares: its editor, its checks, and where its address in the CMS leads."""

    base_form_class = CataloguePageForm
    promote_panels: list = []
    settings_panels = [PublishingPanel(), FieldPanel("code", help_text=_("Only if your papers use one. It may stay empty.")), FieldPanel("slug")]
    preview_sizes = [PHONE, DESK]
    default_preview_size = "phone"
    override_translatable_fields = [SynchronizedField("code", overridable=False)]

    class Meta:
        abstract = True

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        """What is missing in this draft before it may be submitted, or (`going_live`) published."""
        return []

    def approving_module(self) -> "ModulePage | None":
        """The module whose approver approves this page."""
        return None

    def translation_problems(self) -> list[Problem]:
        return translation_problems(translation_state(self))

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Learners walk through the player, people who teach through the reader; for anybody else there is nothing here."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        address = self.address_for(request.user)
        if not address:
            raise Http404
        return redirect(address)

    def address_for(self, person) -> str:
        answers = (address for _receiver, address in way_asked.send(sender=type(self), page=self, person=person))
        found = next((address for address in answers if address), "")
        return found or (reverse("catalogue:read", args=[self.translation_key]) if can_read_catalogue(person) else "")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "catalogue/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict:
        from courses.catalogue.queries import preview

        return super().get_preview_context(request, mode_name) | preview(self)


class HomePage(Page):
    """The root of the academy in one language."""

    preview_modes: list = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.ProgrammePage", "catalogue.ModulePage", "catalogue.HandbookPage"]
    max_count_per_parent = 4

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect("home:today")


class ProgrammePage(CataloguePage):
    """A list of modules by reference, each with its day, whether it is required and what unlocks it."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    outcome = models.TextField(_("what people can do at the end"), blank=True)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, default=0)
    modality = models.CharField(_("modality"), max_length=150, blank=True, help_text=_("In the classroom, online or both."))

    content_panels = [
        TitleFieldPanel("title", placeholder=_("What the programme is called")),
        FieldPanel("outcome"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("modality")]),
        InlinePanel("programme_modules", heading=_("Modules"), label=_("Module")),
        ChecksPanel(heading=_("Before you publish")),
    ]
    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        return programme_problems([StepFacts(place.module.title, place.module.live) for place in self.programme_modules.all()])


class ProgrammeModule(Orderable):
    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="programme_modules")
    module = models.ForeignKey("catalogue.ModulePage", on_delete=models.PROTECT, related_name="programme_places", verbose_name=_("module"))
    day = models.PositiveSmallIntegerField(_("day"), default=1, help_text=_("Working day counted from the person's start: 1 is the first."))
    required = models.BooleanField(_("required"), default=True)
    unlock_rule = models.CharField(_("opens"), max_length=24, choices=UnlockRule.choices, default=UnlockRule.ON_DAY)

    panels = [PageChooserPanel("module"), FieldRowPanel([FieldPanel("day"), FieldPanel("unlock_rule")]), FieldPanel("required")]

    class Meta(Orderable.Meta):
        verbose_name = _("module of a programme")
        verbose_name_plural = _("modules of a programme")
        constraints = [models.UniqueConstraint(fields=["programme", "module"], name="one_place_per_module_in_a_programme")]


class ModulePage(CataloguePage):
    """A unit of training. Its steps are its child pages, in the order of the tree."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ModuleKind.choices, default=ModuleKind.INITIAL)
    outcome = models.TextField(_("what people can do at the end"), blank=True, help_text=_("One sentence: “You can explain a bill line by line.”"))
    what_counts = models.TextField(_("what counts as done"), blank=True, help_text=_("Shown to the learner. Left empty, it is written from the steps."))
    competencies = ParentalManyToManyField(Competency, blank=True, related_name="+", verbose_name=_("competencies taught"))
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=people_who_approve,
        verbose_name=_("approver"),
        help_text=_("Who approves this module and its steps before they are published. Left empty, any approver may."),
    )

    content_panels = [
        StepsPanel(heading=_("Steps")),
        TitleFieldPanel("title", placeholder=_("What the module is called")),
        FieldPanel("outcome"),
        FieldPanel("approver"),
        FieldPanel("competencies", widget=forms.CheckboxSelectMultiple),
        ChecksPanel(heading=_("Before you publish")),
    ]
    settings_panels = [*CataloguePage.settings_panels, FieldPanel("kind"), FieldPanel("what_counts")]
    parent_page_types = ["catalogue.HomePage"]
    subpage_types = ["catalogue.LessonPage", "quizzes.QuizPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def approving_module(self) -> "ModulePage":
        return self

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        steps = self.get_children().values_list("title", "live") if self.pk else []
        return module_problems([StepFacts(title, live) for title, live in steps], going_live=going_live)


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
        choices=[choice for choice in Completion.choices if choice[0] != Completion.QUIZ],
        default=Completion.READ,
    )
    intro = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences under the title: why it matters at the desk."))
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    add_label = _("Add a lesson")
    content_panels = [
        ModulePanel(),
        TitleFieldPanel("title", placeholder=_("What the lesson is called")),
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


class HandbookPage(CataloguePage):
    """What lessons point to and people look up: a procedure, a minimum-criteria notice, a reference."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=HandbookKind.choices, default=HandbookKind.PROCEDURE)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One sentence, shown in the list and in the search."))
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    search_fields = Page.search_fields + SEARCHED
    content_panels = [
        TitleFieldPanel("title", placeholder=_("What people will look for")),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        ChecksPanel(heading=_("Before you publish")),
    ]
    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("handbook page")
        verbose_name_plural = _("handbook pages")

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        return body_problems(self.body)

    def address_for(self, person) -> str:
        return reverse("catalogue:handbook_page", args=[self.translation_key])

    def folded_words(self) -> str:
        return fold(" ".join([self.title, self.code, self.summary, *words_of(self)]))


def words_of(page: Page) -> list[str]:
    """The texts of a page's blocks, in order; nothing for a page without."""
    return page.body.stream_block.get_searchable_content(page.body) if getattr(page, "body", None) else []


class ModuleApprovalTask(Task):
    """The approver of the module approves its pages; where a module names none, anyone who approves content does."""

    class Meta:
        verbose_name = _("approval by the module's approver")
        verbose_name_plural = _("approvals by the module's approver")

    @classmethod
    def get_description(cls):
        return _("The module's approver, or anyone who approves content where it names none")

    def user_can_access_editor(self, obj, user):
        return can_approve(user, obj)

    def locked_for_user(self, obj, user):
        return not can_approve(user, obj)

    def user_can_lock(self, obj, user):
        return can_approve(user, obj)

    def get_actions(self, obj, user):
        if not can_approve(user, obj):
            return []
        return [("reject", _("Ask for changes"), True), ("approve", _("Approve and publish"), False)]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from courses.catalogue.queries import approvals_waiting_for

        return approvals_waiting_for(user, self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS))


class CatalogueVersion(models.Model):
    """One row that counts publications, so that every process knows when what it has cached is old."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("catalogue version")

    def __str__(self) -> str:
        return str(self.number)


class ContentReport(models.Model):
    """Someone found an error in a page. A trainer mends it or says why there is nothing to mend."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="content_reports", verbose_name=_("page"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="content_reports", verbose_name=_("reported by"))
    block_id = models.CharField(_("block"), max_length=64, blank=True)
    text = models.TextField(_("what is wrong"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["reported_at"]

    def __str__(self) -> str:
        return self.text[:60]
