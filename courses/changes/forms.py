"""What an author says of a change, and why somebody takes it back."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.changes.actions import Said
from courses.changes.diffing import Changed, only_slips
from courses.changes.enums import Asks, Kind
from courses.changes.models import Change
from lms.certificates.models import Certification
from lms.people.models import Unit

LONGEST, MOST_DAYS = 300, 60


class SayForm(forms.Form):
    """`changed`: what may be ticked; `certifications`: those that have the page in them. `revision` says which draft was looked at."""

    kind = forms.ChoiceField(
        label=_("What it asks of people who have done this"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.MINOR
    )
    blocks = forms.MultipleChoiceField(label=_("To read again"), required=False)
    certifications = forms.ModelMultipleChoiceField(
        label=_("Certifications to prove again"),
        queryset=Certification.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason_es = forms.CharField(
        label=_("Why, in Spanish"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": "es"})
    )
    reason_en = forms.CharField(
        label=_("Why, in English"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": "en"})
    )
    due_days = forms.IntegerField(label=_("Working days to do it"), min_value=1, max_value=MOST_DAYS, initial=5)
    unit = forms.ModelChoiceField(
        label=_("It is also a change of a product or process, for"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("No"),
        help_text=_("Rules of refreshers about changes take it up."),
    )
    on = forms.DateField(label=_("which changes on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, changed: Sequence[Changed], certifications, change: Change | None = None, revision: int | None = None):
        super().__init__(data, initial=_initial(changed, change) | {"revision": revision})
        self.expected = revision
        self.fields["blocks"].choices = [(one.id, one.id) for one in changed]
        self.fields["certifications"].queryset = certifications
        self.fields["unit"].queryset = Unit.objects.all()

    def clean(self) -> dict:
        data = super().clean()
        kind, unit = data.get("kind"), data.get("unit")
        if data.get("revision") != self.expected:
            raise forms.ValidationError(_("The draft has changed since you opened this page. Look at what changed again."))
        if kind and (kind != Kind.MINOR or unit):
            for name in ("reason_es", "reason_en"):
                if not (data.get(name) or "").strip() and name not in self.errors:
                    self.add_error(name, _("Say why: the people read it."))
        if kind == Kind.READ and not data.get("blocks") and "blocks" not in self.errors:
            self.add_error("kind", _("Tick at least one block to read again."))
        if kind == Kind.INVALIDATES and not data.get("certifications") and "certifications" not in self.errors:
            self.add_error("certifications", _("Choose at least one."))
        if unit and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say from which day."))
        return data

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            kind=data["kind"],
            blocks=data["blocks"],
            reason_es=data["reason_es"],
            reason_en=data["reason_en"],
            due_days=data["due_days"],
            certifications=list(data["certifications"]),
            unit=data["unit"],
            on=data["on"] if data["unit"] else None,
        )


class SayOfQuestionForm(forms.Form):
    """What another version of a question asks of those who have learned the one before."""

    kind = forms.ChoiceField(label=_("What it asks of people who have learned it"), choices=Asks.choices, widget=forms.RadioSelect)
    certifications = forms.ModelMultipleChoiceField(
        label=_("Certifications to prove again"), queryset=Certification.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_es = forms.CharField(
        label=_("Why, in Spanish"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": "es"})
    )
    reason_en = forms.CharField(
        label=_("Why, in English"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": "en"})
    )

    def __init__(self, data=None, *, certifications):
        super().__init__(data)
        self.fields["certifications"].queryset = certifications

    def clean(self) -> dict:
        data = super().clean()
        kind = data.get("kind")
        if kind and kind != Asks.MINOR:
            for name in ("reason_es", "reason_en"):
                if not (data.get(name) or "").strip() and name not in self.errors:
                    self.add_error(name, _("Say why: the people read it."))
        if kind == Asks.INVALIDATES and not data.get("certifications") and "certifications" not in self.errors:
            self.add_error("certifications", _("Choose at least one."))
        return data


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class NarrowForm(forms.Form):
    """Which changes to show."""

    kind = forms.ChoiceField(label=_("What it asks"), choices=[("", _("All")), *Kind.choices], required=False)
    said = forms.ChoiceField(label=_("What was said"), choices=[("", _("All")), ("no", _("Nobody has said what it asks"))], required=False)


def _initial(changed: Sequence[Changed], change: Change | None) -> dict:
    """As it was said before; else everything ticked, and minor where only spelling moved."""
    everything = [one.id for one in changed]
    if change is None or change.said_at is None:
        return {"kind": Kind.MINOR if only_slips(changed) else "", "blocks": everything}
    return {
        "kind": change.kind,
        "blocks": change.blocks or everything,
        "certifications": list(change.certifications.all()) if change.pk else [],
        "reason_es": change.reason_es,
        "reason_en": change.reason_en,
        "due_days": change.due_days,
        "unit": change.product_unit_id,
        "on": change.product_on,
    }
