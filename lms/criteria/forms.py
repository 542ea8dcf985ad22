from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lms.criteria.enums import SEES_REGISTER
from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.queries.register import MISSING, PROVED
from lms.people.models import Unit


class AnswerForm(forms.Form):
    """One answer as the page sends it."""

    version = forms.IntegerField(min_value=1, max_value=32_000)
    question = forms.CharField(max_length=40)
    option = forms.CharField(max_length=10)
    counter = forms.IntegerField(min_value=0, max_value=2_000_000)

    def refuse(self) -> None:
        raise GuidelineRefused(_("Choose one of the options."))


class RegisterFilter(forms.Form):
    """Which of the people a guideline is for."""

    q = forms.CharField(label=_lazy("Person"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_lazy("State"), required=False, choices=[("", _lazy("Everybody")), (MISSING, _lazy("Not yet")), (PROVED, _lazy("Proved"))]
    )
    unit = forms.ModelChoiceField(label=_lazy("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_lazy("All"))

    def __init__(self, *args, viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer, SEES_REGISTER)

    def answers(self) -> dict:
        """What was asked; what cannot be read is as if it had not been."""
        self.is_valid()
        given = self.cleaned_data.get
        return {"words": given("q") or "", "state": given("state") or "", "unit": given("unit")}
