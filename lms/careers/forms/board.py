from django import forms
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import ReadinessState
from lms.careers.models import SavedFilter
from lms.careers.querysets import SEES_READINESS
from lms.people.forms.fields import UnitField
from lms.people.models import Unit

MISSING = [
    ("competency", _("Any competency")),
    ("certificate", _("Any certificate")),
    ("metric", _("Any figure")),
    ("roleplay", _("Any roleplay")),
    ("time", _("Time")),
]


class BoardFilter(forms.Form):
    """Whom to show before one rung. `requirements`: pairs of key and words of what that rung asks."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All states")), *ReadinessState.choices], required=False)
    missing = forms.ChoiceField(label=_("What is missing"), required=False)
    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), required=False, to_field_name="code", empty_label=_("All units"))
    who = forms.ChoiceField(
        label=_("Who"), choices=[("", _("Those for whom it is the next rung")), ("all", _("Everybody below it"))], required=False
    )
    q = forms.CharField(label=_("Name"), max_length=80, required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, *args, viewer, requirements=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["missing"].choices = [("", _("Anything")), *MISSING, (_("One thing"), list(requirements))]
        seen = Unit.objects.visible_to(viewer, SEES_READINESS)
        self.fields["unit"].queryset = seen.to_choose_from(self.data.get("unit", ""))

    def answers(self) -> dict:
        """What was asked, without what is not on offer."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or ("" if name != "unit" else None) for name in self.fields}


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name"]
        labels = {"name": _("Keep this filter as")}
