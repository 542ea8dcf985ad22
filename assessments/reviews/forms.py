"""What a card and the picture of a team are asked with."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.forms.learner import AnswersForm
from assessments.reviews.queries.serving import SLOT
from assessments.reviews.scheduling import Felt

LARGEST = 2**31 - 1


class CardForm(forms.Form):
    """The answer to one card. `version` and `number` are what the page was made with; `felt` and `unknown` are which button was
    pressed."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST)
    number = forms.IntegerField(min_value=1, max_value=LARGEST)
    felt = forms.TypedChoiceField(
        choices=[(one.value, one.name) for one in Felt], coerce=lambda value: Felt(int(value)), required=False, empty_value=None
    )
    unknown = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.answer = AnswersForm(data, slots=SLOT).given(SLOT)

    def sent(self) -> dict:
        """What `answer_card` is told."""
        clean = self.cleaned_data
        return {
            "version_id": clean["version"],
            "number": clean["number"],
            "answer": self.answer,
            "felt": clean["felt"],
            "unknown": clean["unknown"],
        }


class TeamChoice(forms.Form):
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, data, *, teams):
        super().__init__(data)
        self.teams = {str(one.pk): one for one in teams}
        self.fields["team"].choices = [(pk, str(one)) for pk, one in self.teams.items()]

    def chosen(self):
        """The team asked for, or the first; None without any, or for one that is not theirs to see."""
        asked = self.data.get("team", "")
        return self.teams.get(asked) if asked else next(iter(self.teams.values()), None)
