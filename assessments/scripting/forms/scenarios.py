"""Forms in which an author writes a scenario: its sheet, its weights and its conversation as text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.text import parse, write
from assessments.roleplays.enums import ScenarioState
from assessments.roleplays.models import Scenario
from lms.competencies.models import Competency
from lms.language.bilingual import active_language

LISTS = ("system_facts", "must_say", "must_not", "success_criteria")
WORDS = ("brief_for_agent", "objective", "escalation", "spoken_prompt")
PERSONA = ("name", "age", "situation", "mood", "quote")
LONGEST_TEXT = 100_000


def area(label, rows: int = 3, help_text="", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )


class ScenarioFilter(forms.Form):
    q = forms.CharField(label=_("Scenario"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Whatever it is")), *ScenarioState.choices])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Any language")), ("es", _("Spanish")), ("en", _("English"))]
    )

    def answers(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ScenarioForm(forms.ModelForm):
    """The whole scenario on one page. The conversation must be readable; the rest may still be unfinished."""

    persona_name = forms.CharField(label=_("Who calls or writes"), max_length=120)
    persona_age = forms.IntegerField(label=_("Their age"), min_value=0, max_value=120, required=False)
    persona_situation = area(_("Their situation"), 2)
    persona_mood = forms.CharField(label=_("Their mood"), max_length=200, required=False)
    persona_quote = forms.CharField(label=_("A sentence that sounds like them"), max_length=300, required=False)
    brief_for_agent = area(_("What the person who plays it knows"), 4)
    how_to_play = area(_("How the other part is acted"), 3, _("Only whoever acts it sees this."))
    hidden_facts = area(_("What the other one keeps to themselves"), 3, _("One a line. Only whoever acts it sees this."))
    system_facts = area(_("What the systems say"), 3, _("One a line."))
    objective = area(_("Objective"), 2)
    spoken_prompt = area(
        _("What is answered by voice"),
        3,
        _("What the other part says before a recorded answer. Empty: the first turn of the conversation."),
    )
    must_say = area(_("Must say"), 3, _("One a line."))
    must_not = area(_("Must not"), 3, _("One a line."))
    escalation = area(_("Who helps, and when"), 2)
    success_criteria = area(_("How success looks from outside"), 2, _("One a line."))
    weights = forms.CharField(
        label=_("Competencies and their weights"), max_length=300, help_text=_("They add up to a hundred, as in EMP 40, LIS 60.")
    )
    two_assessors = forms.ChoiceField(
        label=_("Who reads an assessed performance"),
        required=False,
        choices=[
            ("", _("One assessor, and a second one in one of ten by lot")),
            ("gate", _("Two assessors: it opens a gate")),
            ("promotion", _("Two assessors: a promotion depends on it")),
        ],
    )
    rungs = forms.CharField(label=_("For which rungs"), max_length=100, required=False, help_text=_("Their codes, as in R1, R2."))
    conversation = area(_("Conversation"), 30, required=True)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    class Meta:
        model = Scenario
        fields = ["code", "title_es", "title_en", "language", "type", "channel", "difficulty", "ceiling_level", "minutes", "rubric"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conversation"].widget.attrs |= {"spellcheck": "true", "class": "code"}
        if not self.initial.get("language"):
            self.initial["language"] = active_language()  # most write in their own
        if self.instance.pk:
            self.fields["code"].disabled = True
            self.initial["seen"] = self.instance.moment
            self.initial["rungs"] = ", ".join(self.instance.rungs)
        self.initial |= _shown(self.instance.draft) if self.instance.draft else {}

    def clean_weights(self) -> dict[str, int]:
        words = self.cleaned_data["weights"].replace(",", " ").split()
        if not words or len(words) % 2 or not all(word.isdecimal() for word in words[1::2]):
            raise ValidationError(_("Write each competency with its weight, as in EMP 40, LIS 60."))
        weights = {code: int(number) for code, number in zip(words[::2], words[1::2], strict=True)}
        unknown = set(weights) - set(Competency.objects.filter(code__in=weights).values_list("code", flat=True))
        if unknown:
            raise ValidationError(_("There is no competency %(code)s."), params={"code": min(unknown)})
        return weights

    def clean_rungs(self) -> list[str]:
        return self.cleaned_data["rungs"].replace(",", " ").split()

    def clean_conversation(self) -> Conversation:
        talk, problems = parse(self.cleaned_data["conversation"])
        if talk is None:
            raise ValidationError(
                [_("Line %(line)d: %(what)s %(mend)s") % {"line": one.line, "what": one.what, "mend": one.mend} for one in problems[:10]]
            )
        return talk

    def document(self) -> dict:
        """What the draft holds."""
        values = self.cleaned_data
        sheet = {name: values[name] for name in WORDS if values[name] or name != "spoken_prompt"}
        sheet |= {name: _lines(values[name]) for name in LISTS}
        sheet["persona"] = {name: values[f"persona_{name}"] or "" for name in PERSONA}
        sheet["brief_for_actor"] = {"how_to_play": values["how_to_play"], "hidden_facts": _lines(values["hidden_facts"])}
        kept = {"sheet": sheet, "weights": values["weights"], "conversation": values["conversation"].to_json()}
        return kept | ({"two_assessors": values["two_assessors"]} if values["two_assessors"] else {})

    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, "rungs")}


def _shown(draft: dict) -> dict:
    """The draft as the fields of the form show it."""
    sheet = draft.get("sheet", {})
    actor = sheet.get("brief_for_actor", {})
    shown = {f"persona_{name}": sheet.get("persona", {}).get(name, "") for name in PERSONA}
    shown |= {name: sheet.get(name, "") for name in WORDS}
    shown |= {name: "\n".join(sheet.get(name, [])) for name in LISTS}
    shown |= {"how_to_play": actor.get("how_to_play", ""), "hidden_facts": "\n".join(actor.get("hidden_facts", []))}
    shown["two_assessors"] = draft.get("two_assessors", "")
    shown["weights"] = ", ".join(f"{code} {number}" for code, number in draft.get("weights", {}).items())
    if draft.get("conversation"):
        shown["conversation"] = write(Conversation.from_json(draft["conversation"]))
    return shown


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
