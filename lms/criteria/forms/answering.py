from django import forms
from django.utils.translation import gettext as _

from lms.criteria.exceptions import GuidelineRefused


class AnswerForm(forms.Form):
    """One answer as the page sends it."""

    version = forms.IntegerField(min_value=1, max_value=32_000)
    question = forms.CharField(max_length=40)
    option = forms.CharField(max_length=10)
    counter = forms.IntegerField(min_value=0, max_value=2_000_000)

    def refuse(self) -> None:
        raise GuidelineRefused(_("Choose one of the options."))
