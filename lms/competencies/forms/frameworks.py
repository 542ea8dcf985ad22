"""Frameworks as fields: the framework, a group, a competency with its anchors and what proves it, a file, two versions to compare."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.exchange import FORMATS, Anchor, Proof, Tree, TreeCompetency, TreeGroup
from lms.competencies.levels import LEVELS
from lms.competencies.models import EvidenceKind
from lms.language.bilingual import pick

NAME, TEXT = 150, 10_000
SPARE_PROOFS = 3


class PublishFrameworkForm(forms.Form):
    note = forms.CharField(label=_("What changed, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class NamedForm(forms.Form):
    """What everything of a framework has: a code, and a name in each language."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    new = forms.UUIDField(widget=forms.HiddenInput, required=False)  # of what is being made: sent twice, it is one
    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("Short and lasting: files and other systems know it by this."))
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=NAME, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not (said["name_es"] or said["name_en"]):
            self.add_error("name_es", _("Write its name in one language at least."))
        return said

    def values(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("code", "name_es", "name_en", *names)}


class FrameworkForm(NamedForm):
    publisher = forms.CharField(label=_("Published by"), max_length=NAME, required=False)

    def tree(self, before: Tree) -> Tree:
        return replace(before, **self.values("publisher"))


class GroupForm(NamedForm):
    parent = forms.ChoiceField(label=_("Within"), required=False)

    def __init__(self, *args, tree: Tree, uid: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("At the top")), *_groups(tree, besides=uid)]

    def item(self, before: TreeGroup) -> TreeGroup:
        return replace(before, **self.values("parent"))


class CompetencyForm(NamedForm):
    group = forms.ChoiceField(label=_("Group of competencies"))
    definition_es = forms.CharField(
        label=_("Definition in Spanish"), max_length=TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    definition_en = forms.CharField(
        label=_("Definition in English"), max_length=TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    validity_months = forms.IntegerField(
        label=_("Evidence is current for (months)"), min_value=1, max_value=600, required=False, help_text=_("Empty: it does not expire.")
    )
    is_knowledge = forms.BooleanField(
        label=_("It is knowledge"), required=False, help_text=_("A quiz may prove more of what is known than of what is done.")
    )

    def __init__(self, *args, tree: Tree, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = _groups(tree)
        for level in LEVELS:
            for language, words in (("es", _("Level %(level)d in Spanish")), ("en", _("Level %(level)d in English"))):
                label = words % {"level": level}
                area = forms.Textarea(attrs={"rows": 2})
                self.fields[f"anchor_{level}_{language}"] = forms.CharField(label=label, max_length=TEXT, required=False, widget=area)

    def main(self) -> list:
        return [field for field in self.visible_fields() if not field.name.startswith("anchor_")]

    def anchors(self) -> list[tuple]:
        """For each level, its field in each language."""
        return [(self[f"anchor_{level}_es"], self[f"anchor_{level}_en"]) for level in LEVELS]

    def item(self, before: TreeCompetency, proofs: tuple[Proof, ...]) -> TreeCompetency:
        said = self.cleaned_data
        levels = (Anchor(level, said[f"anchor_{level}_es"].strip(), said[f"anchor_{level}_en"].strip()) for level in LEVELS)
        values = self.values("group", "definition_es", "definition_en", "validity_months", "is_knowledge")
        return replace(before, levels=tuple(one for one in levels if one.anchor_es or one.anchor_en), kinds=proofs, **values)


class ProofForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of evidence"), required=False)
    qualifier = forms.CharField(label=_("Which"), max_length=40, required=False)
    max_level = forms.TypedChoiceField(label=_("Proves here up to"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, kinds: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "–"), *kinds]
        levels = ((level, _("Level %(level)s") % {"level": level}) for level in LEVELS)
        self.fields["max_level"].choices = [("", _("As everywhere")), (0, _("Nothing alone")), *levels]


class ProofsForm:
    """What proves a competency: a row for each, and some to spare. A row without a kind is none."""

    def __init__(self, data=None, *, proofs: tuple[Proof, ...] = ()):
        kinds = [(kind.code, kind.name) for kind in EvidenceKind.objects.all()]
        rows = [{"kind": one.kind, "qualifier": one.qualifier, "max_level": one.max_level} for one in proofs]
        number = _number(data.get("proofs")) if data is not None else len(rows) + SPARE_PROOFS
        self.rows = [
            ProofForm(data, prefix=f"p{place}", initial=rows[place] if place < len(rows) else None, kinds=kinds) for place in range(number)
        ]

    def is_valid(self) -> bool:
        return not [row for row in self.rows if not row.is_valid()]  # Every one is asked, so that all errors are said.

    def proofs(self) -> tuple[Proof, ...]:
        """Each once, in a lasting order."""
        said = [row.cleaned_data for row in self.rows if row.cleaned_data.get("kind")]
        found = {(one["kind"], one["qualifier"].strip()): Proof(one["kind"], one["qualifier"].strip(), one["max_level"]) for one in said}
        return tuple(found[key] for key in sorted(found))


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("1EdTech CASE 1.0 or 1.1 (JSON), CSV or XLSX: what is downloaded here, for example.")
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("By the end of its name")), *((one, one.upper()) for one in FORMATS)],
    )
    code = forms.SlugField(label=_("Code"), max_length=60, required=False, help_text=_("Of the framework, where the file does not say it."))
    name = forms.CharField(
        label=_("Name"), max_length=NAME, required=False, help_text=_("Of the framework, where the file does not say it.")
    )
    language = forms.ChoiceField(label=_("Language of texts that do not say theirs"), choices=[("es", "Español"), ("en", "English")])
    archive_missing = forms.BooleanField(
        label=_("Archive what is here and not in the file"), required=False, help_text=_("Nothing is ever deleted.")
    )


class CompareForm(forms.Form):
    """Two published versions, or the last one with what is being worked on."""

    before = forms.TypedChoiceField(label=_("From"), coerce=int)
    after = forms.TypedChoiceField(label=_("To"), coerce=int)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.number, one.label) for one in versions]
        self.fields["before"].choices = choices
        self.fields["after"].choices = [(0, _("As it is now")), *choices]


def _groups(tree: Tree, besides: str = "") -> list[tuple[str, str]]:
    return [(one.uid, pick({"es": one.name_es, "en": one.name_en})) for one in tree.groups if one.uid != besides and not one.archived_on]


def _number(said: str | None) -> int:
    return min(int(said), 60) if said and said.isdecimal() else SPARE_PROOFS
