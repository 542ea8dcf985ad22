from datetime import time

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery
from lms.notifications.queries import DIGEST
from lms.notifications.registry import kind_of, kinds
from lms.notifications.shifts import Hours

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
    """A week: from and to for each day, both empty on a day off."""

    def __init__(self, *args, hours: list[Hours], **kwargs):
        super().__init__(*args, **kwargs)
        held = {each.weekday: each for each in hours}
        for day in range(DAYS):
            for end, words in (("starts", _("%(day)s, from")), ("ends", _("%(day)s, to"))):
                self.fields[f"day_{day}_{end}"] = forms.TimeField(
                    label=words % {"day": capfirst(WEEKDAYS[day])},
                    required=False,
                    initial=getattr(held.get(day), end, None),
                    widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                )

    def week(self) -> list[tuple[str, list[BoundField]]]:
        """Each day with its two fields."""
        return [(capfirst(WEEKDAYS[day]), [self[f"day_{day}_{end}"] for end in ("starts", "ends")]) for day in range(DAYS)]

    def clean(self) -> dict:
        for day in range(DAYS):
            starts, ends = self._of(day)
            broken = any(f"day_{day}_{end}" in self.errors for end in ("starts", "ends"))
            if not broken and (starts is None) != (ends is None):
                self.add_error(f"day_{day}_{'ends' if ends is None else 'starts'}", _("Say both hours of the day, or leave both empty."))
        return self.cleaned_data

    def hours(self) -> list[Hours]:
        found = [(day, *self._of(day)) for day in range(DAYS)]
        return [Hours(day, starts, ends) for day, starts, ends in found if starts is not None and ends is not None]

    def _of(self, day: int) -> tuple[time | None, time | None]:
        return self.cleaned_data.get(f"day_{day}_starts"), self.cleaned_data.get(f"day_{day}_ends")
