"""A rule as fields: stretches of levels, each with ways to prove them, each way with demands that all have to be met."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.levels import LEVELS
from lms.competencies.levels.rules import AGEING_DAYS, MOST_AGEING_DAYS
from lms.competencies.models import EvidenceKind

STRETCHES, WAYS, PARTS = len(LEVELS), 3, 2
REASON = 2000
FAULTS = {
    "levels_missing_or_twice": _("Each level from 1 to 5 is said once: look at where each stretch begins and ends."),
    "no_levels": _("Say at least one stretch of levels, and what it takes."),
    "no_range": _("A stretch of levels ends before it begins."),
    "no_demand": _("A stretch of levels says nothing of what it takes."),
    "no_parts": _("A stretch of levels says nothing of what it takes."),
    "no_number": _("A demand is for 1 to 20 pieces of evidence."),
    "more_kinds_than_pieces": _("A demand cannot be of more kinds than it has pieces."),
    "more_kinds_than_named": _("A demand is of more kinds than those it is taken from."),
    "unknown_kind": _("A kind of evidence is no longer there."),
}
ANY_FAULT = _("Something in the rule is not clear. Look at each stretch again.")


class StretchForm(forms.Form):
    levels = [("", "–"), *((level, level) for level in LEVELS)]
    first = forms.TypedChoiceField(label=_("From level"), choices=levels, coerce=int, empty_value=None, required=False)
    last = forms.TypedChoiceField(label=_("To level"), choices=levels, coerce=int, empty_value=None, required=False)


class DemandForm(forms.Form):
    pieces = forms.IntegerField(label=_("Pieces of evidence, at least"), min_value=1, max_value=20, required=False)
    kinds = forms.IntegerField(label=_("Of how many different kinds"), min_value=1, max_value=20, required=False)
    of = forms.MultipleChoiceField(label=_("Only of these kinds"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, kinds: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = kinds

    def data_of(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        if not said.get("pieces"):
            return None
        found = {"pieces": said["pieces"]}
        if (said.get("kinds") or 1) > 1:
            found["kinds"] = said["kinds"]
        return found | ({"of": said["of"]} if said["of"] else {})


class BesideForm(forms.Form):
    """How soon a level is said to run out, and of each kind the most it proves by this rule."""

    ageing_days = forms.IntegerField(label=_("Days before its end on which a level runs out soon"), min_value=1, max_value=MOST_AGEING_DAYS)

    def __init__(self, *args, kinds: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("As everywhere")),
            (0, _("Nothing alone")),
            *((level, _("Up to level %(level)s") % {"level": level}) for level in LEVELS),
        ]
        for code, name in kinds:
            self.fields[f"most_{code}"] = forms.TypedChoiceField(label=name, choices=choices, coerce=int, empty_value=None, required=False)

    def data_of(self) -> dict[str, Any]:
        most = {
            name.removeprefix("most_"): value for name, value in self.cleaned_data.items() if name.startswith("most_") and value is not None
        }
        days = self.cleaned_data["ageing_days"]
        return ({"ceilings": most} if most else {}) | ({"ageing_days": days} if days != AGEING_DAYS else {})


class RuleForm:
    """All of it: `stretches`, each (form, ways); each way its demands; and `beside`."""

    def __init__(self, data=None, *, rule: dict[str, Any]):
        kinds = [(kind.code, kind.name) for kind in EvidenceKind.objects.all()]
        rows = sorted(rule["levels"], key=lambda row: row["from"])
        self.stretches = []
        for place in range(STRETCHES):
            row = rows[place] if place < len(rows) else None
            said = StretchForm(data, prefix=f"s{place}", initial={"first": row["from"], "last": row["to"]} if row else None)
            self.stretches.append((said, self._ways(data, place, row, kinds)))
        ceilings = {f"most_{kind}": most for kind, most in rule.get("ceilings", {}).items()}
        beside = {"ageing_days": rule.get("ageing_days", AGEING_DAYS)} | ceilings
        self.beside = BesideForm(data, prefix="beside", initial=beside, kinds=kinds)
        self.shows_all = all(_fits(ways_in(row["needs"])) for row in rows)
        self.in_use = len(rows)
        self.faults: list[str] = []

    def _ways(self, data, place: int, row: dict[str, Any] | None, kinds) -> list[list[DemandForm]]:
        ways = ways_in(row["needs"]) if row else []
        return [
            [DemandForm(data, prefix=f"s{place}w{way}p{part}", initial=_at(ways, way, part), kinds=kinds) for part in range(PARTS)]
            for way in range(WAYS)
        ]

    def is_valid(self) -> bool:
        return not [form for form in self.forms() if not form.is_valid()]  # Every one is asked, so that all errors are said.

    def forms(self) -> Iterator[forms.Form]:
        for stretch, ways in self.stretches:
            yield stretch
            for way in ways:
                yield from way
        yield self.beside

    def rule(self) -> dict[str, Any]:
        """What was said, as the rules read it."""
        rows = []
        for stretch, ways in self.stretches:
            first, last = stretch.cleaned_data["first"], stretch.cleaned_data["last"]
            if first is not None or last is not None:
                rows.append({"from": first or last, "to": last or first, "needs": _needs(ways)})
        return {"levels": rows} | self.beside.data_of()

    def say(self, faults) -> None:
        """The words of what the rules find wrong, each once."""
        self.faults = list(dict.fromkeys(str(FAULTS.get(fault.code, ANY_FAULT)) for fault in faults))


def ways_in(node: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """A tree of "all" and "any" as a list of ways, each a list of demands that all have to be met."""
    if "any" in node:
        return [way for part in node["any"] for way in ways_in(part)]
    if "all" not in node:
        return [[node]]
    found: list[list[dict[str, Any]]] = [[]]
    for part in node["all"]:
        found = [[*way, *more] for way in found for more in ways_in(part)]
    return found


def _needs(ways: list[list[DemandForm]]) -> dict[str, Any]:
    said = [[demand for form in way if (demand := form.data_of())] for way in ways]
    nodes = [way[0] if len(way) == 1 else {"all": way} for way in said if way]
    return nodes[0] if len(nodes) == 1 else {"any": nodes}


def _at(ways: list[list[dict[str, Any]]], way: int, part: int) -> dict[str, Any] | None:
    return ways[way][part] if way < len(ways) and part < len(ways[way]) else None


def _fits(ways: list[list[dict[str, Any]]]) -> bool:
    return len(ways) <= WAYS and all(len(way) <= PARTS for way in ways)


class PublishForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it changes"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who reads the rules reads this, and it stays."),
    )
