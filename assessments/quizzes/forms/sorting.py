"""What is asked before many questions are changed at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models import Question, QuestionTag
from assessments.quizzes.permissions import QuestionPolicy
from lms.competencies.models import Competency

LEAVE = ("", _("Leave as it is"))


class ReviewerForm(forms.Form):
    reviewer = forms.ModelChoiceField(label=_("Who looks at them"), queryset=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        authors = QuestionPolicy(Question).users_with_any_permission(["change"])
        self.fields["reviewer"].queryset = authors.order_by("first_name", "last_name")


class TagsForm(forms.Form):
    add = forms.CharField(label=_("Add these tags"), required=False, help_text=_("With commas between them: m03, billing."))
    remove = forms.ModelMultipleChoiceField(
        label=_("Take these tags away"), queryset=QuestionTag.objects.order_by("name"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean_add(self) -> list[str]:
        return [tag.strip()[:100] for tag in self.cleaned_data["add"].split(",") if tag.strip()]

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not data["add"] and not data["remove"]:
            self.add_error("add", _("Write a tag to add, or mark one to take away."))
        return data


class CompetencyForm(forms.Form):
    competency = forms.ModelChoiceField(label=_("Competency"), queryset=Competency.objects.filter(archived_at__isnull=True))


class LevelForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("Level"), choices=[LEAVE, *((str(one), str(one)) for one in range(1, 6))], coerce=int, empty_value=None, required=False
    )
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), choices=[LEAVE, *((str(one), str(one)) for one in range(1, 4))], coerce=int, empty_value=None, required=False
    )

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not data["level"] and not data["difficulty"]:
            self.add_error("level", _("Choose a level, a difficulty or both."))
        return data
