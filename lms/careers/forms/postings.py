"""Who stands where: beginning, ending, and putting right what was written down wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import PostingKind
from lms.careers.forms.ladders import Named, words
from lms.careers.models import Posting, Rung


def day(label, **more) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def rungs():
    return Rung.objects.filter(ladder__archived_at=None).order_by("ladder", "kind", "sort_order", "code")


class Spanned(forms.Form):
    """The last day does not come before the first."""

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first one."))
        return cleaned


class PostingForm(Spanned):
    kind = forms.ChoiceField(label=_("Kind"), choices=PostingKind.choices)
    rung = Named(label=_("Rung"), queryset=Rung.objects.none(), empty_label=_("Choose one"))
    starts_on = day(_("From"))
    ends_on = day(_("To"), required=False, help_text=_("For acting up, where the last day is known."))
    reason = words(_("Reason"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rung"].queryset = rungs()

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == PostingKind.HELD and cleaned.get("ends_on"):
            self.add_error("ends_on", _("A rung is held until you end it: leave this empty."))
        return cleaned


class EndPostingForm(forms.Form):
    ends_on = day(_("Last day"))
    reason = words(_("Reason"), required=False)


class CorrectPostingForm(Spanned):
    rung = Named(label=_("Rung"), queryset=Rung.objects.none(), empty_label=None)
    starts_on = day(_("From"))
    ends_on = day(_("To"), required=False, help_text=_("Empty while it lasts."))
    never_was = forms.BooleanField(label=_("It never was so: take it away"), required=False)
    why = words(_("Why it was wrong"), help_text=_("What was written before is kept with this reason."))

    def __init__(self, *args, posting: Posting, **kwargs):
        initial = {"rung": posting.rung_id, "starts_on": posting.starts_on, "ends_on": posting.ends_on}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["rung"].queryset = Rung.everywhere.filter(pk__in=[posting.rung_id, *rungs().values_list("pk", flat=True)])
