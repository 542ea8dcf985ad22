"""What HR says of a rung, and of one thing that it asks: a form for each kind, each with its own checks."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import Comparison, RequirementKind, RungKind
from lms.careers.models import LadderVersion, LicenceKind, Requirement, Rung, RungTerms
from lms.careers.queries.licences import not_described
from lms.careers.wording import EARNED, ROLEPLAYS, SIGN_OFFS, licence
from lms.certificates.models import Certification
from lms.competencies.models import Competency
from lms.operations.enums import Direction, Scope
from lms.operations.models import Metric

LONGEST = 4000


def words(label, *, rows: int = 3, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


def number(label, least: int, most: int, **more) -> forms.IntegerField:
    return forms.IntegerField(label=label, validators=[MinValueValidator(least), MaxValueValidator(most)], **more)


def figure(label, **more) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=10, decimal_places=2, localize=True, **more)


class PublishForm(forms.Form):
    note = words(_("What changes, and why"), rows=4, help_text=_("It stays with the version; the works council reads it."))


class Named(forms.ModelChoiceField):
    def label_from_instance(self, one) -> str:
        return f"{one.name} ({one.code})"


class NamedMany(forms.ModelMultipleChoiceField):
    def label_from_instance(self, one) -> str:
        return f"{one.name} ({one.code})"


class RungForm(forms.Form):
    code = forms.SlugField(label=_("Code"), max_length=20, help_text=_("Short, as R3 or L-FOR. It never changes afterwards."))
    kind = forms.ChoiceField(label=_("Kind"), choices=RungKind.choices)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=150)
    name_en = forms.CharField(label=_("Name in English"), max_length=150)
    from_rungs = NamedMany(
        label=_("Reached from"),
        queryset=Rung.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a path to the side. On the ladder itself one comes from the rung below."),
    )
    summary_es = words(_("What it is about, in Spanish"), required=False)
    summary_en = words(_("What it is about, in English"), required=False)
    responsibilities_es = words(_("What its people do, in Spanish"), rows=5, required=False, help_text=_("One a line."))
    responsibilities_en = words(_("What its people do, in English"), rows=5, required=False, help_text=_("One a line."))
    agreement_hint_es = forms.CharField(label=_("Category in the collective agreement, in Spanish"), max_length=200, required=False)
    agreement_hint_en = forms.CharField(label=_("Category in the collective agreement, in English"), max_length=200, required=False)

    def __init__(self, *args, version: LadderVersion, terms: RungTerms | None = None, **kwargs):
        super().__init__(*args, initial=_said(terms) if terms else None, **kwargs)
        self.terms = terms
        self.fields["from_rungs"].queryset = Rung.everywhere.filter(terms__version=version, kind=RungKind.MAIN).order_by(
            "sort_order", "code"
        )
        if terms is not None:
            del self.fields["code"], self.fields["kind"]
            if terms.rung.kind == RungKind.MAIN:
                del self.fields["from_rungs"]

    def clean(self) -> dict:
        cleaned = super().clean()
        kind = self.terms.rung.kind if self.terms else cleaned.get("kind")
        if kind == RungKind.LATERAL and not cleaned.get("from_rungs") and "from_rungs" not in self.errors:
            self.add_error("from_rungs", _("Say from which rung one goes this way."))
        return cleaned

    @property
    def answers(self) -> dict:
        """As the actions take them."""
        values = dict(self.cleaned_data)
        found = {name: values.pop(name) for name in ("code", "kind") if name in values}
        return found | {"from_rungs": values.pop("from_rungs", ()), "values": values}


def _said(terms: RungTerms) -> dict:
    names = {"name_es": terms.name_es or terms.rung.name_es, "name_en": terms.name_en or terms.rung.name_en}
    texts = {name: getattr(terms, name) for name in RungForm.base_fields if name.startswith(("summary", "responsibilities", "agreement"))}
    return names | texts | {"from_rungs": terms.from_rungs.all()}


class RequirementForm(forms.Form):
    """`FIELDS` are those of a requirement of the kind; certificates stand apart."""

    must = forms.BooleanField(
        label=_("Must be met"), required=False, help_text=_("Whoever falls short of it is not “nearly” there, whatever else they meet.")
    )

    @property
    def answers(self) -> dict:
        values = dict(self.cleaned_data)
        return {"certifications": values.pop("certifications", ()), "values": values}


class CompetencyForm(RequirementForm):
    competency = Named(label=_("Competency"), queryset=Competency.objects.filter(archived_at=None), empty_label=_("Choose one"))
    level = number(_("Level"), 1, 5, help_text=_("From 1 to 5."))
    field_order = ["competency", "level", "must"]


class CertificateForm(RequirementForm):
    certifications = NamedMany(
        label=_("Any of these certificates"),
        queryset=Certification.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One is enough."),
    )
    field_order = ["certifications", "must"]


# What may be asked of a figure, by what is good of it; and the mend for anything else.
FITTING = {
    Direction.HIGHER: (Comparison.AT_LEAST, Comparison.BAND),
    Direction.LOWER: (Comparison.AT_MOST, Comparison.BAND),
    Direction.BAND: (Comparison.BAND,),
}
UNFITTING = {
    Direction.HIGHER: _("Of this figure more is better: ask for “at least”, or for a band."),
    Direction.LOWER: _("Of this figure less is better: ask for “at most”, or for a band."),
    Direction.BAND: _("This figure belongs within a band: neither the lowest nor the highest is best. Ask for “within”, with both ends."),
}


class MetricForm(RequirementForm):
    metric = Named(label=_("Figure"), queryset=Metric.objects.filter(archived_at=None), empty_label=_("Choose one"))
    scope = forms.ChoiceField(label=_("Whose figure"), choices=Scope.choices, initial=Scope.PERSON)
    comparison = forms.ChoiceField(label=_("Comparison"), choices=Comparison.choices)
    value = figure(_("Value"), help_text=_("The mean of the window is held against it."))
    value_to = figure(_("To"), required=False, help_text=_("For a band: its upper end."))
    floor = figure(_("Limit of each month"), required=False, help_text=_("No month of the window may lie on its wrong side."))
    window_months = number(_("Window (months)"), 1, 24, initial=3)
    min_sample = number(_("Smallest sample"), 1, 100_000, required=False, help_text=_("With fewer cases the figure says nothing."))
    field_order = ["metric", "scope", "comparison", "value", "value_to", "floor", "window_months", "min_sample", "must"]

    def clean(self) -> dict:
        cleaned = super().clean()
        metric, comparison, value, value_to = (cleaned.get(name) for name in ("metric", "comparison", "value", "value_to"))
        if metric and cleaned.get("scope") == Scope.PERSON and not metric.attaches_to_person:
            self.add_error("scope", _("This figure is one of teams and is not attached to a person."))
        if metric and comparison and comparison not in FITTING[metric.direction]:
            self.add_error("comparison", UNFITTING[metric.direction])
        if comparison == Comparison.BAND and (value_to is None or (value is not None and value_to <= value)):
            self.add_error("value_to", _("A band needs an upper end above its lower one."))
        if comparison != Comparison.BAND and "value_to" in cleaned:
            cleaned["value_to"] = None
        self._clean_floor(comparison, value, cleaned.get("floor"))
        return cleaned

    def _clean_floor(self, comparison, value, floor) -> None:
        if floor is None or value is None:
            return
        if comparison == Comparison.AT_MOST and floor < value:
            self.add_error("floor", _("With “at most” no month may lie above the limit, so it cannot be under the value."))
        if comparison == Comparison.AT_LEAST and floor > value:
            self.add_error("floor", _("With “at least” no month may lie under the limit, so it cannot be above the value."))


class RoleplayForm(RequirementForm):
    roleplay_type = forms.ChoiceField(label=_("Kind of roleplay"), choices=[("", _("Choose one")), *ROLEPLAYS.items()])
    count = number(_("How many"), 1, 20, initial=1)
    field_order = ["roleplay_type", "count", "must"]


def licences_to_ask() -> list[tuple[str, str]]:
    """What the academy brings along, what the register has, and what a ladder asks already."""
    kinds = LicenceKind.objects.in_use()
    found = {one.code: licence(one.code, one.name) for one in kinds} | {code: licence(code) for code in (*SIGN_OFFS, *EARNED)}
    found |= {code: licence(code) for code in not_described(found)}
    return [("", _("Choose one")), *sorted(found.items(), key=lambda one: one[1])]


class LicenceForm(RequirementForm):
    licence = forms.ChoiceField(
        label=_("Licence"), choices=licences_to_ask, help_text=_("Those of the register, and those that come along.")
    )
    count = number(_("How many"), 1, 20, initial=1)
    field_order = ["licence", "count", "must"]


class TimeForm(RequirementForm):
    months = number(_("Months"), 1, 480)
    field_order = ["months", "must"]


FORMS: dict[str, type[RequirementForm]] = {
    RequirementKind.COMPETENCY: CompetencyForm,
    RequirementKind.CERTIFICATE: CertificateForm,
    RequirementKind.METRIC: MetricForm,
    RequirementKind.ROLEPLAY: RoleplayForm,
    RequirementKind.LICENCE: LicenceForm,
    RequirementKind.TIME_IN_RUNG: TimeForm,
    RequirementKind.TIME_IN_COMPANY: TimeForm,
}


def requirement_form(kind: str, data=None, *, requirement: Requirement | None = None) -> RequirementForm:
    """The form of a kind of requirement, filled with one that there is."""
    form = FORMS[kind]
    if requirement is None:
        return form(data)
    initial = {name: getattr(requirement, name) for name in form.base_fields if name != "certifications"}
    if "certifications" in form.base_fields:
        initial["certifications"] = requirement.certifications.all()
    return form(data, initial=initial)
