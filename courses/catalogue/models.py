"""What is taught: programmes, the modules they list, and the steps under a module.

The page a programme names is the original; its steps, their order and rules are read from the original's tree, and each
is shown in the reader's language where a live translation exists.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.enums import Completion, HandbookKind, LessonType, ModuleKind, ReportState, UnlockRule
from lms.competencies.models import Competency
from lms.language.folding import fold

# Every word of a page without its accents, for the search: whole words, and how words begin.
SEARCHED = [index.SearchField("folded_words"), index.AutocompleteField("folded_words")]


class HomePage(Page):
    """The root of the academy in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.ProgrammePage", "catalogue.ModulePage", "catalogue.HandbookPage"]
    max_count_per_parent = 4

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class ProgrammePage(Page):
    """A list of modules by reference, each with its day, whether it is required and what unlocks it."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    outcome = models.TextField(_("what people can do at the end"), blank=True)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, default=0)
    modality = models.CharField(_("modality"), max_length=150, blank=True)

    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class ProgrammeModule(Orderable):
    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="programme_modules")
    module = models.ForeignKey("catalogue.ModulePage", on_delete=models.PROTECT, related_name="programme_places", verbose_name=_("module"))
    day = models.PositiveSmallIntegerField(_("day"), default=1, help_text=_("Working day counted from the person's start: 1 is the first."))
    required = models.BooleanField(_("required"), default=True)
    unlock_rule = models.CharField(_("opens"), max_length=24, choices=UnlockRule.choices, default=UnlockRule.ON_DAY)

    class Meta(Orderable.Meta):
        verbose_name = _("module of a programme")
        verbose_name_plural = _("modules of a programme")
        constraints = [models.UniqueConstraint(fields=["programme", "module"], name="one_place_per_module_in_a_programme")]


class ModulePage(Page):
    """A unit of training. Its steps are its child pages, in the order of the tree."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ModuleKind.choices, default=ModuleKind.INITIAL)
    outcome = models.TextField(_("what people can do at the end"), blank=True)
    what_counts = models.TextField(_("what counts as done"), blank=True, help_text=_("Shown to the learner. Left empty, it is written from the steps."))
    competencies = ParentalManyToManyField(Competency, blank=True, related_name="+", verbose_name=_("competencies taught"))
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approver"),
        help_text=_("Who approves this module and its steps before they are published."),
    )

    parent_page_types = ["catalogue.HomePage"]
    subpage_types = ["catalogue.LessonPage", "quizzes.QuizPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class StepPage(Page):
    """What every kind of step shares. A step's key is its translation key: the same in every language."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    objective = models.TextField(_("objective"), blank=True, help_text=_("What the person can do after this step."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, help_text=_("In the timetable, with everything."))
    required = models.BooleanField(_("required"), default=True)
    competencies = ParentalManyToManyField(Competency, blank=True, related_name="+", verbose_name=_("competencies"))

    search_fields = Page.search_fields + SEARCHED
    step_url_name = "enrolments:lesson"  # the player's page for this kind of step: (enrolment id, step key)

    class Meta:
        abstract = True

    @property
    def key(self):
        return self.translation_key

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
    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    parent_page_types = ["catalogue.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class HandbookPage(Page):
    """What lessons point to and people look up: a procedure, a minimum-criteria notice, a reference."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=HandbookKind.choices, default=HandbookKind.PROCEDURE)
    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    search_fields = Page.search_fields + SEARCHED
    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("handbook page")
        verbose_name_plural = _("handbook pages")

    def folded_words(self) -> str:
        return fold(" ".join([self.title, self.code, self.summary, *words_of(self)]))


def words_of(page: Page) -> list[str]:
    """The texts of a page's blocks, in order; nothing for a page without."""
    return page.body.stream_block.get_searchable_content(page.body) if getattr(page, "body", None) else []


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
