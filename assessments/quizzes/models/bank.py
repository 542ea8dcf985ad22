"""Questions, their versions, and the pictures that they show."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase
from wagtail.models import PreviewableMixin
from wagtail.search import index

from assessments.quizzes.content import fingerprint, in_words, untranslated
from assessments.quizzes.enums import QuestionKind, QuestionState, TextFormat
from assessments.quizzes.querysets import QuestionMediaQuerySet, QuestionQuerySet, QuestionVersionQuerySet
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual, pick


class QuestionTag(TagBase):
    """A word that questions are found and drawn by."""

    free_tagging = True

    class Meta:
        verbose_name = _("tag of questions")
        verbose_name_plural = _("tags of questions")


class TaggedQuestion(ItemBase):
    tag = models.ForeignKey(QuestionTag, on_delete=models.CASCADE, related_name="tagged_questions")
    content_object = models.ForeignKey("quizzes.Question", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a question")
        verbose_name_plural = _("tags of a question")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="one_place_per_tag_and_question")]


class Question(PreviewableMixin, index.Indexed, models.Model):
    """A question of the bank as its author works on it. What people are served is a `QuestionVersion` of it.

    The shape of its content is written down in `docs/question-format.md`.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    # A draft may come without one, from elsewhere; nothing goes live without one.
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)], help_text=_("Of the competency.")
    )
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)])
    tags = TaggableManager(through=TaggedQuestion, blank=True, verbose_name=_("tags"))
    state = models.CharField(_("state"), max_length=8, choices=QuestionState.choices, default=QuestionState.DRAFT, db_index=True)
    text_format = models.CharField(_("format"), max_length=5, choices=TextFormat.choices, default=TextFormat.PLAIN, editable=False)
    stem_es = models.TextField(_("question in Spanish"), blank=True)
    stem_en = models.TextField(_("question in English"), blank=True)
    explanation_es = models.TextField(_("explanation in Spanish"), blank=True)
    explanation_en = models.TextField(_("explanation in English"), blank=True)
    # What its kind adds to stem and explanation: options, answers, items, gaps…
    body = models.JSONField(_("what is asked"), default=dict)
    # The same for two questions that ask the same thing in the same words.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
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
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reviewer")
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
        index.FilterField("difficulty"),
        index.FilterField("competency_id"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code", "id"]

    def __str__(self) -> str:
        return Truncator(in_words(self.stem, self.text_format)).chars(90) or f"#{self.pk}"

    @property
    def stems(self) -> dict[str, str]:
        return {"es": self.stem_es, "en": self.stem_en}

    @property
    def options(self) -> list[dict]:
        return self.body.get("options", [])

    @options.setter
    def options(self, options: list[dict]) -> None:
        self.body = {**(self.body or {}), "options": options}

    @property
    def content(self) -> dict:
        """What a version of the question as it stands now would keep."""
        return {
            "format": self.text_format,
            "stem": self.stems,
            "explanation": {"es": self.explanation_es, "en": self.explanation_en},
            **self.body,
        }

    @content.setter
    def content(self, content: dict) -> None:
        self.text_format = content.get("format") or TextFormat.PLAIN
        for code in ("es", "en"):
            setattr(self, f"stem_{code}", content["stem"].get(code, ""))
            setattr(self, f"explanation_{code}", (content.get("explanation") or {}).get(code, ""))
        self.body = {key: value for key, value in content.items() if key not in ("format", "stem", "explanation")}

    @property
    def computed_fingerprint(self) -> str:
        return fingerprint(self.kind, self.content)

    @property
    def untranslated(self) -> list[str]:
        return untranslated(self.stems)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """As read in each language that it is written in."""
        return [(code, name) for code, name in settings.LANGUAGES if self.stems[code]] or list(settings.LANGUAGES)

    def serve_preview(self, request, mode_name):
        """The question as a learner is asked it; nothing is saved."""
        from assessments.quizzes.viewsets import preview_question

        return preview_question(request, self, mode_name)

    @property
    def in_use(self) -> bool:
        """Asked by a quiz, or answered by someone: then it is retired, not deleted."""
        from assessments.quizzes.models.attempts import Response

        return self.quiz_places.exists() or Response.objects.filter(version__question=self).exists()


class QuestionVersion(models.Model):
    """A question as it was served. Never changed: a change of the question makes the next version."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))
    content = models.JSONField(_("content"))  # as in docs/question-format.md
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
    def text_format(self) -> str:
        return self.content.get("format") or TextFormat.PLAIN

    @property
    def stem(self) -> str:
        return pick(self.content["stem"])

    @property
    def explanation(self) -> str:
        return pick(self.content.get("explanation", {}))


class QuestionMedia(models.Model):
    """A picture that questions show. Its name is made from its bytes, so that the same picture is kept once."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    file = models.FileField(_("file"), upload_to="questions/")
    content_type = models.CharField(_("content type"), max_length=60)
    width = models.PositiveIntegerField(_("width"), default=0)
    height = models.PositiveIntegerField(_("height"), default=0)
    questions = models.ManyToManyField(Question, blank=True, related_name="media", verbose_name=_("questions"))
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    objects = QuestionMediaQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of questions")
        verbose_name_plural = _("pictures of questions")

    def __str__(self) -> str:
        return self.name
