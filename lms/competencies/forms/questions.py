from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.enums import QuestionOutcome

LONGEST = 2000


class ReasonForm(forms.Form):
    """Words that stay: why evidence is voided, or what is wrong with it."""

    reason = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What happens with it"),
        widget=forms.RadioSelect,
        choices=[(QuestionOutcome.KEPT, QuestionOutcome.KEPT.label), (QuestionOutcome.VOIDED, QuestionOutcome.VOIDED.label)],
    )
    answer = forms.CharField(
        label=_("Why"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), help_text=_("The person who asked reads this.")
    )


class QuestionFilter(forms.Form):
    show = forms.ChoiceField(label=_("Show"), choices=[("", _("Waiting for an answer")), ("all", _("All"))], required=False)

    def answers(self) -> dict[str, str]:
        self.is_valid()
        return {"show": self.cleaned_data.get("show") or ""}
