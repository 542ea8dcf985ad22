"""What a person says on a screen of roleplays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.enums import Channel

LONGEST_TEXT = 20_000


class ListFilter(forms.Form):
    """Which roleplays to show; what is not on offer counts as any."""

    channel = forms.ChoiceField(label=_("Channel"), choices=[("", _("Any channel")), *Channel.choices], required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("Any language")), ("es", _("Spanish")), ("en", _("English"))], required=False
    )
    difficulty = forms.ChoiceField(
        label=_("Difficulty"), choices=[("", _("Any difficulty")), *((str(one), str(one)) for one in range(1, 6))], required=False
    )
    competency = forms.ChoiceField(label=_("Competency"), required=False)

    def __init__(self, *args, competencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = [("", _("Any competency")), *((one.code, one.name) for one in competencies)]

    def answers(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ChoiceForm(forms.Form):
    """An answer to a turn."""

    number = forms.IntegerField(min_value=1, max_value=10_000)
    key = forms.CharField(max_length=20)


class TextForm(forms.Form):
    """A reply being written, with the counter that says which save is the later one."""

    text = forms.CharField(label=_("Your reply"), max_length=LONGEST_TEXT, required=False, strip=False)
    counter = forms.IntegerField(min_value=0, max_value=2**53, required=False)

    @property
    def problem(self) -> str:
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
