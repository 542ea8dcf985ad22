"""What programmes, modules and steps share, and the first two."""

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    PageChooserPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.catalogue.enums import ModuleKind, UnlockRule
from courses.catalogue.forms import CataloguePageForm
from courses.catalogue.panels import ChecksPanel, StepsPanel
from courses.catalogue.permissions import can_read_catalogue
from courses.catalogue.publishing import Problem, StepFacts, module_problems, programme_problems, translation_problems
from courses.catalogue.signals import way_asked
from courses.catalogue.translation import translation_state
from lms.competencies.models import Competency
from lms.people.enums import APPROVES_CONTENT

# Every word of a page without its accents, for the search: whole words, and how words begin.
SEARCHED = [index.SearchField("folded_words"), index.AutocompleteField("folded_words")]
PHONE = {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")}
TITLE_HELP = _("As people will read it.")
DESK = {"name": "desk", "icon": "desktop", "device_width": 1280, "label": _("On a desk")}


def people_who_approve() -> Q:
    """Whoever may be named as the approver of a module."""
    from lms.people.models import Membership

    return Q(pk__in=Membership.objects.current().filter(role__in=APPROVES_CONTENT).values("person"))


class CataloguePage(Page):
    """What every page of the catalogue shares: its editor, its checks, and where its address in the CMS leads."""

    base_form_class = CataloguePageForm
    promote_panels: list = []
    settings_panels = [
        PublishingPanel(),
        FieldPanel("code", help_text=_("Only if your papers use one. It may stay empty.")),
        FieldPanel("slug"),
        CommentPanel(),
    ]
    private_page_options: list[str] = []  # who reads a page is said by who learns it
    preview_sizes = [PHONE, DESK]
    default_preview_size = "phone"
    override_translatable_fields = [SynchronizedField("code", overridable=False)]

    class Meta:
        abstract = True

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        """What is missing in this draft before it may be submitted, or (`going_live`) published."""
        return []

    def is_translation(self) -> bool:
        """Whether another page of the same key was written first: then its modules, steps and order are read from that one."""
        return (
            self.pk is not None and type(self).objects.filter(translation_key=self.translation_key, pk__lt=self.pk, alias_of=None).exists()
        )

    def approving_module(self) -> "ModulePage | None":
        """The module whose approver approves this page."""
        return None

    def translation_problems(self) -> list[Problem]:
        return translation_problems(translation_state(self))

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Learners walk through the player, people who teach through the reader; anybody else is told how one comes to learn it."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        address = self.address_for(request.user)
        if not address:
            return render(request, "catalogue/not_enrolled.html", {"page": self}, status=403)
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
    least_attendance = models.PositiveSmallIntegerField(
        _("attendance asked, in per cent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of the hours in class, to leave the classroom. Empty where nobody is asked to have been there."),
    )

    content_panels = [
        TitleFieldPanel("title", placeholder=_("What the programme is called"), help_text=TITLE_HELP),
        FieldPanel("outcome"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("modality")]),
        FieldPanel("least_attendance"),
        InlinePanel("programme_modules", heading=_("Modules"), label=_("Module")),
        ChecksPanel(heading=_("Before you publish")),
    ]
    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        if self.is_translation():
            return []
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
    outcome = models.TextField(
        _("what people can do at the end"), blank=True, help_text=_("One sentence: “You can explain a bill line by line.”")
    )
    what_counts = models.TextField(
        _("what counts as done"), blank=True, help_text=_("Shown to the learner. Left empty, it is written from the steps.")
    )
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
        TitleFieldPanel("title", placeholder=_("What the module is called"), help_text=TITLE_HELP),
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
        if self.is_translation():
            return []
        steps = self.get_children().values_list("title", "live") if self.pk else []
        return module_problems([StepFacts(title, live) for title, live in steps], going_live=going_live)


def words_of(page: Page) -> list[str]:
    """The texts of a page's blocks, in order; nothing for a page without."""
    return page.body.stream_block.get_searchable_content(page.body) if getattr(page, "body", None) else []
