"""The record that a file carries beside a question for what its format has no place for; `reading/beside.py` takes it back."""

import json
from typing import Any

from assessments.exchange.items import Item
from assessments.exchange.reading.beside import seal
from assessments.exchange.reading.pictures import name_of
from assessments.exchange.reading.shapes import Misshapen, as_kept

_AROUND = ("title", "code", "tags", "category", "competency", "level", "difficulty")


def record(item: Item, read: Item) -> str:
    """As JSON what `item` says and `read`, which is what the file itself says, does not; empty when that is nothing."""
    beside: dict[str, Any] = {name: getattr(item, name) for name in _AROUND if getattr(item, name) != getattr(read, name)}
    if (item.kind, item.content, dict(item.media)) != (read.kind, read.content, dict(read.media)) and is_kept(item):
        names = {name: kept for name, data in sorted(item.media.items()) if (kept := name_of(data)) and kept != name}
        beside |= {"kind": item.kind, "content": item.content, "seal": seal(read)} | ({"media": names} if names else {})
    return json.dumps(beside, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if beside else ""


def is_kept(item: Item) -> bool:
    """Whether the content would come back as it is: it is of the shape of its kind, and so are its texts."""
    try:
        return bool(as_kept(item.kind, item.content) == item.content)
    except Misshapen:
        return False
