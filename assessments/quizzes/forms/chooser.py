"""In the chooser of a quiz: a whole question in a few fields, and how one is found."""

from string import ascii_lowercase

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from assessments.quizzes.actions import publish_question, save_question
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds import MAX_OPTIONS, problems_of
from assessments.quizzes.models import Question
from lms.competencies.models import Competency
from lms.language.bilingual import LANGUAGES, active_language


class QuickQuestionForm(forms.Form):
    """A whole question in five fields, for someone who is writing a quiz and does not want to leave it."""

    stem = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label=_("Options, one a line"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Put an asterisk before the right one: *It costs 45 € a month. Before several, when several are right."),
    )
    explanation = forms.CharField(label=_("Explanation, read after the quiz"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    competency = forms.ModelChoiceField(label=_("Competency"), queryset=Competency.objects.filter(archived_at__isnull=True))
    tag = forms.SlugField(label=_("Tag"), required=False, help_text=_("To find it again, and to draw by it: m03, for example."))
    language = forms.ChoiceField(label=_("Written in"), choices=[("es", _("Spanish")), ("en", _("English"))])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = active_language()

    def clean_options(self) -> list[tuple[str, bool]]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        return [(line.lstrip("* ").strip(), line.startswith("*")) for line in lines]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors:
            question = self._question(cleaned)
            problems = problems_of(question.kind, question.content)
            if problems:
                self.add_error("options", ValidationError([str(problem) for problem in problems]))
            self.question = question
        return cleaned

    def save(self, *, actor=None) -> Question:
        with transaction.atomic():
            save_question(question=self.question, actor=actor)
            if self.cleaned_data["tag"]:
                self.question.tags.add(self.cleaned_data["tag"])
            publish_question(question=self.question, actor=actor)
        return self.question

    def _question(self, cleaned: dict) -> Question:
        language, lines = cleaned["language"], cleaned["options"]
        several = sum(right for _text, right in lines) > 1
        return Question(
            kind=QuestionKind.MULTIPLE if several else QuestionKind.SINGLE,
            competency=cleaned["competency"],
            options=[
                _written(key, text, right, language) for key, (text, right) in zip(ascii_lowercase, lines[: MAX_OPTIONS + 1], strict=False)
            ],
            **{f"stem_{language}": cleaned["stem"].strip(), f"explanation_{language}": cleaned["explanation"].strip()},
        )


class FindQuestionForm(BaseFilterForm):
    """The chooser's search: words of the question, its competency, its tag."""

    q = forms.CharField(label=_("Words"), required=False)
    competency = forms.ModelChoiceField(label=_("Competency"), queryset=Competency.objects.all(), required=False)
    tag = forms.CharField(label=_("Tag"), required=False)

    def filter(self, questions):
        questions = super().filter(questions)
        self.is_searching, self.search_query = bool(self.cleaned_data["q"]), self.cleaned_data["q"]
        for word in self.search_query.split():
            questions = questions.filter(Q(stem_es__icontains=word) | Q(stem_en__icontains=word) | Q(code__icontains=word))
        if self.cleaned_data["competency"]:
            questions = questions.filter(competency=self.cleaned_data["competency"])
        tag = self.cleaned_data["tag"]
        return questions.filter(tags__name__icontains=tag).distinct() if tag else questions


def _written(key: str, text: str, right: bool, language: str) -> dict:
    nothing = dict.fromkeys(LANGUAGES, "")
    return {"key": key, "text": {**nothing, language: text}, "correct": right, "feedback": dict(nothing)}
