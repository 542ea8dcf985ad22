"""What a change leaves to read for somebody who had not read the one before. No database here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Unread:
    """A task that is still open: `left` are its blocks, `before` what the person knew each of them by."""

    left: frozenset[str]
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """`blocks` to read, in order; `known` what the person knows some of them by, where it is not what stood there last; `taken`
    for each unread task, in order, which of its blocks need not be read any more."""

    blocks: tuple[str, ...]
    known: dict[str, Any]
    taken: tuple[frozenset[str], ...]


def carry(asked: Iterable[tuple[str, Any]], unread: Iterable[Unread]) -> Load:
    """`asked`: the blocks that a change asks to be read, each with what it says now. A block that is back to what the person
    knows is not asked at all."""
    tasks = list(unread)
    asked = list(asked)
    names = {block for block, _now in asked}
    known: dict[str, Any] = {}
    for task in tasks:
        for block in task.left & names:
            known.setdefault(block, task.before.get(block))
    blocks = tuple(block for block, now in asked if block not in known or known[block] != now)
    return Load(blocks, {block: known[block] for block in blocks if block in known}, tuple(task.left & names for task in tasks))
