import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from assessments.quizzes.enums import AttemptState, Layout, QuestionKind, QuestionState
from assessments.quizzes.querysets import AttemptQuerySet, QuestionQuerySet
from courses.catalogue.models import StepPage
from courses.enrolments.models import Enrolment
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual, pick


class Question(models.Model):
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
        "quizzes.QuestionVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False, verbose_name=_("current version")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False, verbose_name=_("author")
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    stem = Bilingual()
    explanation = Bilingual()
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code", "id"]

    def __str__(self) -> str:
        return self.stem[:90] or f"#{self.pk}"


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
    intro = models.TextField(_("introduction"), blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark (%)"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=3, help_text=_("0 means as many as wanted."))
    wait_hours = models.PositiveSmallIntegerField(_("hours between attempts"), default=0)
    layout = models.CharField(_("layout"), max_length=4, choices=Layout.choices, default=Layout.ONE)
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)
    all_right_in = ParentalManyToManyField(
        Competency, blank=True, related_name="+", verbose_name=_("all right in"), help_text=_("Every question of these competencies must be right.")
    )

    step_url_name = "quizzes:brief"
    parent_page_types = ["catalogue.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")


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
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of the competency"))

    class Meta(Orderable.Meta):
        verbose_name = _("draw from the bank")
        verbose_name_plural = _("draws from the bank")


class Attempt(models.Model):
    """One go at a quiz. The set, its order and the order of its options are frozen when it starts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("person"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    quiz = models.ForeignKey(QuizPage, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    step_key = models.UUIDField(_("step"))
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version of the quiz"))
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=AttemptState.choices, default=AttemptState.OPEN)
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


class Response(models.Model):
    """The answer to one slot of an attempt: one row, overwritten only by a later counter of the same browser clock."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses", verbose_name=_("attempt"))
    slot = models.PositiveSmallIntegerField(_("slot"))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses", verbose_name=_("version served"))
    answer = models.JSONField(_("answer"), default=list)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [models.UniqueConstraint(fields=["attempt", "slot"], name="one_response_per_slot")]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.slot}"
