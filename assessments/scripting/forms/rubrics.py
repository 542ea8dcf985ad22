"""A rubric as its author fills it in: its names, what it asks for, and a form for each criterion."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.rubrics.checking import ANCHORED, LANGUAGES, POINTS, Document
from assessments.rubrics.enums import ErrorKind
from assessments.rubrics.models import CriticalError, Rubric
from assessments.rubrics.queries import is_in_a_version
from lms.competencies.models import Competency

MOST_CRITERIA, LONGEST = 30, 2000


class RubricFilter(forms.Form):
    q = forms.CharField(label=_("Rubric"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    archived = forms.BooleanField(label=_("The archived ones too"), required=False)

    def answers(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class RubricForm(forms.ModelForm):
    pass_percent = forms.IntegerField(label=_("Pass mark (%)"), min_value=1, max_value=100, initial=75)
    distinction_percent = forms.IntegerField(label=_("Distinction from (%)"), min_value=1, max_value=100, initial=90)
    least = forms.IntegerField(label=_("Least points of every criterion"), min_value=1, max_value=5, initial=2)
    critical_errors = forms.MultipleChoiceField(
        label=_("Critical errors that decide first"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    class Meta:
        model = Rubric
        fields = ["code", "name_es", "name_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        errors = CriticalError.objects.filter(archived_at__isnull=True)
        self.fields["critical_errors"].choices = [(one.code, f"{one.code} · {one.text}") for one in errors]
        if self.instance.pk:
            self.fields["code"].disabled = True

    def names(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class CriterionForm(forms.Form):
    """May be unfinished: what is missing is said beside it, and only publishing asks for all of it."""

    code = forms.CharField(label=_("Code"), max_length=20, required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=100, required=False)
    must_reach = forms.TypedChoiceField(
        label=_("Must reach"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("What all must reach")), *((str(one), str(one)) for one in (3, 4, 5))],
    )
    may_not_apply = forms.BooleanField(label=_("May not apply"), required=False)

    def __init__(self, *args, competencies: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = [("", _("Choose one")), *competencies]
        for language, word in LANGUAGES.items():
            self._text(f"name_{language}", _("Name in %(language)s"), word, rows=1, longest=150)
            for points in POINTS:
                self._text(f"anchor_{points}_{language}", pgettext_lazy("anchor", "%(points)s, in %(language)s"), word, points=points)
            self._text(f"when_{language}", _("When it does not apply, in %(language)s"), word, rows=1, longest=300)

    def _text(self, name: str, label, language, *, rows: int = 2, longest: int = LONGEST, **words) -> None:
        widget = forms.TextInput() if rows == 1 else forms.Textarea(attrs={"rows": rows})
        said = label % {"language": language, **words}
        self.fields[name] = forms.CharField(label=said, required=False, max_length=longest, widget=widget)

    @property
    def anchors(self) -> list[tuple[str, list]]:
        """Of each point that needs words, its fields in both languages."""
        return [(points, self._fields(points)) for points in ANCHORED]

    @property
    def between(self) -> list[tuple[str, list]]:
        """The same of those that may have words."""
        return [(points, self._fields(points)) for points in POINTS if points not in ANCHORED]

    @property
    def has_between(self) -> bool:
        return any(field.value() for _points, fields in self.between for field in fields)

    def _fields(self, points: str) -> list:
        return [self[f"anchor_{points}_{language}"] for language in LANGUAGES]

    @property
    def names(self) -> list:
        return [self[f"name_{language}"] for language in LANGUAGES]

    @property
    def when(self) -> list:
        return [self[f"when_{language}"] for language in LANGUAGES]

    @property
    def title(self) -> str:
        """What it is called so far."""
        return str(self["name_es"].value() or self["name_en"].value() or "")

    def criterion(self) -> dict[str, Any]:
        """As a document holds it."""
        data = self.cleaned_data
        return {
            "code": data.get("code", ""),
            "competency": data.get("competency", ""),
            "weight": data.get("weight") or 0,
            "name": {language: data.get(f"name_{language}", "") for language in LANGUAGES},
            "anchors": {points: words for points in POINTS if any((words := self._words(points)).values()) or points in ANCHORED},
            "must_reach": data.get("must_reach"),
            "may_not_apply": data.get("may_not_apply", False),
            "not_applicable_when": {language: data.get(f"when_{language}", "") for language in LANGUAGES},
        }

    def _words(self, points: str) -> dict[str, str]:
        return {language: self.cleaned_data.get(f"anchor_{points}_{language}", "") for language in LANGUAGES}


class CriticalErrorForm(forms.ModelForm):
    class Meta:
        model = CriticalError
        fields = ["code", "kind", "text_es", "text_en"]

    kind = forms.ChoiceField(label=_("Whom it hurts"), choices=ErrorKind.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True
            for name in ("text_es", "text_en") if is_in_a_version(self.instance) else ():
                self.fields[name].disabled = bool(getattr(self.instance, name))

    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


Criteria = formset_factory(
    CriterionForm, formset=BaseFormSet, extra=0, max_num=MOST_CRITERIA, absolute_max=MOST_CRITERIA, validate_max=True
)


def criteria_forms(data: Mapping[str, Any] | None, document: Document) -> BaseFormSet:
    """The forms of the criteria: as they were sent, or as the document has them."""
    choices = [(one.code, f"{one.code} · {one.name}") for one in Competency.objects.filter(archived_at__isnull=True).order_by("code")]
    initial = [shown(one) for one in document.get("criteria", [])]
    return Criteria(data, initial=initial, prefix="c", form_kwargs={"competencies": choices})


def shown(one: Mapping[str, Any]) -> dict[str, Any]:
    """A criterion of a document as its form shows it."""
    found = {name: one.get(name) for name in ("code", "competency", "weight", "must_reach", "may_not_apply")}
    for language in LANGUAGES:
        found[f"name_{language}"] = one.get("name", {}).get(language, "")
        found[f"when_{language}"] = one.get("not_applicable_when", {}).get(language, "")
        found |= {f"anchor_{points}_{language}": one.get("anchors", {}).get(points, {}).get(language, "") for points in POINTS}
    return found


def shown_whole(document: Document) -> dict[str, Any]:
    return {**document.get("marks", {}), "critical_errors": document.get("critical_errors", [])}


def document(form: RubricForm, criteria: BaseFormSet) -> Document:
    """What both say, of what could be read: a field that is wrong counts as empty."""
    data = form.cleaned_data
    marks = {name: data[name] for name in ("pass_percent", "distinction_percent", "least") if data.get(name) is not None}
    rows = [one.criterion() for one in criteria.forms if hasattr(one, "cleaned_data")]
    return {"criteria": rows, "critical_errors": sorted(data.get("critical_errors", [])), "marks": marks}


def moved(criteria: list[dict[str, Any]], act: str) -> list[dict[str, Any]]:
    """The criteria after "add", "up-2" (the third one goes up), "down-2" or "out-2"; as they were for anything else."""
    what, _dash, place = act.partition("-")
    rows = list(criteria)
    if what == "add" and len(rows) < MOST_CRITERIA:
        return [*rows, {"code": _free_code(rows)}]
    at = int(place) if place.isascii() and place.isdecimal() else len(rows)
    if at >= len(rows):
        return rows
    if what == "out":
        return rows[:at] + rows[at + 1 :]
    to = at + {"up": -1, "down": 1}.get(what, 0)
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
    return rows


def _free_code(rows: list[dict[str, Any]]) -> str:
    taken = {one.get("code") for one in rows}
    return next(code for number in range(1, MOST_CRITERIA + 2) if (code := f"C{number}") not in taken)
