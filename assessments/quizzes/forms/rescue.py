"""A file of answers, and why it is brought in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.exceptions import RescueRefused
from assessments.quizzes.rescue import NOT_ONE, RescueFile, read_file

LARGEST_FILE = 4 * 1024 * 1024


class RescueForm(forms.Form):
    """`cleaned_data["file"]` is the text, `found` what it says."""

    file = forms.FileField(
        label=_("File of answers"),
        help_text=_("The one that the page of the quiz saved on the person's device. Its name ends in .json."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    found: RescueFile

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(NOT_ONE)
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(NOT_ONE)
        self.found = _read(text)
        return text


class BringInForm(forms.Form):
    """The file that has been looked at, once more. `closed` asks for a reason."""

    content = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST_FILE)
    reason = forms.CharField(
        label=_("Why they count although the attempt has ended"),
        max_length=300,
        help_text=_("It stays in the record, and the person reads it."),
    )
    found: RescueFile

    def __init__(self, *args, closed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not closed:
            del self.fields["reason"]

    def clean_content(self) -> str:
        self.found = _read(self.cleaned_data["content"])
        return self.cleaned_data["content"]


def _read(text: str) -> RescueFile:
    try:
        return read_file(text)
    except RescueRefused as refusal:
        raise forms.ValidationError(refusal.reason)
