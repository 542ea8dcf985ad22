"""What changes between two states of a framework, item by item and field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.competencies.exchange.tree import COMPETENCY_FIELDS, FRAMEWORK_FIELDS, GROUP_FIELDS, Tree

ADDED, CHANGED, MISSING = "added", "changed", "missing"


@dataclass(frozen=True)
class Difference:
    what: str  # "framework", "group" or "competency"
    how: str  # "added", "changed" or "missing"
    item: Any  # as it will be; what is missing, as it was
    fields: tuple[tuple[str, Any, Any], ...] = ()  # name, before, after


def differences(before: Tree | None, after: Tree) -> list[Difference]:
    """In order: the framework, its groups, its competencies. Empty where both are the same."""
    if before is None:
        found = [Difference("framework", ADDED, after)]
    else:
        changed = _fields(before, after, FRAMEWORK_FIELDS)
        found = [Difference("framework", CHANGED, after, changed)] if changed else []
    groups, competencies = (before.groups, before.competencies) if before else ((), ())
    found += _between(groups, after.groups, "group", GROUP_FIELDS)
    return found + _between(competencies, after.competencies, "competency", COMPETENCY_FIELDS)


def _between(before: Sequence[Any], after: Sequence[Any], what: str, names: tuple[str, ...]) -> list[Difference]:
    old, new = ({one.uid: one for one in items} for items in (before, after))
    found = []
    for uid, one in new.items():
        if uid not in old:
            found.append(Difference(what, ADDED, one))
        elif changed := _fields(old[uid], one, names):
            found.append(Difference(what, CHANGED, one, changed))
    return found + [Difference(what, MISSING, one) for uid, one in old.items() if uid not in new]


def _fields(before: Any, after: Any, names: tuple[str, ...]) -> tuple[tuple[str, Any, Any], ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(pair for pair in pairs if pair[1] != pair[2])
