"""Fields that more than one form of people needs."""

import zoneinfo

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
LANGUAGES = [("es", "Español"), ("en", "English")]


def _password_rules() -> SafeString:
    """What the validators of the settings ask for, in words of ours."""
    rules = (
        gettext("At least ten characters; a short sentence is easy to remember."),
        gettext("Not like your name or your e-mail, not only figures, and not one that everybody uses."),
    )
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((rule,) for rule in rules)))


PASSWORD_RULES = lazy(_password_rules, str)()


class UnitField(forms.ModelChoiceField):
    """A unit, each one shown further in than the one it belongs to."""

    def label_from_instance(self, unit) -> str:
        return "\u2003" * (unit.depth - 1) + unit.name


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Language"), "choices": LANGUAGES, "initial": "es", **kwargs})


class TimeZoneField(forms.ChoiceField):
    """Every zone that is named by a place, under its part of the world."""

    def __init__(self, **kwargs):
        help_text = _("The hours you see are those of this place.")
        super().__init__(**{"label": _("Time zone"), "choices": _zones, "help_text": help_text, "initial": "Europe/Madrid", **kwargs})


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})


def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    names = sorted(zoneinfo.available_timezones())
    grouped = []
    for area in AREAS:
        places = [(name, name.split("/", 1)[1].replace("_", " ")) for name in names if name.startswith(f"{area}/")]
        grouped.append((area, places))
    return grouped
