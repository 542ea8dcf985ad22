from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.criteria.enums import SEES_REGISTER
from lms.criteria.models import Guideline
from lms.criteria.queries.proofs import titles
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


class ProofFilter(forms.Form):
    """Which of the proofs."""

    q = forms.CharField(label=_("Person"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    guideline = forms.ChoiceField(label=_("What was agreed"), required=False)
    version = forms.IntegerField(label=_("Version"), required=False, min_value=1, max_value=32_000)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))
    first = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=pgettext_lazy("day", "To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guideline"].choices = [("", _("All")), *titles(viewer)]
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer, SEES_REGISTER)

    def answers(self) -> dict[str, Any]:
        """What was asked; what cannot be read is as if it had not been."""
        self.is_valid()
        given = self.cleaned_data.get
        code = given("guideline")
        found = {"words": given("q") or "", "guideline": Guideline.objects.filter(code=code).first() if code else None}
        return found | {name: given(name) for name in ("version", "unit", "first", "last")}
