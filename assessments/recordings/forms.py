"""What is said when a recording begins, is handed in, or is asked for as a reference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.recordings.enums import AnchorKind

LONGEST_TRANSCRIPT = 20_000


class BeginForm(forms.Form):
    client_id = forms.UUIDField()
    size = forms.IntegerField(min_value=1, max_value=10**12)
    consent = forms.BooleanField(error_messages={"required": _("Read first what is recorded and who hears it, and say that you have.")})

    @property
    def problem(self) -> str:
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("client_id", "size")}


class TranscriptForm(forms.Form):
    transcript = forms.CharField(label=_("Your words, written down"), required=False, max_length=LONGEST_TRANSCRIPT, strip=False)

    @property
    def problem(self) -> str:
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class AnchorForm(forms.Form):
    kind = forms.ChoiceField(label=_("An example of"), choices=AnchorKind.choices)
    note = forms.CharField(
        label=_("What it shows"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it before they answer, and so does whoever listens."),
    )
