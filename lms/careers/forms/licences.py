"""What is written down of a licence."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.forms.ladders import words
from lms.careers.forms.postings import day


class GiveLicenceForm(forms.Form):
    code = forms.ChoiceField(label=_("Licence"))
    given_on = day(_("Given on"), initial=timezone.localdate)
    until = day(_("Until"), required=False, help_text=_("Empty where it does not run out."))
    words = words(_("What it rests on"), help_text=_("What you have seen or read. The person reads it with your name."))

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = choices

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("given_on"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day cannot come before the first one."))
        if first and first > timezone.localdate():
            self.add_error("given_on", _("That day has not come yet."))
        return cleaned


class WithdrawLicenceForm(forms.Form):
    reason = words(_("Why it is withdrawn"), help_text=_("It stays readable with this reason."))
