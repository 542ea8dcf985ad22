import secrets
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.competencies.enums import Channel
from lms.competencies.levels import LEVELS
from lms.competencies.models import Competency

LONGEST_FACT = 2000
DOCUMENT_MB = 10
# What a document may be, by its first bytes: PDF, PNG, JPEG.
SIGNATURES = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class EvidenceForm(forms.Form):
    """What was seen, at what level and when. `kind` decides whether a document goes with it."""

    level = forms.TypedChoiceField(label=_("Level seen"), coerce=int, widget=forms.RadioSelect)
    fact = forms.CharField(
        label=_("What was seen"),
        max_length=LONGEST_FACT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What they did or said, not what they are like. The person reads this."),
    )
    observed_on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, required=False)
    document = forms.FileField(
        label=_("Document"), help_text=_("PDF, PNG or JPEG, up to 10 MB. Only those who see this record can open it.")
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, competency: Competency, kind: str, **kwargs):
        super().__init__(*args, initial={"observed_on": timezone.localdate(), "token": secrets.token_hex(8)}, **kwargs)
        anchors = {anchor.level: anchor.anchor for anchor in competency.levels.all()}
        self.fields["level"].choices = [(level, f"{level}. {anchors[level]}" if level in anchors else str(level)) for level in LEVELS]
        if kind != "observation":
            del self.fields["channel"]
        if kind == "observation":
            del self.fields["document"]
        elif kind == "assessment_centre":
            self.fields["document"].required = False

    def clean_observed_on(self):
        day, today = self.cleaned_data["observed_on"], timezone.localdate()
        if day > today:
            raise ValidationError(_("This day has not come yet."))
        if day < today - timedelta(days=365 * 10):
            raise ValidationError(_("That is more than ten years ago."))
        return day

    def clean_document(self):
        return checked_document(self.cleaned_data.get("document"))


def checked_document(document):
    """A document that somebody sends, or none. Raises ValidationError for what is too big, or is not what it says."""
    if not document:
        return document
    if document.size > DOCUMENT_MB * 1024 * 1024:
        raise ValidationError(_("The file is larger than 10 MB. Send a smaller one."))
    if not document.read(8).startswith(SIGNATURES):
        raise ValidationError(_("This is no PDF, PNG or JPEG file. Save it as one of these and send it again."))
    document.seek(0)
    return document
