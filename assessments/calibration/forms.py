"""A sheet of a calibration as it is sent, and the form in which a session is opened."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from assessments.calibration.actions import Sheet
from assessments.calibration.enums import AnchorKind
from assessments.calibration.models import CalibrationSession
from assessments.calibration.queries.opening import AT_MOST, assessors_for, performances_for
from assessments.calibration.queries.performances import words_of
from assessments.roleplays.models import Performance
from assessments.rubrics.models import RubricVersion


def sheet_of(sent: QueryDict, letters: Iterable[str], codes: list[str]) -> Sheet:
    """What is missing or is no number is not in it: handing it in says so."""
    return {letter: (_values(sent, letter, codes), sent.getlist(f"critical_{letter}")) for letter in letters}


def _values(sent: QueryDict, letter: str, codes: list[str]) -> dict[str, int]:
    given = {code: sent.get(f"value_{letter}_{code}", "") for code in codes}
    return {code: int(value) for code, value in given.items() if value in ("1", "2", "3", "4", "5")}


def agreed_of(sent: QueryDict, letters: Iterable[str], code: str) -> dict[str, int]:
    """What is agreed on one criterion, by letter."""
    return {letter: values[code] for letter in letters if (values := _values(sent, letter, [code]))}


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OpenForm(forms.Form):
    """What a session needs, of one version of a rubric."""

    title_es = forms.CharField(label=_("Title in Spanish"), max_length=150)
    title_en = forms.CharField(label=_("Title in English"), max_length=150)
    codes = forms.MultipleChoiceField(
        label=_("What is scored"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("All of it, or a part.")
    )
    performances = forms.ModelMultipleChoiceField(label=_("Performances"), queryset=None, widget=forms.CheckboxSelectMultiple)
    people = forms.ModelMultipleChoiceField(label=_("Who scores"), queryset=None, widget=forms.CheckboxSelectMultiple)
    scores_due_on = Day(label=_("Scores are in by"), required=False)
    talk_on = Day(label=_("You talk about it on"), required=False)

    def __init__(self, *args, version: RubricVersion, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        criteria = list(version.criteria.order_by("position"))
        self.fields["codes"].choices = [(one.code, one.name) for one in criteria]
        self.fields["codes"].initial = [one.code for one in criteria]
        rows = performances_for(version.rubric, user)
        self.fields["performances"].queryset = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:AT_MOST]))
        self.fields["performances"].label_from_instance = lambda one: one.version.scenario.title  # never a person
        self.fields["people"].queryset = assessors_for(user)

    def beginnings(self) -> list[tuple[Performance, str]]:
        """The performances to choose from, each with its words and no name."""
        return [(one, words_of(one)) for one in self.fields["performances"].queryset]

    def facts(self) -> dict:
        data = self.cleaned_data
        whole = len(data["codes"]) in (0, len(self.fields["codes"].choices))
        return {
            "code": free_code(data["title_en"]),
            "titles": {"es": data["title_es"], "en": data["title_en"]},
            "codes": [] if whole else data["codes"],
            **{name: data[name] for name in ("scores_due_on", "talk_on")},
            **{name: list(data[name]) for name in ("performances", "people")},
        }


class AnchorForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it shows"), choices=AnchorKind.choices)
    note = forms.CharField(
        label=_("What to see in it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Without names."),
    )


def free_code(title: str) -> str:
    """An address for a session that nothing has yet."""
    first = f"cal-{timezone.localdate():%Y-%m}-{slugify(title)[:20]}".rstrip("-")
    taken = set(CalibrationSession.objects.filter(code__startswith=first).values_list("code", flat=True))
    return first if first not in taken else next(name for number in range(2, 10_000) if (name := f"{first}-{number}") not in taken)
