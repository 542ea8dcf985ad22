from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.models import CompetencyGroup
from lms.competencies.narrowing import narrowings
from lms.competencies.querysets import SEES_EVIDENCE
from lms.people.models import Unit

ONLY = [
    ("", _("Everybody")),
    ("review", _("To be reviewed")),
    ("expired", _("Something expired")),
    ("ageing", _("Something runs out soon")),
    ("none", _("Something without evidence")),
]


class MatrixFilter(forms.Form):
    """Which unit, which competencies, and only those with something to look at."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, to_field_name="code", empty_label=None)
    group = forms.ModelChoiceField(
        label=_("Competencies"), queryset=CompetencyGroup.objects.none(), required=False, empty_label=_("All groups"), to_field_name="code"
    )
    only = forms.ChoiceField(label=_("Show"), choices=ONLY, required=False)
    q = forms.CharField(label=_("Name"), max_length=80, required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Unit.objects.visible_to(viewer, SEES_EVIDENCE).to_choose_from(self.data.get("unit", ""))
        self.fields["unit"].queryset = seen
        top = min((unit.depth for unit in seen), default=1)
        self.fields["unit"].label_from_instance = lambda unit: f"{'– ' * (unit.depth - top)}{unit.name}"
        self.fields["group"].queryset = CompetencyGroup.objects.filter(archived_at__isnull=True)
        for one in narrowings():
            if choices := one.choices():
                self.fields[one.name] = forms.ChoiceField(label=one.label, choices=[("", _("All")), *choices], required=False)

    def answers(self) -> dict:
        """What was asked, without what is not on offer; without a unit, the first one that this person sees."""
        self.is_valid()
        answers = {name: self.cleaned_data.get(name) for name in self.fields}
        answers["unit"] = answers["unit"] or self.fields["unit"].queryset.first()
        return answers
