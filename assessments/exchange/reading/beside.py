"""What our own files carry beside a question, because their format has no place for it, and how it comes back.

A record of plain JSON. `title`, `code`, `tags`, `category`, `competency`, `level` and `difficulty` hold whatever else was changed in the
file. The content as it was kept comes with a seal of the content that the file itself has: where someone has changed that since, theirs
counts.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note, Verdict
from assessments.exchange.reading.shapes import Misshapen, as_kept
from assessments.quizzes.content import media_names

# In Moodle XML the element's name, in a manifest of QTI its namespace too.
NAME = "peldano"
NAMESPACE = "urn:peldano:question:1"
_LISTS = {"tags", "category"}
_TEXTS = {"title", "code", "competency"}
_NUMBERS = {"level": 5, "difficulty": 3}
_SAFE = re.compile(r"[^\x00-\x1f]{0,500}")


def seal(item: Item) -> str:
    """Of what the file itself says: the same as long as nobody changes its meaning."""
    said = json.dumps([item.kind, item.content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:32]


def restored(item: Item, record: str) -> Item:
    """The question as it was, from what the file itself says and the record beside it. What the record cannot be is passed over."""
    try:
        kept = json.loads(record)
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, Mapping):
        return item
    around: dict[str, Any] = {name: kept[name] for name in _TEXTS if isinstance(kept.get(name), str) and _SAFE.fullmatch(kept[name])}
    for name in _LISTS:
        value = kept.get(name)
        if isinstance(value, list) and len(value) <= 100 and all(isinstance(one, str) and _SAFE.fullmatch(one) for one in value):
            around[name] = tuple(value)
    for name, most in _NUMBERS.items():
        value = kept.get(name)
        if value is None or (type(value) is int and 1 <= value <= most):
            around[name] = value
    item = replace(item, **around)
    return _with_content(item, kept) if "content" in kept else item


def _with_content(item: Item, kept: Mapping[str, Any]) -> Item:
    names = kept.get("media") or {}
    try:
        content = as_kept(str(kept.get("kind")), kept["content"])
    except Misshapen:
        content = {}
    if not content or kept.get("seal") != seal(item) or not isinstance(names, Mapping):
        return replace(item, notes=(*item.notes, _changed()))
    # By the names that they had: a file names images by their content.
    files = {name: names.get(name, name) for name in sorted(media_names(content))}
    media = {name: item.media[known] for name, known in files.items() if known in item.media}
    notes = tuple(_missing(name) for name in files if name not in media)
    return replace(item, kind=str(kept["kind"]), content=content, media=media, verdict=Verdict.READY, notes=notes)


def _missing(name: str) -> Note:
    return Note(_("It shows an image that is not in the file: %(name)s"), _("Add the image in the editor."), {"name": name})


def _changed() -> Note:
    return Note(
        _("It was changed after it left this academy: what only this academy keeps of a question was let go."),
        _("Look over its other language and how it is marked."),
    )
