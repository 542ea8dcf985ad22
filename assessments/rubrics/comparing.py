"""How two documents of a rubric differ. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.rubrics.checking import LANGUAGES, POINTS, Document


@dataclass(frozen=True)
class Change:
    """What was there and what is there now, in words; empty where there was or is nothing. `under`: the criterion, or empty."""

    under: str
    what: str
    before: str
    after: str


def changes(before: Document, after: Document) -> list[Change]:
    """In the order of the later one; what was taken out comes last."""
    old, new = _by_code(before), _by_code(after)
    found: list[Change] = []
    for code in [*new, *(one for one in old if one not in new)]:
        found += _between(code, dict(_lines(old.get(code, {}))), dict(_lines(new.get(code, {}))))
    return [*found, *_between("", dict(_whole(before)), dict(_whole(after)))]


def _between(under: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys([*new, *old]):
        if old.get(what, "") != new.get(what, ""):
            yield Change(under, what, old.get(what, ""), new.get(what, ""))


def _by_code(document: Document) -> dict[str, Mapping[str, Any]]:
    return {one.get("code", ""): one for one in document.get("criteria", [])}


def _lines(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each fact of a criterion with its name."""
    if not one:
        return
    yield from _texts(_("Name"), one.get("name", {}))
    yield _("Competency"), str(one.get("competency", ""))
    yield _("Weight"), str(one.get("weight") or "")
    for points in POINTS:
        yield from _texts(_("What %(points)s looks like") % {"points": points}, one.get("anchors", {}).get(points, {}))
    yield _("Must reach"), str(one.get("must_reach") or "")
    yield _("May not apply"), _("yes") if one.get("may_not_apply") else ""
    yield from _texts(_("When it does not apply"), one.get("not_applicable_when", {}))


def _texts(name: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"{name} ({language})", texts.get(code, "")) for code, language in LANGUAGES.items())


def _whole(document: Document) -> Iterator[tuple[str, str]]:
    marks = document.get("marks", {})
    yield _("Critical errors"), ", ".join(sorted(document.get("critical_errors", [])))
    yield _("Pass mark (%)"), str(marks.get("pass_percent", ""))
    yield _("Distinction from (%)"), str(marks.get("distinction_percent", ""))
    yield _("Least points of every criterion"), str(marks.get("least", ""))
