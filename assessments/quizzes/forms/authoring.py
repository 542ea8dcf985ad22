"""A question of the bank: its own form for each kind. A draft may be incomplete; what goes live may not."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.base import BlockField

from assessments.quizzes.blocks import BODIES
from assessments.quizzes.enums import QuestionKind, TextFormat
from assessments.quizzes.kinds import problems_of
from assessments.quizzes.markup import clean, cleaned
from assessments.quizzes.models import QuestionMedia
from assessments.quizzes.permissions import QuestionPolicy
from lms.competencies.models import Competency
from lms.language.bilingual import LANGUAGES

PUBLISH, REVIEW, RETURN = "action-publish", "action-review", "action-return"
# Their bodies are written with the same rows, so that one becomes another without losing anything.
ALIKE = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.BEST}


class QuestionForm(WagtailAdminModelForm):
    """The button that was pressed says what has to be there: everything to publish, a reviewer to send for review."""

    kind = forms.ChoiceField(choices=QuestionKind.choices, widget=forms.HiddenInput)
    asked = BlockField(block=BODIES[QuestionKind.SINGLE](required=False), required=False)
    note = forms.CharField(
        label=_("Note to its author"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read by the author when you return the question."),
    )

    class Media:
        css = {"all": ["css/quiz-admin.css"]}
        js = ["js/quiz-advice-admin.js", "js/quiz-gaps-admin.js", "js/quiz-tags-admin.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self._kind()
        self.instance.kind = self.initial["kind"] = kind
        self.body = BODIES[kind](required=False)
        self.fields["asked"] = BlockField(block=self.body, label=_("What is asked"), required=False)
        self.before = self.instance.body or {}
        self.initial["asked"] = self.body.from_content(self.before)
        self._offer_people_and_competencies()

    def clean_code(self) -> str | None:
        return self.cleaned_data["code"] or None

    def clean(self) -> dict:
        data = super().clean()
        for name in ("stem", "explanation"):
            for code in LANGUAGES:
                data[f"{name}_{code}"] = self._text(data.get(f"{name}_{code}", ""))
        if not (data["stem_es"] or data["stem_en"]):
            self.add_error("stem_es", _("Write the question in Spanish or in English."))
        if "asked" in data:
            self.instance.body = self._body(data["asked"])
        self._check_wishes(data)
        return data

    @property
    def content(self) -> dict:
        """What was written, once it has been cleaned."""
        texts = {name: {code: self.cleaned_data.get(f"{name}_{code}", "") for code in LANGUAGES} for name in ("stem", "explanation")}
        return {"format": self.instance.text_format, **texts, **(self.instance.body or {})}

    def _kind(self) -> str:
        """A new question is of the kind that was chosen; one that there is stays of its kind, or becomes one that is written alike."""
        wanted = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        wanted = wanted if wanted in QuestionKind.values else self.instance.kind
        if self.instance.pk is None or {wanted, self.instance.kind} <= ALIKE:
            return wanted
        return self.instance.kind

    def _offer_people_and_competencies(self) -> None:
        if "competency" in self.fields:
            self.fields["competency"].queryset = Competency.objects.filter(archived_at__isnull=True) | Competency.objects.filter(
                pk=self.instance.competency_id
            )
        if "reviewer" in self.fields:
            authors = QuestionPolicy(type(self.instance)).users_with_any_permission(["change"])
            others = authors.exclude(pk=getattr(self.for_user, "pk", None)) | authors.filter(pk=self.instance.reviewer_id)
            self.fields["reviewer"].queryset = others.order_by("first_name", "last_name")

    def _text(self, text: str) -> str:
        return clean(text) if self.instance.text_format == TextFormat.HTML else text.strip()

    def _body(self, value) -> dict:
        body = self.body.to_content(value, self.before)
        if self.instance.text_format == TextFormat.HTML:
            body = cleaned(body)
        if body.get("image"):
            body["image"] = _sized(body["image"]["media"])
        return body

    def _check_wishes(self, data: dict) -> None:
        if PUBLISH in self.data and "asked" in data:
            problems = problems_of(self.instance.kind, self.content)
            stem_said = any("stem" in name for name in self.errors)
            if problems and not stem_said:
                said = [ValidationError(str(problem)) for problem in problems]
                self.add_error("asked", StructBlockValidationError(non_block_errors=said))
            if not data.get("competency"):
                self.add_error("competency", _("Choose the competency that it asks about."))
        if REVIEW in self.data and not data.get("reviewer"):
            self.add_error("reviewer", _("Choose who looks at it."))
        if RETURN in self.data and not data.get("note", "").strip():
            self.add_error("note", _("Say what should be changed."))


def _sized(name: str) -> dict | None:
    """A picture with its size; None for a name that is no picture of the bank."""
    kept = QuestionMedia.objects.filter(name=name).first() if name else None
    return {"media": kept.name, "width": kept.width, "height": kept.height} if kept else None
