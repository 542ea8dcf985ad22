import random
import uuid

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from assessments.quizzes.drawing import Draw, draw
from assessments.quizzes.enums import AttemptState, Layout, QuestionKind, QuestionState
from assessments.quizzes.kinds import untranslated
from assessments.quizzes.panels import DrawMatchPanel, QuizForm
from assessments.quizzes.querysets import AttemptQuerySet, QuestionQuerySet, QuestionVersionQuerySet
from courses.catalogue.models import StepPage
from courses.enrolments.models import Enrolment
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual, pick


class Question(index.Indexed, models.Model):
    """A question of the bank as its author works on it. What people are served is a `QuestionVersion` of it."""

    code = models.SlugField(_("code"), max_length=60, unique=True, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)])
    tag = models.SlugField(_("tag"), max_length=60, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=QuestionState.choices, default=QuestionState.DRAFT)
    stem_es = models.TextField(_("question in Spanish"), blank=True)
    stem_en = models.TextField(_("question in English"), blank=True)
    explanation_es = models.TextField(_("explanation in Spanish"), blank=True)
    explanation_en = models.TextField(_("explanation in English"), blank=True)
    # [{"key": "a", "text": {"es": …, "en": …}, "correct": bool, "feedback": {"es": …, "en": …}}]
    options = models.JSONField(_("options"), default=list)
    current_version = models.ForeignKey(
        "quizzes.QuestionVersion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("current version"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("author"),
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    stem = Bilingual()
    explanation = Bilingual()
    objects = QuestionQuerySet.as_manager()

    search_fields = [
        index.SearchField("stem_es", boost=2),
        index.SearchField("stem_en", boost=2),
        index.SearchField("explanation_es"),
        index.SearchField("explanation_en"),
        index.AutocompleteField("stem_es"),
        index.AutocompleteField("stem_en"),
        index.AutocompleteField("code"),
        index.FilterField("state"),
        index.FilterField("kind"),
        index.FilterField("tag"),
        index.FilterField("difficulty"),
        index.FilterField("competency_id"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code", "id"]

    def __str__(self) -> str:
        return self.stem[:90] or f"#{self.pk}"

    @property
    def stems(self) -> dict[str, str]:
        return {"es": self.stem_es, "en": self.stem_en}

    @property
    def content(self) -> dict:
        """What a version of the question as it stands now would keep."""
        return {
            "stem": self.stems,
            "explanation": {"es": self.explanation_es, "en": self.explanation_en},
            "options": self.options,
        }

    @property
    def untranslated(self) -> list[str]:
        return untranslated(self.stems)

    @property
    def in_use(self) -> bool:
        """Asked by a quiz, or answered by someone: then it is retired, not deleted."""
        return self.quiz_places.exists() or Response.objects.filter(version__question=self).exists()


class QuestionVersion(models.Model):
    """A question as it was served. Never changed: a change of the question makes the next version."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    # {"stem": {es,en}, "explanation": {es,en}, "options": [{"key","text":{es,en},"correct","feedback":{es,en}}]}
    content = models.JSONField(_("content"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"

    @property
    def stem(self) -> str:
        return pick(self.content["stem"])

    @property
    def explanation(self) -> str:
        return pick(self.content.get("explanation", {}))


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

    content_panels = StepPage.content_panels + [
        MultiFieldPanel(
            [
                FieldPanel("objective"),
                FieldPanel("intro"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("code"), FieldPanel("required")]),
            ],
            heading=_("What it is about"),
        ),
        InlinePanel("quiz_questions", [FieldPanel("question")], heading=_("Questions that every attempt asks"), label=_("Question")),
        InlinePanel(
            "draws",
            [
                FieldRowPanel([FieldPanel("count"), FieldPanel("tag"), FieldPanel("competency", widget=forms.Select)]),
                DrawMatchPanel(template="quizzes/admin/draw_match.html"),
            ],
            heading=_("Questions drawn from the bank"),
            label=_("Draw"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("max_attempts"), FieldPanel("wait_hours")]),
                FieldPanel("all_right_in", heading=_("All right in"), widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("layout"), FieldPanel("shuffle_options")]),
            ],
            heading=_("To pass"),
        ),
        FieldPanel("competencies", widget=forms.CheckboxSelectMultiple),
    ]

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
        live = list(Question.objects.live().filter(pk__in=always).values_list("pk", flat=True)) if always else []
        draws = list(self.draws.all())
        bank = list(Question.objects.live().values_list("pk", "tag", "competency_id")) if draws else []
        return [pk for pk in always if pk in live], [
            Draw(one.count, tuple(pk for pk, *facts in bank if one.takes(*facts))) for one in draws
        ]

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
    """So many questions drawn at random from the bank by tag and competency."""

    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="draws")
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    tag = models.SlugField(_("with the tag"), max_length=60, blank=True)
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of the competency")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("draw from the bank")
        verbose_name_plural = _("draws from the bank")

    def takes(self, tag: str, competency_id: int) -> bool:
        return (not self.tag or self.tag == tag) and (not self.competency_id or self.competency_id == competency_id)


class Attempt(models.Model):
    """One go at a quiz. The set, its order and the order of its options are frozen when it starts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("person"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    quiz = models.ForeignKey(QuizPage, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    step_key = models.UUIDField(_("step"))
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version of the quiz")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=AttemptState.choices, default=AttemptState.OPEN)
    seed = models.BigIntegerField(_("seed"), default=0, help_text=_("What the set and its order were drawn with."))
    # [{"version": <QuestionVersion id>, "options": ["c", "a", "b"]}], one a slot, in the order served
    slots = models.JSONField(_("set served"))
    # {"pass_percent": 80, "all_right_in": ["DPR"], "layout": "one"}: the rules as they were at the start
    rules = models.JSONField(_("rules"))
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2, null=True, blank=True)
    max_points = models.DecimalField(_("points possible"), max_digits=7, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    # {"by_competency": {"DPR": {"right": 1, "asked": 2}}, …}: kept as computed when it was submitted
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "step_key"], condition=Q(state="open"), name="one_open_attempt_per_person_and_quiz"),
            models.UniqueConstraint(fields=["enrolment", "step_key", "number"], name="one_attempt_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.quiz} · {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN


class Response(models.Model):
    """The answer to one slot of an attempt: one row from the start, empty until answered, overwritten only by a higher counter.

    Slots count from 1. The counter is the browser's clock when the choice was made, raised above the last one it knows of.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses", verbose_name=_("attempt"))
    slot = models.PositiveSmallIntegerField(_("slot"))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses", verbose_name=_("version served"))
    answer = models.JSONField(_("answer"), default=list)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [models.UniqueConstraint(fields=["attempt", "slot"], name="one_response_per_slot")]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.slot}"


class ExtraAttempt(models.Model):
    """One more attempt than the quiz gives, opened for one person by someone who says why."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="extra_attempts", verbose_name=_("enrolment"))
    step_key = models.UUIDField(_("step"))
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by"))
    granted_at = models.DateTimeField(_("opened at"), default=timezone.now)

    class Meta:
        verbose_name = _("extra attempt")
        verbose_name_plural = _("extra attempts")
        indexes = [models.Index(fields=["enrolment", "step_key"], name="extra_attempts_by_step")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.step_key}"
