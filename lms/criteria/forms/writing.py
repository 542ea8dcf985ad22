"""A version as its author writes it: its texts in both languages, whom it is for, the situations that prove it, what it rests on.

A draft may be kept with anything missing; what is missing is said before it comes into force.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.criteria.enums import QUESTIONS_TO, About, GuidelineKind
from lms.criteria.models import Guideline, GuidelineVersion
from lms.language.bilingual import LANGUAGES
from lms.people.enums import Role
from lms.people.models import Unit

OPTIONS = "abcd"
SOURCES = 3
LONGEST, LONGEST_TITLE, LONGEST_OPTION = 4000, 160, 400
HOURS_AT_MOST = 24 * 60
NEEDED_LATER = [*(f"{name}_{language}" for name in ("title", "says", "why") for language in LANGUAGES), "roles"]
FOR = (Role.TRAINEE, Role.AGENT, Role.TRAINER, Role.ASSESSOR, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY)


def words(label: Any, rows: int = 3, longest: int = LONGEST, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more)


class TextsForm(forms.Form):
    """What it says, and whom it is for."""

    seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(label=_("Unit it belongs to"), queryset=Unit.objects.none())
    title_es = forms.CharField(label=_("Title in Spanish"), required=False, max_length=LONGEST_TITLE)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=LONGEST_TITLE)
    says_es = words(_("What we say, in Spanish"), 4, help_text=_("One point a line."))
    says_en = words(_("What we say, in English"), 4, help_text=_("One point a line."))
    why_es = words(_("Why, in Spanish"), 2)
    why_en = words(_("Why, in English"), 2)
    do_es = words(_("Like this, in Spanish"), 2, help_text=_("What somebody says who does it."))
    do_en = words(_("Like this, in English"), 2)
    dont_es = words(_("Not like this, in Spanish"), 2)
    dont_en = words(_("Not like this, in English"), 2)
    about = forms.ChoiceField(label=_("About"), choices=About.choices, initial=About.OTHER)
    urgent = forms.BooleanField(label=_("Urgent: it stands first, and says so"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Who it is for"), required=False, choices=[(one.value, one.label) for one in FOR], widget=forms.CheckboxSelectMultiple
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Only in these units"),
        required=False,
        queryset=Unit.objects.none(),
        to_field_name="code",
        help_text=_("None: in all of them. A service is one of these units, and its teams come with it."),
    )
    due_hours = forms.IntegerField(label=_("Hours to prove it"), min_value=1, max_value=HOURS_AT_MOST, initial=48)
    valid_to = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Empty: until it is withdrawn.")
    )
    change_es = words(_("What changed, in Spanish"), 2)
    change_en = words(_("What changed, in English"), 2)
    minor = forms.BooleanField(label=_("Only a slip put right: nobody is asked anything again"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in NEEDED_LATER:
            self.fields[name].needed_later = True

    def clean_valid_to(self) -> date | None:
        last = self.cleaned_data["valid_to"]
        if last and last < timezone.localdate():
            raise ValidationError(_("Its last day has gone by already."))
        return last

    def clean(self) -> dict:
        given = super().clean()
        if not any(given.get(f"title_{language}") for language in LANGUAGES):
            self.add_error("title_es", _("Give it a title, in one language at least."))
        return given


class QuestionForm(forms.Form):
    """One situation with up to four options. Left empty it is no question."""

    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    stem_es = words(_("Situation, in Spanish"), 2, 1000)
    stem_en = words(_("Situation, in English"), 2, 1000)
    right = forms.ChoiceField(
        label=_("The right one"), required=False, choices=[(one, one.upper()) for one in OPTIONS], widget=forms.RadioSelect
    )
    why_es = words(_("Why, in Spanish"), 2, 1000)
    why_en = words(_("Why, in English"), 2, 1000)
    again = forms.BooleanField(label=_("Ask it again: it is what changed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = {"es": _("Option %s, in Spanish"), "en": _("Option %s, in English")}
        for letter in OPTIONS:
            for language in LANGUAGES:
                field = forms.CharField(label=names[language] % letter.upper(), required=False, max_length=LONGEST_OPTION)
                self.fields[f"option_{letter}_{language}"] = field

    def clean(self) -> dict:
        given = super().clean()
        if (right := given.get("right")) and self.is_used and not self._both(f"option_{right}"):
            self.add_error("right", _("The right option has no words yet."))
        return given

    @property
    def options(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"option_{letter}_{language}"] for language in LANGUAGES) for letter in OPTIONS]

    @property
    def is_used(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name not in ("key", "right", "again"))

    def question(self, key: str) -> dict:
        given = self.cleaned_data
        options = [
            {"key": one, "text": self._pair(f"option_{one}"), "correct": one == given.get("right")}
            for one in OPTIONS
            if self._both(f"option_{one}")
        ]
        return {"key": key, "stem": self._pair("stem"), "explanation": self._pair("why"), "options": options}

    def _pair(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data.get(f"{name}_{language}", "") for language in LANGUAGES}

    def _both(self, name: str) -> bool:
        return any(self._pair(name).values())


class SourceForm(forms.Form):
    """Something it rests on: a page of the handbook, a lesson, a law."""

    es = forms.CharField(label=_("Words in Spanish"), required=False, max_length=160)
    en = forms.CharField(label=_("Words in English"), required=False, max_length=160)
    url = forms.CharField(label=_("Address"), required=False, max_length=500, help_text=_("A page of this academy (/…) or https://…"))

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if url and not (url.startswith("https://") or (url.startswith("/") and not url.startswith("//"))):
            raise ValidationError(_("Begin it with / or with https://"))
        return url

    def clean(self) -> dict:
        given = super().clean()
        if (given.get("es") or given.get("en")) and "url" in given and not given["url"]:
            self.add_error("url", _("Say where it is."))
        return given


class Sheet:
    """The three kinds of form together, as one sheet of paper."""

    def __init__(
        self,
        data=None,
        *,
        guideline: Guideline | None,
        kind: str,
        begin_with: GuidelineVersion | None,
        seen: str,
        code: str,
        units=None,
    ):
        """`units`: where a new one may belong; of one that is there, its own unit says it."""
        self.is_criterion = kind == GuidelineKind.CRITERION
        self.before = guideline.versions.in_force().first() if guideline else None
        self.main = TextsForm(data, initial=_texts_of(begin_with) | {"seen": seen, "code": code})
        self._fit(guideline, units)
        asked, rests = (begin_with.questions, begin_with.sources) if begin_with else ([], [])
        again = set(begin_with.asks) if begin_with and begin_with.published_at is None else set()
        self.questions = [QuestionForm(data, prefix=f"q{at}", initial=_question_of(asked, at, again)) for at in range(QUESTIONS_TO)]
        self.sources = [SourceForm(data, prefix=f"s{at}", initial=rests[at] if at < len(rests) else {}) for at in range(SOURCES)]

    def is_valid(self) -> bool:
        # Each of them is asked, so that each says what is wrong.
        wrong = [form for form in (self.main, *self.questions, *self.sources) if not form.is_valid()]
        return not wrong

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Of all the forms: where, its label, and what is wrong."""
        fields = [field for form in (self.main, *self.questions, *self.sources) for field in form]
        return [(field.id_for_label or f"{field.auto_id}_0", field.label, error) for field in fields for error in field.errors]

    def texts(self) -> dict[str, Any]:
        """What `revise` takes."""
        given = dict(self.main.cleaned_data)
        for name in ("seen", "code", "unit"):
            given.pop(name, None)
        keys = _keys(self.questions)
        used = [(form, key) for form, key in zip(self.questions, keys, strict=True) if form.is_used]
        return {
            **given,
            "units": sorted(unit.code for unit in given["units"]),
            "questions": [form.question(key) for form, key in used],
            "asks": [key for form, key in used if form.cleaned_data.get("again")],
            "sources": [form.cleaned_data for form in self.sources if form.cleaned_data.get("url")],
        }

    def _fit(self, guideline: Guideline | None, units) -> None:
        fields = self.main.fields
        below = units
        if guideline:
            del fields["unit"]
            below = Unit.objects.filter(path__startswith=guideline.unit.path).exclude(pk=guideline.unit_id)
        else:
            fields["unit"].queryset = units
        fields["units"].queryset = below
        if self.is_criterion:
            for name in ("about", "urgent", "valid_to"):
                del fields[name]
        if self.before is None:
            for name in ("change_es", "change_en", "minor"):
                del fields[name]


