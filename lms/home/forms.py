from django import forms
from django.utils.translation import gettext_lazy as _

from lms.home.enums import Found
from lms.home.queries.searching import SHORTEST, words_in

LONGEST = 200


class SearchForm(forms.Form):
    """What is searched for. An empty question is no mistake: nothing has been asked yet."""

    q = forms.CharField(
        label=_("Search lessons and the handbook"),
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": _("That is too long: search for at most %(limit_value)d letters.")},
    )
    kind = forms.ChoiceField(label=_("Show"), choices=Found.choices, required=False)

    def clean_q(self) -> str:
        query = self.cleaned_data["q"].strip()
        if query and not any(len(word) >= SHORTEST for word in words_in(query)):
            raise forms.ValidationError(_("Write at least two letters."))
        return query
