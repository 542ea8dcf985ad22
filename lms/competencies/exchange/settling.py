"""What a file says, settled against what is here: identifiers it lacks, fields it does not speak of, what stays archived."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lms.competencies.exchange.tree import COMPETENCY_FIELDS, FRAMEWORK_FIELDS, GROUP_FIELDS, TAKEN_BACK, Tree, unnamed


def settled(tree: Tree, before: Tree | None) -> Tree:
    """The tree as it would be after the import, each thing with its identifier. Says nothing of what the file does not name.

    Items without an identifier are those of the same code; a new one gets an identifier that depends on its code alone, so
    that the same file brings the same things anywhere.
    """
    uid = tree.uid or (before.uid if before else str(uuid.uuid5(uuid.NAMESPACE_URL, f"framework:{tree.code}")))
    here = (before.groups, before.competencies) if before else ((), ())
    group_ids, own_ids = _ids(tree.groups, here[0], f"{uid}:group"), _ids(tree.competencies, here[1], f"{uid}:competency")
    groups = [replace(one, uid=group_ids[one.uid], parent=group_ids.get(one.parent, "")) for one in tree.groups]
    competencies = [replace(one, uid=own_ids[one.uid], group=group_ids[one.group]) for one in tree.competencies]
    return replace(
        _kept(replace(tree, uid=uid), before, FRAMEWORK_FIELDS, tree.says),
        groups=_ordered(_all_kept(groups, here[0], GROUP_FIELDS, tree.says)),
        competencies=_ordered(_all_kept(competencies, here[1], COMPETENCY_FIELDS, tree.says)),
    )


def _ids(items: Sequence[Any], here: Sequence[Any], space: str) -> dict[str, str]:
    """From what the file calls each item to its identifier."""
    by_code = {one.code: one.uid for one in here}
    new = {one.uid: str(uuid.uuid5(uuid.NAMESPACE_URL, f"{space}:{one.code}")) for one in items}
    return {one.uid: by_code.get(one.code, new[one.uid]) if one.uid == unnamed(one.code) else one.uid for one in items}


def _all_kept(items: Sequence[Any], here: Sequence[Any], names: Sequence[str], says: frozenset[str]) -> list[Any]:
    by_uid: Mapping[str, Any] = {one.uid: one for one in here}
    return [_kept(one, by_uid.get(one.uid), names, says) for one in items]


def _kept(item: Any, here: Any, names: Sequence[str], says: frozenset[str]) -> Any:
    if here is None:
        return item
    kept = {name: getattr(here, name) for name in names if name not in says}
    if here.archived_on and TAKEN_BACK not in says:
        kept["archived_on"] = here.archived_on  # what was archived here comes back by hand, not by a file
    return replace(item, **kept)


def _ordered(items: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda one: (one.sort_order, one.code)))
