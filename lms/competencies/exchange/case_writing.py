"""A framework as a 1EdTech CASE 1.1 package: https://www.imsglobal.org/spec/CASE/v1p1/impl

Groups and competencies are items, the tree is `isChildOf`, the anchors of a competency are a rubric of one criterion. What CASE
has no field for goes in `extensions`. `own` names the fields written only because CASE asks for them: they are not read back.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from lms.competencies.exchange.tree import Tree, TreeCompetency

OURS = "peldano"
BESIDE = ("CFAssociations", "CFRubrics", "CFDefinitions")
_KEPT_APART = (*BESIDE, "implicit", "isChildOf")


def as_case(tree: Tree, *, at: datetime) -> bytes:
    stamp = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    implicit = {group.uid: group for group in tree.groups if group.foreign.get("implicit")}
    items = [(one, "group", one.parent) for one in tree.groups if one.uid not in implicit]
    items += [(one, "competency", "" if one.group in implicit else one.group) for one in tree.competencies]
    beside = {name: tree.foreign[name] for name in BESIDE if name in tree.foreign}
    package = {
        "CFDocument": _document(tree, stamp, [asdict(group) | {"place": ""} for group in implicit.values()]),
        "CFItems": [_item(one, kind, tree, stamp) for one, kind, _parent in items],
        "CFAssociations": [_child_of(one, parent or tree.uid, tree, stamp) for one, _kind, parent in items]
        + beside.get("CFAssociations", []),
        "CFDefinitions": beside.get("CFDefinitions", {}),
        "CFRubrics": [_rubric(one, stamp) for one in tree.competencies if one.levels] + beside.get("CFRubrics", []),
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def derived(uid: str, what: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{uid}:{what}"))


def _document(tree: Tree, stamp: str, implicit: list[dict[str, Any]]) -> dict[str, Any]:
    fields = {"identifier": tree.uid, "caseVersion": "1.1"}
    filled = {
        "uri": _uri(tree.uid),
        "lastChangeDateTime": stamp,
        "creator": tree.publisher or tree.name_es or tree.name_en,
        "language": "es",
    }
    filled |= {"title": tree.name_es or tree.name_en} | ({"publisher": tree.publisher} if tree.publisher else {})
    ours = {"code": tree.code, "name_es": tree.name_es, "name_en": tree.name_en, "publisher": tree.publisher, "implicit": implicit}
    return _with(tree.foreign, fields, filled, ours | {"archived_on": tree.archived_on})


def _item(one: Any, kind: str, tree: Tree, stamp: str) -> dict[str, Any]:
    name = one.name_es or one.name_en
    statement = (getattr(one, "definition_es", "") or getattr(one, "definition_en", "")) or name
    filled = {
        "uri": _uri(one.uid),
        "lastChangeDateTime": stamp,
        "humanCodingScheme": one.code,
        "fullStatement": statement,
        "abbreviatedStatement": name,
        "CFItemType": kind.capitalize(),
        "language": "es" if one.name_es else "en",
        "CFDocumentURI": {"title": tree.name_es or tree.name_en, "identifier": tree.uid, "uri": _uri(tree.uid)},
    }
    filled |= {"statusEndDate": one.archived_on} if one.archived_on else {}
    names = ("code", "name_es", "name_en", "sort_order", "archived_on")
    ours = {"kind": kind, **{each: getattr(one, each) for each in names}}
    ours |= {"isChildOf": one.foreign["isChildOf"]} if "isChildOf" in one.foreign else {}
    if kind == "competency":
        ours |= {each: getattr(one, each) for each in ("definition_es", "definition_en", "is_knowledge", "validity_months")}
        ours |= {"kinds": [asdict(proof) for proof in one.kinds], "levels": [asdict(anchor) for anchor in one.levels]}
    return _with(one.foreign, {"identifier": one.uid}, filled, ours)


def _child_of(one: Any, parent: str, tree: Tree, stamp: str) -> dict[str, Any]:
    made = derived(one.uid, "isChildOf")
    known = {
        "associationType": "isChildOf",
        "sequenceNumber": one.sort_order,
        "originNodeURI": {"title": one.code, "identifier": one.uid, "uri": _uri(one.uid)},
        "destinationNodeURI": {"title": _title(parent, tree), "identifier": parent, "uri": _uri(parent)},
    }
    return {"identifier": made, "uri": _uri(made), "lastChangeDateTime": stamp, **one.foreign.get("isChildOf", {}), **known}


def _title(uid: str, tree: Tree) -> str:
    return next((group.code for group in tree.groups if group.uid == uid), tree.code)


def _rubric(one: TreeCompetency, stamp: str) -> dict[str, Any]:
    rubric, criterion = derived(one.uid, "rubric"), derived(one.uid, "criterion")
    return {
        **_made(rubric, stamp),
        "title": one.name_es or one.name_en,
        "CFRubricCriteria": [
            {
                **_made(criterion, stamp),
                "CFItemURI": {"title": one.code, "identifier": one.uid, "uri": _uri(one.uid)},
                "rubricId": rubric,
                "position": 1,
                "CFRubricCriterionLevels": list(_levels(one, criterion, stamp)),
            }
        ],
    }


def _levels(one: TreeCompetency, criterion: str, stamp: str) -> Iterator[dict[str, Any]]:
    for anchor in one.levels:
        texts = {"quality": str(anchor.level), "description": anchor.anchor_es or anchor.anchor_en, "rubricCriterionId": criterion}
        number = {"score": float(anchor.level), "position": anchor.level}
        yield {**_made(derived(one.uid, f"level {anchor.level}"), stamp), **texts, **number}


def _made(uid: str, stamp: str) -> dict[str, str]:
    return {"identifier": uid, "uri": _uri(uid), "lastChangeDateTime": stamp}


def _with(foreign: dict[str, Any], fields: dict[str, Any], filled: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Foreign fields stay as they came; the others are filled in and named in `own`."""
    kept = {name: value for name, value in foreign.items() if name not in _KEPT_APART}
    own = sorted(name for name in filled if name not in kept)
    foreign_extensions = kept["extensions"] if isinstance(kept.get("extensions"), dict) else {}
    extensions = {**foreign_extensions, OURS: {**ours, "own": own}}
    return {**fields, **filled, **kept, "extensions": extensions}


def _uri(uid: str) -> str:
    return f"urn:uuid:{uid}"