def _texts_of(version: GuidelineVersion | None) -> dict[str, Any]:
    if version is None:
        return {"roles": [Role.AGENT]}
    return {name: getattr(version, name) for name in TextsForm.base_fields if name not in ("seen", "code", "unit")}


def _question_of(asked: list[dict], place: int, again: Iterable[str]) -> dict[str, Any]:
    if place >= len(asked):
        return {}
    one = asked[place]
    given = {"key": one["key"], "again": one["key"] in again}
    given |= {f"stem_{language}": one["stem"].get(language, "") for language in LANGUAGES}
    given |= {f"why_{language}": one["explanation"].get(language, "") for language in LANGUAGES}
    for option, letter in zip(one["options"], OPTIONS, strict=False):
        given |= {f"option_{letter}_{language}": option["text"].get(language, "") for language in LANGUAGES}
        if option["correct"]:
            given["right"] = letter
    return given


def _keys(questions: list[QuestionForm]) -> list[str]:
    """Each question's own key, and for a new one the first that none has."""
    taken = {form.cleaned_data.get("key") for form in questions}
    free = (key for number in range(1, 100) if (key := f"q{number}") not in taken)
    found: list[str] = []
    for form in questions:
        key = form.cleaned_data.get("key")
        found.append(key if key and key not in found else next(free))
    return found
