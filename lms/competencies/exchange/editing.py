"""One change of a framework, as a new tree: an item written, moved among its neighbours, archived or taken back."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TypeVar

from lms.competencies.exchange.tree import TAKEN_BACK, Tree, TreeCompetency, TreeGroup

Item = TypeVar("Item", TreeGroup, TreeCompetency)
STEP = 10  # between two neighbours, as written anew by a move


def item_of(tree: Tree, uid: str) -> TreeGroup | TreeCompetency | None:
    return next((one for one in (*tree.groups, *tree.competencies) if one.uid == uid), None)


def fingerprint(item: Tree | TreeGroup | TreeCompetency | None) -> str:
    """The same for the same content. Empty for what is not there yet."""
    return hashlib.sha256(json.dumps(asdict(item), sort_keys=True, default=sorted).encode()).hexdigest()[:16] if item else ""


def with_new(tree: Tree, item: Item) -> Tree:
    """The item as the last of its neighbours; where it is there already, as when a form is sent twice, the tree as it is."""
    return tree if item_of(tree, item.uid) else with_item(tree, item)


def with_item(tree: Tree, item: Item) -> Tree:
    """The item in place of the one with its identifier, or as the last of its neighbours."""
    name = "groups" if isinstance(item, TreeGroup) else "competencies"
    rows = getattr(tree, name)
    if not item.uid or all(one.uid != item.uid for one in rows):
        last = max((one.sort_order for one in rows if _home(one) == _home(item)), default=0)
        return replace(tree, **{name: (*rows, replace(item, sort_order=last + STEP))})
    return replace(tree, **{name: tuple(item if one.uid == item.uid else one for one in rows)})


def moved(tree: Tree, uid: str, way: str) -> Tree:
    """Up or down by one among its neighbours; at an end nothing changes."""
    item = item_of(tree, uid)
    if item is None:
        return tree
    name = "groups" if isinstance(item, TreeGroup) else "competencies"
    row = sorted((one for one in getattr(tree, name) if _home(one) == _home(item)), key=lambda one: (one.sort_order, one.code))
    here = row.index(item)
    there = here + (-1 if way == "up" else 1)
    if not 0 <= there < len(row):
        return tree
    row[here], row[there] = row[there], row[here]
    places = {one.uid: STEP * number for number, one in enumerate(row, 1)}
    return _each(tree, name, lambda one: replace(one, sort_order=places.get(one.uid, one.sort_order)))


def archived(tree: Tree, uid: str, on: str) -> Tree:
    """Archived from a day (ISO), or taken back where `on` is empty. What stands below a group goes and comes with it."""
    item = item_of(tree, uid)
    tree = tree if on else replace(tree, says=tree.says | {TAKEN_BACK})
    if isinstance(item, TreeCompetency):
        return with_item(tree, replace(item, archived_on=on))
    below = {uid}
    while more := {one.uid for one in tree.groups if one.parent in below} - below:
        below |= more
    kept = _each(tree, "groups", lambda one: replace(one, archived_on=on) if one.uid in below else one)
    return _each(kept, "competencies", lambda one: replace(one, archived_on=on) if one.group in below else one)


def _home(item: TreeGroup | TreeCompetency) -> str:
    return item.parent if isinstance(item, TreeGroup) else item.group


def _each(tree: Tree, name: str, change: Callable) -> Tree:
    return replace(tree, **{name: tuple(change(one) for one in getattr(tree, name))})
