"""A score sheet: for each exercise a mark and the words it stands on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.promotions.enums import SCALE
from lms.promotions.forms.candidates import words
from lms.promotions.models import Exercise

MARKS = [(str(mark), str(mark)) for mark in SCALE]


class SheetForm(forms.Form):
    """Fields `value_<exercise>` and `evidence_<exercise>`. `rows`: (exercise, its group, both bound fields) in order."""

    def __init__(self, *args, exercises: list[tuple[Exercise, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.exercises = exercises
        for exercise, _group in exercises:
            self.fields[f"value_{exercise.pk}"] = forms.ChoiceField(label=exercise.name, choices=MARKS, widget=forms.RadioSelect)
            self.fields[f"evidence_{exercise.pk}"] = words(_("What it stands on"), rows=3)

    @property
    def rows(self):
        return [(one, group, self[f"value_{one.pk}"], self[f"evidence_{one.pk}"]) for one, group in self.exercises]

    @property
    def sheet(self) -> dict[int, tuple[int, str]]:
        clean = self.cleaned_data
        return {one.pk: (int(clean[f"value_{one.pk}"]), clean[f"evidence_{one.pk}"]) for one, _group in self.exercises}

    @property
    def draft(self) -> dict[str, dict[str, str]]:
        """What was sent so far, whole or not, cut to what a sheet may hold."""
        return {
            str(one.pk): {
                "value": self.data.get(f"value_{one.pk}", "")[:1],
                "evidence": self.data.get(f"evidence_{one.pk}", "")[:4000],
            }
            for one, _group in self.exercises
        }


class CorrectionForm(forms.Form):
    value = forms.ChoiceField(label=_("Score"), choices=MARKS, widget=forms.RadioSelect)
    evidence = words(_("What it stands on"), rows=3)
    reason = words(_("Why you correct it"), rows=2, help_text=_("Both scores stay in the file; this one counts."))

    def clean_value(self) -> int:
        return int(self.cleaned_data["value"])
