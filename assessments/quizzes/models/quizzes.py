"""A quiz as a step of a module: what it asks, and the rules by which it is taken and passed."""

import random

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Orderable

from assessments.quizzes.drawing import Draw, draw
from assessments.quizzes.enums import Layout, Reveal
from assessments.quizzes.models.bank import Question
from assessments.quizzes.panels import DIFFICULTIES, LEVELS, BlueprintPanel, DrawMatchPanel, QuizForm
from courses.catalogue.models import TITLE_HELP, CataloguePage, StepPage
from courses.catalogue.panels import ChecksPanel, ModulePanel
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual


class QuizPage(StepPage):
    """Which questions are asked and what passes. The original's rules hold in every language; a translation has its own words."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("What the quiz is about, in a sentence or two."))
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark (%)"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=3, help_text=_("0 means as many as wanted."))
    wait_hours = models.PositiveSmallIntegerField(_("hours between attempts"), default=0)
    layout = models.CharField(_("layout"), max_length=4, choices=Layout.choices, default=Layout.ONE)
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False, help_text=_("Within each section."))
    time_limit = models.PositiveSmallIntegerField(
        _("minutes to answer"), default=0, help_text=_("0 means no limit. Whoever needs more time gets it by their own adjustment.")
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes at"), null=True, blank=True, help_text=_("Attempts that are open then are handed in as they are.")
    )
    room_code = models.CharField(
        _("code of the room"), max_length=20, blank=True, help_text=_("Whoever starts must type it: say it in the room.")
    )
    practice = models.BooleanField(
        _("may be practised"), default=False, help_text=_("As often as wanted, without counting, and seen by nobody else.")
    )
    test_out = models.BooleanField(
        _("passing it completes the module"), default=False, help_text=_("For people who know it already: they may start here.")
    )
    reveal = models.CharField(_("shown after handing in"), max_length=11, choices=Reveal.choices, default=Reveal.AT_ONCE)
    all_right_in = ParentalManyToManyField(
        Competency,
        blank=True,
        related_name="+",
        verbose_name=_("all right in"),
        help_text=_("Every question of these competencies must be right."),
    )

    step_url_name = "quizzes:brief"
    add_label = _("Add a quiz")
    parent_page_types = ["catalogue.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = QuizForm

    # What an author needs for a first quiz comes first; what has a good default is folded away.
    content_panels = [
        ModulePanel(),
        TitleFieldPanel("title", placeholder=_("What the quiz is called"), help_text=TITLE_HELP),
        InlinePanel("quiz_questions", [FieldPanel("question")], heading=_("Questions that every attempt asks"), label=_("Question")),
        InlinePanel(
            "draws",
            [
                FieldRowPanel([FieldPanel("title_es"), FieldPanel("title_en")]),
                FieldRowPanel([FieldPanel("count"), FieldPanel("competency", widget=forms.Select), FieldPanel("tag")]),
                FieldRowPanel([FieldPanel("level", widget=LEVELS), FieldPanel("difficulty", widget=DIFFICULTIES)]),
                DrawMatchPanel(template="quizzes/admin/draw_match.html"),
            ],
            heading=_("Sections drawn from the bank"),
            label=_("Section"),
        ),
        BlueprintPanel(template="quizzes/admin/blueprint.html", heading=_("In all")),
        FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("max_attempts"), FieldPanel("wait_hours")], heading=_("To pass")),
        MultiFieldPanel(
            [
                FieldPanel("objective"),
                FieldPanel("intro"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("required")]),
            ],
            heading=_("What it is about"),
            classname="collapsed",
        ),
        FieldPanel("all_right_in", heading=_("All right in"), widget=forms.CheckboxSelectMultiple, classname="collapsed"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("room_code")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("practice"), FieldPanel("test_out")]),
            ],
            heading=_("When and how it is taken"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("layout"), FieldPanel("reveal")]),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
            ],
            heading=_("What people see"),
            classname="collapsed",
        ),
        FieldPanel("competencies", widget=forms.CheckboxSelectMultiple, classname="collapsed"),
        ChecksPanel(heading=_("Before you publish")),
    ]
    settings_panels = CataloguePage.settings_panels

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def serve_preview(self, request, mode_name):
        """The quiz as the learner sees it, with a sample set; nothing is saved."""
        from assessments.quizzes.views import preview

        return preview(request, self)

    def plan(self) -> tuple[list[int], list[Draw]]:
        """The live questions that are always asked, by id, and the draws with the live questions that each may take."""
        always = [place.question_id for place in self.quiz_questions.all()]
        live = set(Question.objects.live().filter(pk__in=always).values_list("pk", flat=True)) if always else set()
        return [pk for pk in always if pk in live], [Draw(one.count, one.pool()) for one in self.draws.all()]

    def completion_problem(self) -> str | None:
        """Why nobody could take this quiz as the bank stands, in words; None when it can be taken."""
        always, draws = self.plan()
        asked, short = draw(always, draws, seed=random.randrange(2**32))
        if not asked:
            return _("This quiz asks no question yet: choose some, or draw them from the bank.")
        if short:
            return ngettext(
                "The bank is one live question short for the draws of this quiz.",
                "The bank is %(count)d live questions short for the draws of this quiz.",
                short,
            ) % {"count": short}
        return None


class QuizQuestion(Orderable):
    """A question that every attempt of the quiz asks."""

    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="quiz_places", verbose_name=_("question"))

    class Meta(Orderable.Meta):
        verbose_name = _("question of a quiz")
        verbose_name_plural = _("questions of a quiz")


class QuizDraw(Orderable):
    """A section of a quiz: so many questions drawn at random from the bank. All of them together are the quiz's blueprint."""

    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="draws")
    title_es = models.CharField(_("title in Spanish"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    tag = models.SlugField(_("with the tag"), max_length=60, blank=True)
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of the competency")
    )
    level = models.PositiveSmallIntegerField(
        _("of the level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    difficulty = models.PositiveSmallIntegerField(
        _("of the difficulty"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )

    title = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("section drawn from the bank")
        verbose_name_plural = _("sections drawn from the bank")

    @property
    def is_open_ended(self) -> bool:
        """Nothing says which questions: the whole bank would be drawn from."""
        return not (self.tag or self.competency_id or self.level or self.difficulty)

    def pool(self) -> tuple[int, ...]:
        """The live questions that the section can take, by id."""
        return tuple(
            Question.objects.live()
            .that_fit(tag=self.tag, competency_id=self.competency_id, level=self.level, difficulty=self.difficulty)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
