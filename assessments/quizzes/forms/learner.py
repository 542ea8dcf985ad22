"""What the learner's screens send: answers without a script, a report on a question, one more attempt."""

import json
from collections.abc import Iterator, Sequence

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.kinds.reading import MOST_PARTS
from assessments.quizzes.models import Attempt


class AnswersForm:
    """The questions of one page as the browser posts them. `shown` names the slots. Of each slot there are:

    `answer-1`: what was chosen or written, or `answer-1-2`: what was chosen or written in the second place of several, or
    `order-1`: what comes first, second… ; `was-1`: the answer that the page was made with; `counter-1`: when it was chosen,
    if a script ran.
    """

    def __init__(self, data: QueryDict, *, slots: int):
        self.data = data
        self.slots = slots

    def changed(self) -> Iterator[tuple[int, list[str], int | None]]:
        """(slot, the answer as a browser knows it, counter or None) of each one that is not what the page was made with."""
        for slot in self._shown():
            given = self.given(slot)
            if given != self._was(slot):
                yield slot, given, self._counter(slot)

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

    def given(self, slot: int) -> list[str]:
        """The answer of a slot as a browser knows it."""
        if order := self.data.getlist(f"order-{slot}")[:MOST_PARTS]:
            return in_full(order)
        whole = [_written(one) for one in self.data.getlist(f"answer-{slot}")[:MOST_PARTS]]
        parts = [(part, _written(self.data.get(f"answer-{slot}-{part}", ""))) for part in range(1, MOST_PARTS + 1)]
        return sorted([one for one in whole if one] + [f"{part}:{value}" for part, value in parts if value])

    def _was(self, slot: int) -> list[str]:
        try:
            was = [str(one) for one in json.loads(self.data.get(f"was-{slot}") or "[]")]
        except (ValueError, TypeError, RecursionError):
            return []
        return was if f"order-{slot}" in self.data else sorted(was)

    def _counter(self, slot: int) -> int | None:
        sent = self.data.get(f"counter-{slot}", "")
        return int(sent) if sent.isdecimal() and len(sent) < 17 else None


def in_full(order: Sequence[str]) -> list[str]:
    """An order of the places 1, 2, … of which some may be missing or named twice: what is free is filled with the rest, as they
    stand. Empty when nothing was said.

    >>> in_full(["3", "", "3"])
    ['3', '1', '2']
    """
    every = [str(place) for place in range(1, len(order) + 1)]
    said: list[str] = []
    for one in order:
        said.append(one if one in every and one not in said else "")
    rest = iter([place for place in every if place not in said])
    return [one or next(rest) for one in said] if any(said) else []


def _written(text: str) -> str:
    """As a script would send it: a form sends its line ends in two characters."""
    return text.replace("\r\n", "\n").strip()


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
