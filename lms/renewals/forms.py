from django import forms
from django.utils.translation import gettext_lazy as _

from lms.certificates.models import Certification
from lms.people.models import Unit
from lms.renewals.enums import PeriodState

FIRST = (PeriodState.EXPIRED, PeriodState.GRACE, PeriodState.DUE)
SHOWN = (*FIRST, *(state for state in PeriodState if state not in (*FIRST, PeriodState.WITHDRAWN)))


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Person"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("State"), required=False)
    certification = forms.ModelChoiceField(
        label=_("Certification"), queryset=Certification.objects.filter(renewal_rule__isnull=False), required=False, empty_label=_("All")
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer)
        states = dict.fromkeys(SHOWN)
        self.fields["state"].choices = [
            ("", _("Whatever it is")),
            *((state.value, state.label) for state in states if state != "withdrawn"),
        ]

    def answers(self) -> dict:
        """What was asked; what cannot be read is as if it had not been."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}
