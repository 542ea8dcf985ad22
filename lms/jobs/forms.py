from django import forms
from django.utils.translation import gettext_lazy as _

from lms.jobs.enums import JobState
from lms.jobs.registry import title_of


class JobFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All states")), *JobState.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind of work"), required=False)

    def __init__(self, *args, kinds: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        titles = sorted(((kind, title_of(kind)) for kind in kinds), key=lambda choice: choice[1])
        self.fields["kind"].choices = [("", _("All kinds")), *titles]

    def answers(self) -> dict[str, str]:
        """What was asked, without what is not on offer."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
