"""A framework out of a 1EdTech CASE package, 1.0 or 1.1, whoever wrote it.

Items with others below them are groups, the rest competencies. Fields without a place here are kept in `foreign`.
"""

import uuid
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from lms.competencies.exchange.case_tree import Placed, placed
from lms.competencies.exchange.case_writing import BESIDE, OURS, derived
from lms.competencies.exchange.checking import MOST_ITEMS
from lms.competencies.exchange.faults import Fault, Unreadable, refuse
from lms.competencies.exchange.jsons import plain_json
from lms.competencies.exchange.tree import EVERYTHING, Anchor, Proof, Tree, TreeCompetency, TreeGroup, tidy

_SAYS = frozenset({"code", "group", "parent", "sort_order", "archived_on", "foreign"})


def from_case(data: bytes, *, code: str, name: str, language: str) -> Tree:
    """Raises Unreadable for what is no CASE package, with the item of each fault."""
    package = _package(data)
    document = package["CFDocument"]
    if str(document.get("language", "")).lower()[:2] in ("es", "en"):
        language = str(document["language"]).lower()[:2]
    places = placed(package, _uid(document, _("CFDocument")))
    ours = _ours(document)
    root = derived(_uid(document, ""), "root")
    groups = [_group(one, language) for one in places if one.is_group]
    groups += [_implicit(one) for one in _dicts(ours.get("implicit"))]
    top = next((group.uid for group in groups if group.foreign.get("implicit")), root)
    competencies = [_competency(one, language, top, _anchors_of(package)) for one in places if not one.is_group]
    if any(one.group == root for one in competencies):
        groups.append(TreeGroup(uid=root, code="root", name_es="General", name_en="General", foreign={"implicit": True}))
    words = {f"{field}_{language}" for field in ("name", "definition")}
    says = EVERYTHING if ours else _SAYS | words | {"publisher"} | ({"levels"} if package.get("CFRubrics") else set())
    head = _head(document, ours, code, name, language, _beside(package, places))
    return Tree(**head, groups=tuple(groups), competencies=tuple(competencies), says=frozenset(says))


def _package(data: bytes) -> dict[str, Any]:
    try:
        package = plain_json(data.decode("utf-8-sig"))
    except ValueError:
        raise refuse(_("This is no JSON."), _("Export it again as CASE, in UTF-8.")) from None
    if not isinstance(package, dict) or not isinstance(package.get("CFDocument"), dict):
        raise refuse(_("This JSON is no CASE package: it has no CFDocument."), _("Export a CFPackage, the document with its items."))
    for name in ("CFItems", "CFAssociations", "CFRubrics"):
        if not isinstance(package.get(name) or [], list) or any(not isinstance(one, dict) for one in package.get(name) or []):
            raise refuse(_("%(name)s is no list of objects.") % {"name": name}, _("Export it again."))
    if len(package.get("CFItems") or []) > MOST_ITEMS:
        raise refuse(_("It has more than %(most)d items.") % {"most": MOST_ITEMS}, _("Split it into several frameworks."))
    return package


def _head(document: dict, ours: dict, code: str, name: str, language: str, beside: dict) -> dict[str, Any]:
    uid = _uid(document, "")
    title = tidy(document.get("title"))[:150] or name
    names = {f"name_{language}": title}
    if ours:
        names = {each: tidy(ours.get(each)) for each in ("name_es", "name_en")}
    publisher = ours.get("publisher", "") if ours else tidy(document.get("publisher") or document.get("creator"))[:150]
    known = {"identifier", "caseVersion"} | _said(document, {"title": names.values(), "publisher": [publisher]})
    return {
        "uid": uid,
        "code": tidy(ours.get("code")) or code or slugify(title)[:60] or uid[:8],
        "publisher": tidy(publisher),
        "archived_on": tidy(ours.get("archived_on")),
        "foreign": _foreign(document, ours, known) | beside,
        **names,
    }


def _group(one: Placed, language: str) -> TreeGroup:
    ours = _ours(one.item)
    values = _common(one, ours, language)
    values["code"] = tidy(ours.get("code")) or slugify(values["code"].replace(".", "-"))[:60] or one.uid[:8]
    return TreeGroup(parent=one.parent, **values)


def _implicit(content: dict[str, Any]) -> TreeGroup:
    names = ("uid", "code", "name_es", "name_en", "parent", "archived_on")
    order = content.get("sort_order")
    foreign = content.get("foreign") if isinstance(content.get("foreign"), dict) else {}
    values = {name: tidy(content.get(name)) for name in names}
    return TreeGroup(**values, sort_order=order if isinstance(order, int) else 0, foreign={**foreign, "implicit": True})


