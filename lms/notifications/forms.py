from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery
from lms.notifications.queries import DIGEST
from lms.notifications.registry import kind_of, kinds
from lms.notifications.shifts import Hours
from lms.reading.faults import Unreadable
from lms.reading.hours import stretches_of, written

DAYS = 7


class MailForm(forms.Form):
    """The kinds whose mail is wanted."""

    digest = forms.BooleanField(
        label=_("One mail at the beginning of each shift, with what is new"),
        required=False,
        help_text=_("Without it you find everything on the screen; what cannot be switched off is still mailed."),
    )

    def __init__(self, *args, off: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[DIGEST].initial = DIGEST not in off
        for kind in kinds():
            if kind.can_be_switched_off and kind.name != DIGEST:
                at_once = Delivery.URGENT.label if kind.delivery == Delivery.URGENT else ""
                self.fields[kind.name] = forms.BooleanField(
                    label=kind.title, required=False, initial=kind.name not in off, help_text=at_once
                )

    def wishes(self) -> dict[str, bool]:
        return {name: bool(self.cleaned_data.get(name)) for name in self.fields if kind_of(name)}


class HoursForm(forms.Form):
    """A week: the stretches of each day, none on a day off."""

    def __init__(self, *args, hours: list[Hours], **kwargs):
        super().__init__(*args, **kwargs)
        for day in range(DAYS):
            held = [(each.starts, each.ends) for each in hours if each.weekday == day]
            self.fields[_name(day)] = forms.CharField(
                label=capfirst(WEEKDAYS[day]),
                required=False,
                max_length=120,
                initial=written(sorted(held)),
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )

    def clean(self) -> dict:
        for day in range(DAYS):
            try:
                self.cleaned_data[_name(day)] = stretches_of(self.cleaned_data.get(_name(day)) or "")
            except Unreadable as fault:
                self.add_error(_name(day), f"{fault.what} {fault.mend}")
        return self.cleaned_data

    def hours(self) -> list[Hours]:
        return [Hours(day, *stretch) for day in range(DAYS) for stretch in self.cleaned_data[_name(day)]]


def _name(day: int) -> str:
    return f"day_{day}"
