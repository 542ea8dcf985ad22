"""Notes as they are kept, and as they are read in somebody's language."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.items import Note


def as_kept(note: Note) -> dict[str, Any]:
    kept = asdict(note)
    return {**kept, "values": {name: str(value) for name, value in note.values.items()}}


def in_words(note: Note | Mapping[str, Any]) -> dict[str, Any]:
    """{"said", "mend", "line"}: the same in the reader's language."""
    kept = as_kept(note) if isinstance(note, Note) else note
    return {"said": _filled(kept["message"], kept["values"]), "mend": _filled(kept["mend"], kept["values"]), "line": kept["line"]}


def in_sentence(note: Note | Mapping[str, Any]) -> str:
    """What is wrong and how to mend it, without the place."""
    told = in_words(note)
    return f"{told['said']} {told['mend']}".strip()


def _filled(message: str, values: Mapping[str, Any]) -> str:
    if not message:
        return ""
    said = _(message)
    return said % values if values else said.replace("%%", "%")
