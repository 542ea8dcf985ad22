"""What people say on the screens of live roleplays."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.live.actions.offering import LONGEST, SHORTEST
from assessments.live.actions.telling import zone_of
from assessments.live.enums import Mark
from assessments.live.queries.slots import can_be_acted
from assessments.live.querysets import assessors_beside
from assessments.live.series import weekly
from assessments.roleplays.models import Scenario
from assessments.rubrics.models import Rubric
from lms.people.models import User

LONGEST_NOTE = 2000
LONGEST_REASON = 500
MOST_COUNTER = 2**53


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class WeekForm(forms.Form):
    """Which week is shown; what is no day counts as today."""

    day = forms.DateField(required=False, validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))])


class OfferForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DayInput(), validators=[MaxValueValidator(date(2100, 1, 1))])
    clock = forms.TimeField(label=pgettext_lazy("of the day", "Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=30)
    until = forms.DateField(
        label=_("Every week until"),
        required=False,
        validators=[MaxValueValidator(date(2100, 1, 1))],
        widget=DayInput(),
        help_text=_("Leave it empty for a single time. Half a year at most."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=120, help_text=_("A room, or “phone to phone”."))
    link = forms.URLField(label=_("Link"), required=False, max_length=300, assume_scheme="https", help_text=_("If you meet remotely."))
    what = forms.ChoiceField(label=_("What is acted"), required=False)
    second = forms.ModelChoiceField(
        label=_("Second assessor"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: you assess alone"),
        help_text=_("For a gate or a promotion. Both are there and score it, each alone; the second is told, and can step back."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["second"].queryset = assessors_beside(person).by_surname()
        self.fields["second"].label_from_instance = lambda one: one.surname_first
        scenarios = list(can_be_acted())
        rubrics = Rubric.objects.filter(pk__in={one.rubric_id for one in scenarios if one.rubric_id}).order_by("code")
        self.fields["what"].choices = [
            ("", _("Whatever the person chooses")),
            (_("One scenario"), [(f"scenario:{one.pk}", one.title) for one in scenarios]),
            (_("Any scenario of a rubric"), [(f"rubric:{one.pk}", one.name) for one in rubrics]),
        ]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("day") and data.get("until") and data["until"] < data["day"]:
            self.add_error("until", ValidationError(_("The last day is before the first one: choose a later day, or leave it empty.")))
        if not self.errors and not (data.get("place", "").strip() or data.get("link")):
            self.add_error("place", ValidationError(_("Say where you meet: a place or a link.")))
        return data

    def slots(self) -> dict:
        """As `actions.offer` takes them; the time is on the assessor's own clock."""
        data = self.cleaned_data
        kind, _colon, pk = data["what"].partition(":")
        return {
            "moments": weekly(data["day"], data["clock"], zone_of(self.person), data["until"]),
            "minutes": data["minutes"],
            "place": data["place"],
            "link": data["link"],
            "second": data["second"],
            "scenario": Scenario.objects.get(pk=pk) if kind == "scenario" else None,
            "rubric": Rubric.objects.get(pk=pk) if kind == "rubric" else None,
        }


class ScenarioForm(forms.Form):
    """Which scenario is acted, of those that may be."""

    scenario = forms.ModelChoiceField(label=_("Roleplay"), queryset=Scenario.objects.none(), empty_label=None)

    def __init__(self, *args, scenarios, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scenario"].queryset = scenarios
        self.fields["scenario"].label_from_instance = scenario_words


class SearchForm(forms.Form):
    """What somebody wants to act; anything that is not on offer counts as all."""

    scenario = forms.ModelChoiceField(label=_("Roleplay"), queryset=Scenario.objects.none(), required=False, empty_label=_("Any roleplay"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scenario"].queryset = can_be_acted()
        self.fields["scenario"].label_from_instance = scenario_words

    def chosen(self) -> Scenario | None:
        return self.cleaned_data.get("scenario") if self.is_valid() else None


class StartForm(ScenarioForm):
    person = forms.ModelChoiceField(label=_("Who is with you"), queryset=User.objects.none())
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    field_order = ["person", "scenario", "place"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda one: one.surname_first


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence is enough. The other person reads it."),
    )


class NoteForm(forms.Form):
    token = forms.UUIDField()
    text = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_NOTE)
    mark = forms.ChoiceField(label=_("What it is about"), choices=Mark.choices, required=False)
    second = forms.IntegerField(required=False, min_value=0, max_value=24 * 3600)
    counter = forms.IntegerField(required=False, min_value=1, max_value=MOST_COUNTER)
    removed = forms.BooleanField(required=False)

    def note(self) -> dict:
        data = self.cleaned_data
        return data | {"mark": data["mark"] or Mark.NOTE, "counter": data["counter"] or 1}

    @property
    def problem(self) -> str:
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def scenario_words(scenario: Scenario) -> str:
    return f"{scenario.title} · {scenario.get_language_display()} · {scenario.get_channel_display()}"


def day_of(data, now: datetime):
    form = WeekForm(data)
    return (form.cleaned_data.get("day") if form.is_valid() else None) or timezone.localdate(now)
