"""A call being prepared, changed in the open, and its groups."""

import csv
import io

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lms.careers.models import Rung
from lms.language.bilingual import LANGUAGES
from lms.people.models import Unit, User
from lms.promotions.actions import AMENDABLE
from lms.promotions.enums import ANCHORED, DATES, MANAGES, Hours, Line, Part, Sex
from lms.promotions.forms.candidates import PersonChoice, words
from lms.promotions.models import Exercise, PromotionRound

TEXTS = ("legal_basis_es", "legal_basis_en", *(f"anchor_{mark}_{language}" for mark in ANCHORED for language in LANGUAGES))
FAIRNESS = ("adjustments_contact", "representatives_informed_on")
LARGEST_FILE = 2**20
COLUMNS = {"sex": Sex, "hours": Hours, "line": Line}


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return "\u00a0\u00a0" * (unit.depth - 1) + unit.name


class RungChoice(forms.ModelChoiceField):
    def label_from_instance(self, rung: Rung) -> str:
        return f"{rung.code} · {rung.name}"


class RoundForm(forms.ModelForm):
    target_rung = RungChoice(label=_("Rung offered"), queryset=Rung.objects.none(), empty_label=_("Choose one"))
    unit = UnitChoice(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Choose one"))
    adjustments_contact = PersonChoice(
        label=_("Whom to ask for adjustments"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )

    # Each group stands under its own heading on the page.
    GROUPS = (
        (_("What is offered"), ("code", "title_es", "title_en", "target_rung", "unit", "posts", *TEXTS[:2])),
        (_("Days"), (*DATES, "appeal_days")),
        (_("Scale from 1 to 5"), TEXTS[2:]),
        (_("Fairness"), FAIRNESS),
    )

    class Meta:
        model = PromotionRound
        fields = ["code", "title_es", "title_en", "target_rung", "unit", "posts", *TEXTS, *DATES, "appeal_days", *FAIRNESS]
        widgets = {
            **{name: day_input() for name in (*DATES, "representatives_informed_on")},
            **{name: forms.Textarea(attrs={"rows": 3}) for name in TEXTS[:2]},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user, MANAGES).filter(is_active=True).by_surname()
        self.fields["target_rung"].queryset = Rung.objects.filter(ladder__archived_at=None).select_related("ladder")
        self.fields["unit"].queryset = Unit.objects.visible_to(user, MANAGES)
        self.fields["adjustments_contact"].queryset = people

    @property
    def groups(self):
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    def clean(self) -> dict:
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day cannot come before the first one."))
        return cleaned


class ExerciseForm(forms.ModelForm):
    class Meta:
        model = Exercise
        fields = ["parent", "code", "name_es", "name_en", "weight", "scored_by", "counts_for", "looks_at_es", "looks_at_en", "sort_order"]

    def __init__(self, *args, round: PromotionRound, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round
        tops = round.exercises.filter(parent=None)
        self.fields["parent"].queryset = tops.exclude(pk=self.instance.pk) if self.instance.pk else tops
        self.fields["parent"].empty_label = _("None: it weighs by itself")

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if self.round.exercises.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another exercise has this code."))
        return code

    def clean_parent(self) -> Exercise | None:
        parent = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and self.instance.parts.exists():
            raise forms.ValidationError(_("It has parts of its own."))
        return parent


class MemberForm(forms.Form):
    person = PersonChoice(label=_("Person"), queryset=User.objects.none(), empty_label=_("Choose one"))
    part = forms.ChoiceField(label=_("Part in the panel"), choices=[(one.value, one.label) for one in (Part.CHAIR, Part.ASSESSOR)])

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.visible_to(user, MANAGES).filter(is_active=True).by_surname()


class AmendForm(forms.ModelForm):
    why_es = words(_("What changes and why, in Spanish"), rows=3, help_text=_("Everybody who reads the call sees it, with its date."))
    why_en = words(_("What changes and why, in English"), rows=3)
    adjustments_contact = PersonChoice(label=_("Whom to ask for adjustments"), queryset=User.objects.none(), empty_label=None)
    posts = forms.IntegerField(label=_("Posts"), validators=[MinValueValidator(1), MaxValueValidator(999)])

    class Meta:
        model = PromotionRound
        fields = [*AMENDABLE]
        widgets = {name: day_input() for name in AMENDABLE if name.endswith(("_on", "_from", "_to", "_by", "_until"))}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adjustments_contact"].queryset = User.objects.visible_to(user, MANAGES).filter(is_active=True).by_surname()
        for name in AMENDABLE:
            self.fields[name].required = True
        self.order_fields([*AMENDABLE, "why_es", "why_en"])

    def _post_clean(self) -> None:
        """The row is the action's to change."""

    @property
    def changed(self) -> dict:
        return {name: self.cleaned_data[name] for name in AMENDABLE if self.cleaned_data[name] != self.initial_of(name)}

    def initial_of(self, name: str):
        return getattr(self.instance, name)


class NeedForm(forms.Form):
    answer = words(_("What was agreed"), rows=3, help_text=_("The candidate reads it."))


class GroupsForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "With the columns email, sex (woman, man, other), hours (full, part) and line (es, en). Nothing of it is shown of a person."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        try:
            rows = list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error):
            raise forms.ValidationError(_("This is not a CSV file in UTF-8."))
        if not rows or "email" not in rows[0]:
            raise forms.ValidationError(_("The column email is missing."))
        self.rows = [self._row(number, row) for number, row in enumerate(rows, start=2)]
        return file

    def _row(self, number: int, row: dict) -> dict[str, str]:
        clean = {"email": (row.get("email") or "").strip()}
        for name, choices in COLUMNS.items():
            value = (row.get(name) or "").strip().lower()
            if value and value not in choices.values:
                words = {"line": number, "value": value[:30], "column": name}
                raise forms.ValidationError(_now("Line %(line)d: “%(value)s” is not a value of %(column)s.") % words)
            clean[name] = value
        return clean
