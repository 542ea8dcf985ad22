"""What is typed to begin in a room, and what HR says about a person's time."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RoomCodeForm(forms.Form):
    room_code = forms.CharField(
        label=_("Code of the room"),
        max_length=20,
        help_text=_("Whoever is with you says it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    @property
    def code(self) -> str:
        return self.cleaned_data.get("room_code", "") if self.is_valid() else ""

    def saying(self, problem: str) -> "RoomCodeForm":
        """The same form with a problem beside its field."""
        if self.is_valid():
            self.add_error("room_code", problem)
        return self


class TimeForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How their time differs"),
        choices=[
            ("25", _("A quarter more")),
            ("33", _("A third more")),
            ("50", _("Half as much again")),
            ("100", _("Twice the time")),
            ("none", _("No time limit")),
        ],
        initial="50",
        widget=forms.RadioSelect,
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty if it has no end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate

    def clean(self) -> dict:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("It ends before it starts."))
        return cleaned

    @property
    def adjustment(self) -> dict:
        how = self.cleaned_data["how"]
        return {
            "no_limit": how == "none",
            "extra_percent": 0 if how == "none" else int(how),
            "starts_on": self.cleaned_data["starts_on"],
            "ends_on": self.cleaned_data["ends_on"],
        }
