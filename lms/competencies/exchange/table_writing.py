"""A framework as rows: one for itself, one a group, one a competency."""

import json
from collections.abc import Iterator
from typing import Any

from lms.competencies.exchange.tree import Proof, Tree, TreeCompetency

LEVELS = tuple(f"level_{number}_{language}" for number in range(1, 6) for language in ("es", "en"))
COLUMNS = (
    *("type", "id", "code", "within", "name_es", "name_en", "definition_es", "definition_en", "is_knowledge", "validity_months"),
    *("sort_order", "archived_on", "publisher", "evidence", *LEVELS, "foreign"),
)


def as_rows(tree: Tree) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    yield _row(tree, "framework", publisher=tree.publisher)
    codes = {group.uid: group.code for group in tree.groups}
    for group in tree.groups:
        yield _row(group, "group", within=codes.get(group.parent, ""), sort_order=group.sort_order)
    for one in tree.competencies:
        yield _row(one, "competency", within=codes.get(one.group, ""), **_of_competency(one))


def _row(item: Any, kind: str, **more: Any) -> tuple[Any, ...]:
    values = {
        "type": kind,
        "id": item.uid,
        "code": item.code,
        "name_es": item.name_es,
        "name_en": item.name_en,
        "archived_on": item.archived_on,
        "foreign": json.dumps(item.foreign, ensure_ascii=True, sort_keys=True) if item.foreign else "",
        **more,
    }
    return tuple(values.get(column, "") for column in COLUMNS)


def _of_competency(one: TreeCompetency) -> dict[str, Any]:
    texts = {
        f"level_{each.level}_{language}": text for each in one.levels for language, text in (("es", each.anchor_es), ("en", each.anchor_en))
    }
    return {
        "definition_es": one.definition_es,
        "definition_en": one.definition_en,
        "sort_order": one.sort_order,
        "is_knowledge": "1" if one.is_knowledge else "0",
        "validity_months": one.validity_months if one.validity_months is not None else "",
        "evidence": " | ".join(map(_proof, one.kinds)),
        **texts,
    }


def _proof(proof: Proof) -> str:
    most = "" if proof.max_level is None else f" = {proof.max_level}"
    return f"{proof.kind}{':' + proof.qualifier if proof.qualifier else ''}{most}"
