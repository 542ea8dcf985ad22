"""What the learner's screens send: answers without a script, a report on a question, one more attempt."""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models import Attempt

MOST_OPTIONS_SENT = 20


class AnswersForm:
    """The questions of one page as the browser posts them: `shown` names the slots, and each has its options, what was chosen

    when the page was made and, when a script ran, the counter of the choice.
    """

    def __init__(self, data: QueryDict, *, slots: int):
        self.data = data
        self.slots = slots

    def changed(self) -> Iterator[tuple[int, list[str], int | None]]:
        """(slot, keys chosen, counter or None) of each question whose answer is not the one that the page was made with."""
        for slot in self._shown():
            chosen = self.data.getlist(f"answer-{slot}")[:MOST_OPTIONS_SENT]
            if sorted(chosen) != sorted(self.data.get(f"was-{slot}", "").split()):
                yield slot, chosen, self._counter(slot)

    def way_on(self, attempt: Attempt, slot: int) -> str:
        """Where the button that was pressed leads."""
        go = self.data.get("go", "")
        if go == "leave":
            return reverse("quizzes:brief", args=[attempt.enrolment_id, attempt.step_key])
        wanted = {"previous": slot - 1, "stay": slot}.get(go, slot + 1)
        if go == "review" or wanted > self.slots:
            return reverse("quizzes:review", args=[attempt.pk])
        return reverse("quizzes:attempt", args=[attempt.pk, max(wanted, 1)])

    def _shown(self) -> list[int]:
        sent = self.data.getlist("shown")[: self.slots]
        return [int(slot) for slot in sent if slot.isdecimal() and 1 <= int(slot) <= self.slots]

    def _counter(self, slot: int) -> int | None:
        sent = self.data.get(f"counter-{slot}", "")
        return int(sent) if sent.isdecimal() and len(sent) < 17 else None


class ReportForm(forms.Form):
    slot = forms.IntegerField(label=_("Which question"), min_value=1)
    text = forms.CharField(
        label=_("What is wrong with it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("What you would expect, and where you read it."),
    )

    def __init__(self, *args, slots: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].max_value = slots
        self.slots = slots

    def clean_slot(self) -> int:
        slot = self.cleaned_data["slot"]
        if slot > self.slots:
            raise forms.ValidationError(_("There is no such question."))
        return slot


class GrantForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The person reads it."))
