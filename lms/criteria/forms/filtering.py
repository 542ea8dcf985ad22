from django import forms
from django.utils.translation import gettext_lazy as _

from lms.criteria.enums import SEES_REGISTER
from lms.criteria.queries.register import MISSING, PROVED
from lms.people.models import Unit


class RegisterFilter(forms.Form):
    """Which of the people a guideline is for."""

    q = forms.CharField(label=_("Person"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Everybody")), (MISSING, _("Not yet")), (PROVED, _("Proved"))]
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))

    def __init__(self, *args, viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer, SEES_REGISTER)

    def answers(self) -> dict:
        """What was asked; what cannot be read is as if it had not been."""
        self.is_valid()
        given = self.cleaned_data.get
        return {"words": given("q") or "", "state": given("state") or "", "unit": given("unit")}