def _competency(one: Placed, language: str, top: str, anchors: dict[str, list[Anchor]]) -> TreeCompetency:
    ours = _ours(one.item)
    values = _common(one, ours, language)
    statement = tidy(one.item.get("fullStatement"))
    definitions = {f"definition_{language}": statement if statement != values.get(f"name_{language}") else ""}
    if ours:
        definitions = {each: tidy(ours.get(each)) for each in ("definition_es", "definition_en")}
    months = ours.get("validity_months")
    levels = [Anchor(each.get("level"), tidy(each.get("anchor_es")), tidy(each.get("anchor_en"))) for each in _dicts(ours.get("levels"))]
    kinds = [Proof(tidy(each.get("kind")), tidy(each.get("qualifier")), each.get("max_level")) for each in _dicts(ours.get("kinds"))]
    _whole(one, [months, *(each.level for each in levels), *(each.max_level for each in kinds)])
    return TreeCompetency(
        group=one.parent or top,
        is_knowledge=bool(ours.get("is_knowledge", False)),
        validity_months=months,
        levels=tuple(levels if ours else anchors.get(one.uid, ())),
        kinds=tuple(kinds),
        **values,
        **definitions,
    )


def _common(one: Placed, ours: dict, language: str) -> dict[str, Any]:
    item = one.item
    full = tidy(item.get("fullStatement"))
    name = tidy(item.get("abbreviatedStatement")) or full
    names = {f"name_{language}": name if len(name) <= 150 else name[:149] + "…"}
    if ours:
        names = {each: tidy(ours.get(each)) for each in ("name_es", "name_en")}
    code = tidy(ours.get("code") or item.get("humanCodingScheme"))
    order = ours.get("sort_order", one.order)
    _whole(one, [order])
    ended = tidy(ours.get("archived_on", item.get("statusEndDate")))
    kept_code = slugify(code) if one.is_group else code
    statements = [*names.values()] if one.is_group else [*names.values(), full]
    said = {"abbreviatedStatement": names.values(), "humanCodingScheme": [kept_code], "fullStatement": statements}
    foreign = _foreign(item, ours, {"identifier"} | _said(item, said))
    if one.link:
        foreign["isChildOf"] = one.link
    return {
        "uid": one.uid,
        "code": "-".join(code.split()) or one.uid[:8],
        "sort_order": order or 0,
        "archived_on": ended[:10],
        "foreign": foreign,
        "place": _("item %(name)s") % {"name": code or one.uid},
        **names,
    }


def _whole(one: Placed, numbers: list[Any]) -> None:
    if any(number is not None and (not isinstance(number, int) or isinstance(number, bool)) for number in numbers):
        raise refuse(_("A number of the extension is no whole number."), _("Export it again."), _("item %(name)s") % {"name": one.uid})


def _anchors_of(package: dict[str, Any]) -> dict[str, list[Anchor]]:
    """Levels of rubrics by others that speak of one item and have scores 1 to 5."""
    found: dict[str, list[Anchor]] = {}
    for rubric in package.get("CFRubrics") or []:
        for criterion in _dicts(rubric.get("CFRubricCriteria")):
            uri = criterion.get("CFItemURI")
            uid = str(uri.get("identifier", "")).lower() if isinstance(uri, dict) else ""
            levels = {
                each.get("score"): tidy(each.get("description"))
                for each in _dicts(criterion.get("CFRubricCriterionLevels"))
                if each.get("score") in (1, 2, 3, 4, 5)
            }
            if uid and uid not in found:
                found[uid] = [Anchor(int(score), text) for score, text in sorted(levels.items()) if text]
    return found


def _beside(package: dict[str, Any], places: list[Placed]) -> dict[str, Any]:
    """What stands beside the items and is not the tree itself: kept to be given back."""
    used = {one.association for one in places}
    made = {derived(one.uid, "rubric") for one in places}
    kept = {
        "CFAssociations": [one for number, one in enumerate(package.get("CFAssociations") or []) if number not in used],
        "CFRubrics": [one for one in package.get("CFRubrics") or [] if one.get("identifier") not in made],
        "CFDefinitions": package.get("CFDefinitions"),
    }
    return {name: kept[name] for name in BESIDE if kept[name]}


def _foreign(raw: dict[str, Any], ours: dict, known: set[str]) -> dict[str, Any]:
    own = {name for name in ours.get("own") or () if isinstance(name, str)}
    kept = {name: value for name, value in raw.items() if name not in known | own}
    if isinstance(kept.get("extensions"), dict):
        kept["extensions"] = {name: value for name, value in kept["extensions"].items() if name != OURS}
        if not kept["extensions"]:
            del kept["extensions"]
    return kept


def _said(raw: dict[str, Any], values: dict[str, Any]) -> set[str]:
    """Standard fields that hold nothing but what is kept here anyway: written anew from it, so that they follow its changes."""
    return {name for name, texts in values.items() if raw.get(name) in texts}


def _ours(raw: dict[str, Any]) -> dict[str, Any]:
    extensions = raw.get("extensions")
    ours = extensions.get(OURS) if isinstance(extensions, dict) else None
    return ours if isinstance(ours, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _uid(raw: dict[str, Any], place: str) -> str:
    try:
        return str(uuid.UUID(str(raw.get("identifier"))))
    except ValueError:
        raise Unreadable([Fault(place, _("Its identifier is no UUID."), _("Export it again."))]) from None
