"""What is written down of a licence, and of the kinds there are."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import EnteredBy
from lms.careers.forms.ladders import number, words
from lms.careers.forms.postings import day
from lms.careers.models import LicenceKind
from lms.careers.queries.licences import Offered
from lms.careers.wording import BUILT_IN
from lms.competencies.forms.evidence import checked_document


class GiveLicenceForm(forms.Form):
    """`offered`: what its writer may write down."""

    code = forms.ChoiceField(label=_("Licence"))
    given_on = day(_("Given on"), initial=timezone.localdate)
    until = day(_("Until"), required=False, help_text=_("As its paper says. Empty: for as long as its kind holds, or without an end."))
    words = words(_("What it rests on"), help_text=_("What you have seen or read. The person reads it with your name."))
    document = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 10 MB. Whoever opens it is noted, and the person sees who it was."),
    )

    def __init__(self, *args, offered: list[Offered], **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {one.code: one.kind for one in offered}
        self.fields["code"].choices = [(one.code, one.name) for one in offered]

    def clean_document(self):
        return checked_document(self.cleaned_data.get("document"))

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("given_on"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day cannot come before the first one."))
        if first and first > timezone.localdate():
            self.add_error("given_on", _("That day has not come yet."))
        kind = self.kinds.get(cleaned.get("code"))
        if kind is not None and kind.asks_document and not cleaned.get("document") and "document" not in self.errors:
            self.add_error("document", _("This kind of licence is kept with its document."))
        return cleaned


class WithdrawLicenceForm(forms.Form):
    reason = words(_("Why it is withdrawn"), help_text=_("It stays readable with this reason."))


class LicenceKindForm(forms.ModelForm):
    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Short, as driving-b: ladders know it by this. It never changes afterwards.")
    )
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    about_es = words(_("What it lets one do, in Spanish"), rows=2, required=False)
    about_en = words(_("What it lets one do, in English"), rows=2, required=False)
    validity_months = number(
        _("Holds for (months)"), 1, 600, required=False, help_text=_("Where its paper says no other day. Empty: it does not run out.")
    )
    entered_by = forms.ChoiceField(label=_("Written down by"), choices=EnteredBy.choices, widget=forms.RadioSelect)
    asks_document = forms.BooleanField(
        label=_("Only with its document"), required=False, help_text=_("Without the paper nobody can write one down.")
    )

    class Meta:
        model = LicenceKind
        fields = ["code", "name_es", "name_en", "about_es", "about_en", "validity_months", "entered_by", "asks_document"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if code in BUILT_IN:
            raise forms.ValidationError(_("The academy brings a licence with this code along. Choose another one."))
        return code
