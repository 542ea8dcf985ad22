"""The rubric as a form, and a decision on a wrong question."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.enums import CorrectionKind
from assessments.quizzes.models import QuestionVersion
from lms.language.bilingual import pick

MOST_STEPS = 6  # more points than these are typed instead of chosen


class MarkForm(forms.Form):
    """One field for each criterion of the rubric, in its order, and what to say to the person."""

    comment = forms.CharField(
        label=_("What you say to the person"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What worked, and one thing to change next time. They read it with their result."),
    )
    seen_mark = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rubric: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = {f"criterion_{number}": one for number, one in enumerate(rubric, 1)}
        for name, criterion in self.criteria.items():
            self.fields[name] = _points_field(criterion)
        self.order_fields([*self.criteria, "comment", "seen_mark"])

    @property
    def rows(self) -> list[tuple]:
        """(bound field, criterion) in order."""
        return [(self[name], criterion) for name, criterion in self.criteria.items()]

    @property
    def points(self) -> dict[str, Decimal]:
        return {criterion["key"]: Decimal(self.cleaned_data[name]) for name, criterion in self.criteria.items()}


class CorrectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is done"), choices=CorrectionKind.choices, widget=forms.RadioSelect)
    by_version = forms.ModelChoiceField(
        label=_("Score it by the key of"), queryset=QuestionVersion.objects.none(), required=False, empty_label=_("Choose a version")
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Everybody whose result changes reads it, and it stays in the trail."),
    )

    def __init__(self, *args, keys: list[QuestionVersion], corrected: bool, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [CorrectionKind.VOID] + ([CorrectionKind.REKEY] if keys else []) + ([CorrectionKind.KEEP] if corrected else [])
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if keys:
            by_version = self.fields["by_version"]
            by_version.queryset = QuestionVersion.objects.filter(pk__in=[one.pk for one in keys])
            by_version.label_from_instance = lambda version: _("Version %(number)s") % {"number": version.number}
            by_version.initial = keys[0].pk
        else:
            del self.fields["by_version"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == CorrectionKind.REKEY and not cleaned.get("by_version"):
            self.add_error("by_version", _("Choose the version whose key is right."))
        return cleaned


def _points_field(criterion: dict) -> forms.Field:
    most = criterion["points"]
    label = pick(criterion["text"])
    if most == int(most) and most < MOST_STEPS:
        choices = [(str(points), str(points)) for points in range(int(most) + 1)]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    return forms.DecimalField(label=label, min_value=0, max_value=Decimal(str(most)), max_digits=6, decimal_places=2)
