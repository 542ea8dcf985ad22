"""How two contents of a scenario differ, line by line. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.text import write


@dataclass(frozen=True)
class Line:
    """A line that is no longer there (`is_new` False) or that was not there before; `under`: the turn or the part it stands in."""

    text: str
    is_new: bool
    under: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """What was taken out and put in, in the order of the later one."""
    old, new = list(_lines(before)), list(_lines(after))
    found: list[Line] = []
    for _what, i1, i2, j1, j2 in (one for one in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if one[0] != "equal"):
        found += [Line(text, False, under) for under, text in old[i1:i2]]
        found += [Line(text, True, under) for under, text in new[j1:j2]]
    return found


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each line with the part it is in."""
    for name in sorted(set(content) - {"sheet", "conversation"}):
        yield name, _said(content[name])
    for name, value in sorted(content.get("sheet", {}).items()):
        rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else [("", value)]
        yield from ((name, _said(one)) for _key, one in rows)
    if content.get("conversation"):
        yield from _conversation(write(Conversation.from_json(content["conversation"])))


def _conversation(text: str) -> Iterator[tuple[str, str]]:
    under = ""
    for line in text.split("\n"):
        under = line.removeprefix("== ") if line.startswith("==") else under
        if line.strip():
            yield under, line.strip()


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
