from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.catalogue.querysets import originals
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.models import Cohort, Holiday
from courses.enrolments.querysets import KEEPS_CALENDAR
from lms.people.enums import ENROLS_PEOPLE, Role
from lms.people.models import Unit, User

LONGEST_QUESTION = 2000
LONGEST_DUE = 260
LEARNS = (Role.TRAINEE, Role.AGENT)


def units_of(user, roles):
    """The units of the branches where this user holds one of `roles`, down the tree."""
    branches = Q(pk__in=[])
    for path in user.branches(roles):
        branches |= Q(path__startswith=path)
    return Unit.objects.filter(branches).order_by("path")


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return "\u00a0\u00a0" * (unit.depth - 1) + unit.name


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.surname_first} ({person.email})"


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=LONGEST_QUESTION, widget=forms.Textarea(attrs={"rows": 3}))


class ReportForm(forms.Form):
    text = forms.CharField(label=_("What is wrong"), max_length=LONGEST_QUESTION, widget=forms.Textarea(attrs={"rows": 3}))
    block_id = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The person reads it."), widget=forms.Textarea(attrs={"rows": 2})
    )


class PlaceForm(forms.Form):
    """What the player reports; over-large figures are cut by the action, not refused."""

    block_id = forms.CharField(required=False, max_length=64)
    seconds = forms.IntegerField(required=False, min_value=0)


class ListFilter(forms.Form):
    text = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *EnrolmentState.choices, ("late", _("Past their due date"))]
    )
    unit = UnitChoice(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Any"))
    about = forms.ChoiceField(label=_("Programme or module"), required=False)

    def __init__(self, *args, user, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(user, roles)
        self.fields["about"].choices = [("", _("Any")), *_taught()]


class AssignForm(forms.Form):
    about = forms.ChoiceField(label=_("Programme or module"))
    person = PersonChoice(label=_("One person"), queryset=User.objects.none(), required=False, empty_label=_("Nobody in particular"))
    unit = UnitChoice(label=_("Or a whole unit"), queryset=Unit.objects.none(), required=False, empty_label=_("No unit"))
    everyone = forms.BooleanField(
        label=_("Everyone in the unit, whatever their role"), required=False, help_text=_("Otherwise only its trainees and agents.")
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Who they learn with. Only for a programme."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=day_input(), initial=timezone.localdate)
    due_days = forms.IntegerField(
        label=_("Working days to finish"),
        required=False,
        min_value=1,
        max_value=LONGEST_DUE,
        help_text=_("Left empty, it has no due date."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Each person reads it beside the task."), widget=forms.Textarea(attrs={"rows": 2})
    )
    again = forms.BooleanField(
        label=_("Also who has already completed it"), required=False, help_text=_("They start it again; what they did stays.")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Choose one")), *_taught()]
        people = User.objects.visible_to(user, ENROLS_PEOPLE).filter(is_active=True)
        self.fields["person"].queryset = people.by_surname()
        self.fields["unit"].queryset = units_of(user, ENROLS_PEOPLE)
        self.fields["cohort"].queryset = Cohort.objects.visible_to(user)

    def clean_starts_on(self) -> date:
        return _near(self.cleaned_data["starts_on"])

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("person")) == bool(cleaned.get("unit")) and not {"person", "unit"} & self.errors.keys():
            self.add_error("person", _("Choose a person or a unit: one of the two."))
        kind, _sep, page_id = cleaned.get("about", "").partition(":")
        cleaned["programme"] = ProgrammePage.objects.filter(pk=page_id).first() if kind == "programme" else None
        cleaned["module"] = ModulePage.objects.filter(pk=page_id).first() if kind == "module" else None
        cohort = cleaned.get("cohort")
        if cohort and cohort.programme != cleaned["programme"]:
            self.add_error("cohort", _("This cohort learns another programme."))
        return cleaned

    def whom(self) -> dict:
        """The arguments of `would_enrol`."""
        data = self.cleaned_data
        roles = None if data["everyone"] or data["person"] else LEARNS
        return {name: data[name] for name in ("programme", "module", "person", "unit", "again")} | {"roles": roles}

    def what(self) -> dict:
        """The arguments of `assign`, without the actor."""
        return self.whom() | {name: self.cleaned_data[name] for name in ("starts_on", "due_days", "reason", "cohort")}


class CohortForm(forms.ModelForm):
    class Meta:
        model = Cohort
        fields = ["name", "programme", "starts_on", "unit", "room", "trainer", "tutor"]
        field_classes = {"unit": UnitChoice, "trainer": PersonChoice, "tutor": PersonChoice}
        widgets = {"starts_on": day_input()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user, ENROLS_PEOPLE).filter(is_active=True).by_surname()
        self.fields["programme"].queryset = originals(ProgrammePage.objects.live()).order_by("title")
        self.fields["unit"].queryset = units_of(user, ENROLS_PEOPLE)
        self.fields["unit"].required = True
        self.fields["trainer"].queryset = self.fields["tutor"].queryset = people
        self.fields["programme"].empty_label = self.fields["unit"].empty_label = _("Choose one")
        self.fields["trainer"].empty_label = self.fields["tutor"].empty_label = _("Nobody yet")


class HolidayForm(forms.ModelForm):
    class Meta:
        model = Holiday
        fields = ["on", "name", "unit"]
        field_classes = {"unit": UnitChoice}
        widgets = {"on": day_input()}
        help_texts = {"unit": _("Whoever is in it or below it rests on that day."), "name": _("As people call it: “Day of Andalusia”.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(user, KEEPS_CALENDAR)
        self.fields["unit"].empty_label = _("Choose one")

    def clean_on(self) -> date:
        return _near(self.cleaned_data["on"])


def _near(day: date) -> date:
    if not 2000 <= day.year <= timezone.localdate().year + 5:
        raise forms.ValidationError(_("This day is too far away. Check the year."))
    return day


def _taught() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every live programme and module, by title, as a choice `<kind>:<id>`."""
    groups = ((_("Programmes"), "programme", ProgrammePage), (_("Modules"), "module", ModulePage))
    return [
        (label, [(f"{kind}:{page.pk}", page.title) for page in originals(model.objects.live()).order_by("title")])
        for label, kind, model in groups
    ]
