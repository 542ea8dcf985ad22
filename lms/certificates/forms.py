from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.certificates.enums import CertificateState
from lms.certificates.models import Certification
from lms.certificates.queries import people_to_certify


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads it, in your words."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class IssueForm(forms.Form):
    """A certificate by hand. The person is named by e-mail: a list of everybody would name everybody."""

    email = forms.EmailField(label=_("Person's e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    certification = forms.ModelChoiceField(label=_("Certification"), queryset=Certification.objects.all(), empty_label=_("Choose one"))
    issued_on = forms.DateField(
        label=_("Issued on"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why it is issued by hand. It stays in the history; it is not printed."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.person = None

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = people_to_certify(self.actor).filter(email__iexact=email).first()
        if self.person is None:
            raise forms.ValidationError(_("There is nobody with this e-mail among the people you look after. Check the spelling."))
        return email

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Choose today or an earlier one."))
        return day


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Holder, serial or code"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    certification = forms.ModelChoiceField(
        label=_("Certification"), queryset=Certification.objects.all(), required=False, empty_label=_("Any")
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *CertificateState.choices])

    def filters(self) -> dict:
        """What `queries.managed` takes. A value that is none of those offered filters nothing."""
        self.is_valid()
        clean = self.cleaned_data
        return {"text": clean.get("q", ""), "certification": clean.get("certification"), "state": clean.get("state", "")}
