"""What the scoring screen sends: each criterion with its counter, and the words beside them."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.rubrics.models import Criterion
from assessments.scores.actions import Entry, Words

LONGEST = 4000
MOST_SECONDS = 86_400  # a day, far beyond any recording


def entries_of(sent: Mapping[str, str], criteria: Iterable[Criterion], *, step: int = 0) -> dict[int, Entry]:
    """The criteria that were sent. `step` is added to their counters: one for a form that was sent whole, without a script."""
    return {one.pk: _entry(sent, one.pk, step) for one in criteria if f"counter_{one.pk}" in sent}


class WordsForm(forms.Form):
    critical = forms.MultipleChoiceField(label=_("Was there a critical error?"), required=False, widget=forms.CheckboxSelectMultiple)
    worked = forms.CharField(
        label=_("What worked"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A fact and what it did for the customer, with their words."),
    )
    next_time = forms.CharField(
        label=_("Next time"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing to change, as a sentence that they could say: “Next time, …”"),
    )
    next_time_too = forms.CharField(
        label=_("Next time, a second thing"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only if it cannot wait. Nobody changes more than two things at once."),
    )
    agreed_on = forms.DateField(
        label=_("When you look at it together"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    counter = forms.IntegerField(required=False, min_value=0, max_value=10**17, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, errors_of_rubric=(), **kwargs):
        super().__init__(*args, **kwargs)
        # A draft may lack them; the screen says that handing it in takes both.
        self.fields["worked"].required = self.fields["next_time"].required = not self.is_bound
        self.fields["critical"].choices = [(one.code, one.text) for one in errors_of_rubric]
        if not errors_of_rubric:
            del self.fields["critical"]

    def words(self, *, step: int = 0) -> Words:
        data = self.cleaned_data
        return Words(
            critical=tuple(data.get("critical", ())),
            **{name: data[name].strip() for name in ("worked", "next_time", "next_time_too")},
            agreed_on=data["agreed_on"],
            counter=(data["counter"] or 0) + step,
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why somebody else should read it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How you would do it next time, in your words. Whoever read your roleplay sees it."),
    )


class AppealForm(forms.Form):
    criterion = forms.ModelChoiceField(label=_("What should be looked at again"), queryset=Criterion.objects.none(), empty_label=None)
    text = forms.CharField(label=_("Why"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion"].queryset = criteria
        self.fields["criterion"].label_from_instance = lambda criterion: criterion.name


class DecideForm(forms.Form):
    value = forms.TypedChoiceField(
        label=_("Your score"), coerce=int, choices=[(str(one), str(one)) for one in range(1, 6)], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("What you saw"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


def _entry(sent: Mapping[str, str], pk: int, step: int) -> Entry:
    return Entry(
        value=_number(sent.get(f"value_{pk}", "")),
        not_applicable=f"na_{pk}" in sent,
        fact=sent.get(f"fact_{pk}", "").strip()[:LONGEST],
        sentence=_number(sent.get(f"sentence_{pk}", "")),
        second=_second(sent.get(f"second_{pk}", "")),
        counter=(_number(sent[f"counter_{pk}"]) or 0) + step,
    )


def _second(text: str) -> int | None:
    """A moment as 1:23 or as 83."""
    minutes, colon, seconds = text.strip().rpartition(":")
    found = _number(seconds), _number(minutes) if colon else 0
    return None if None in found or max(found) > MOST_SECONDS else found[0] + 60 * found[1]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
