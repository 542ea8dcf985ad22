"""A rule as fields: its name and its people once; then what exactly, by its trigger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.rubrics.models import CriticalError
from courses.catalogue.models import ModulePage
from lms.certificates.models import Certification
from lms.competencies.models import Competency
from lms.criteria.models import Guideline
from lms.operations.models import Metric
from lms.operations.queries import banded
from lms.people.enums import Role
from lms.people.models import Unit
from lms.refreshers.enums import Trigger
from lms.refreshers.exceptions import ParametersFaulty
from lms.refreshers.models import ProductChange, RefresherRule
from lms.refreshers.parameters import ASKED, Code, Codes, Number, checked
from lms.refreshers.querysets import KEEPS_RULES

LABELS = {
    "change": _("Which change"),
    "guideline": _("Which agreement"),
    "after_days": _("After how many days"),
    "metric": _("Figure"),
    "low": _("Should be at least"),
    "high": _("Should be at most"),
    "period": _("Read by"),
    "outside": _("Outside in how many"),
    "of": _("of the last"),
    "cases": _("Cases in each, at least"),
    "critical": _("Critical errors"),
    "competencies": _("Competencies"),
    "times": _("How many times"),
    "days": _("Days"),
    "wrong": _("Answers not right, at least"),
    "months": _("Months"),
    "before_days": _("Offered how many days before"),
    "unit": _("Which service"),
    "certifications": _("Certifications"),
}
FAULTS = {
    "no_edge": _("Say at least one edge of the band."),
    "both_edges": _("This figure belongs within a band: neither the lowest nor the highest is best. Say both edges."),
    "below_low": _("It must lie above the lower edge."),
    "more_than_of": _("It cannot be more than the periods that are looked at."),
    "out_of_range": _("This number is out of range."),
    "missing": _("Choose one."),
}
ANY_FAULT = _("This cannot be read. Look at it again.")
PERIODS = [("week", _("Weeks")), ("month", _("Months"))]
ROLES = (Role.AGENT, Role.TRAINEE, Role.COORDINATOR, Role.TRAINER, Role.QUALITY)


class NewRuleForm(forms.Form):
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("Short and for good: letters, numbers and hyphens."))
    unit = forms.ModelChoiceField(label=_("For the people of"), queryset=Unit.objects.none())
    trigger = forms.ChoiceField(label=_("When"), choices=Trigger.choices)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer, KEEPS_RULES)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].lower()
        if RefresherRule.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another rule has this code."))
        return code


class DraftForm(forms.Form):
    """What the next version says; the fields of its trigger come first."""

    module = forms.ModelChoiceField(label=_("Refresher given"), queryset=ModulePage.objects.none())
    roles = forms.MultipleChoiceField(
        label=_("For whom"), widget=forms.CheckboxSelectMultiple, choices=[(one.value, one.label) for one in ROLES]
    )
    due_days = forms.IntegerField(label=_("Working days to do it"), min_value=1, max_value=60)
    cooldown_days = forms.IntegerField(label=_("Not again within (days)"), min_value=0, max_value=730)
    asks_first = forms.BooleanField(label=_("It proposes: a person decides on each"), required=False)
    renews = forms.BooleanField(label=_("Passing it renews what is proved"), required=False)

    def __init__(self, *args, trigger: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.trigger = trigger
        self.fields["module"].queryset = ModulePage.objects.live().filter(kind="refresher").order_by("title")
        own = {f"p_{name}": _field(name, kind) for name, kind in ASKED[trigger].items()}
        self.fields = own | self.fields

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        params = {name: said.get(f"p_{name}") for name in ASKED[self.trigger]}
        if not self.errors:
            try:
                said["params"] = checked(self.trigger, params, banded())
            except ParametersFaulty as wrong:
                for name, fault in wrong.faults.items():
                    self.add_error(f"p_{name}", FAULTS.get(fault, ANY_FAULT))
        return said

    def values(self) -> dict[str, Any]:
        names = ("params", "module", "roles", "due_days", "cooldown_days", "asks_first", "renews")
        return {name: self.cleaned_data[name] for name in names}


def initial_of(version) -> dict[str, Any]:
    """A version as the form shows it."""
    return {f"p_{name}": value for name, value in version.params.items()} | {
        name: getattr(version, name) for name in ("module", "roles", "due_days", "cooldown_days", "asks_first", "renews")
    }


def usual(trigger: str) -> dict[str, Any]:
    """What a first draft begins with."""
    judged = trigger in (Trigger.KPI, Trigger.QUALITY_ERROR)
    begins = {f"p_{name}": kind.default for name, kind in ASKED[trigger].items() if isinstance(kind, Number | Code)}
    return begins | {"roles": ["agent"], "due_days": 5, "cooldown_days": 60, "asks_first": judged, "renews": trigger == Trigger.EXPIRY}


def _field(name: str, kind) -> forms.Field:
    label = LABELS[name]
    if isinstance(kind, Codes):
        return forms.MultipleChoiceField(label=label, choices=CHOICES[name], required=False, widget=forms.CheckboxSelectMultiple)
    if isinstance(kind, Code):
        choices = PERIODS if name == "period" else lambda: [("", _("Whichever it is")), *CHOICES[name]()]
        return forms.ChoiceField(label=label, choices=choices, required=kind.required or name == "period")
    if kind.whole:
        return forms.IntegerField(label=label, min_value=int(kind.least), max_value=int(kind.most), required=kind.default is not None)
    return forms.FloatField(label=label, required=False)


def _named(rows) -> list[tuple[str, str]]:
    return [(one.code, str(one)) for one in rows]


CHOICES = {
    "metric": lambda: _named(Metric.objects.filter(attaches_to_person=True, archived_at__isnull=True)),
    "competencies": lambda: [(one.code, one.name) for one in Competency.objects.filter(archived_at__isnull=True).order_by("code")],
    "critical": lambda: [(one.code, one.text) for one in CriticalError.objects.filter(archived_at__isnull=True).order_by("code")],
    "certifications": lambda: [(one.code, one.name) for one in Certification.objects.order_by("code")],
    "guideline": lambda: [(one.code, one.code.upper()) for one in Guideline.objects.live()],
    "change": lambda: _named(ProductChange.objects.all()),
    "unit": lambda: [(one.code, one.name) for one in Unit.objects.filter(kind="service")],
}
