"""What changed between two versions of a page, block by block. A block is known by its id, wherever it stands."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from courses.changes.enums import Difference

Json = Any
FIELD = "field:"
STEP, MODULE = "step", "module"  # what a module and a programme are made of
LONGEST_SLIP = 3  # words
NEAR = 0.5  # how alike two spellings of a word are
# The text editor's own marks, and what a reader never sees.
EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')
PARAGRAPHS = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br ?/?>|\n")
TAGS = re.compile(r"<[^>]+>")
WORDS = re.compile(r"\w+|[^\w\s]+")
# A word more or less of these turns a sentence round.
TURNING = frozenset(
    [
        "no",
        "not",
        "never",
        "nunca",
        "jamás",
        "sin",
        "without",
        "sí",
        "yes",
        "solo",
        "sólo",
        "only",
        "except",
        "excepto",
        "salvo",
        "siempre",
        "always",
        "antes",
        "before",
        "después",
        "after",
    ]
    + [
        "don",
        "doesn",
        "isn",
        "aren",
        "won",
        "can",
        "cannot",
        "must",
        "debe",
        "debes",
        "puede",
        "puedes",
        "nadie",
        "nobody",
        "ninguno",
        "ninguna",
        "none",
        "todos",
        "todas",
        "all",
    ]
)


@dataclass(frozen=True)
class Piece:
    """A block, or a field of the page: `value` as it is kept, `kind` its type."""

    id: str
    kind: str
    value: Json


@dataclass(frozen=True)
class Changed:
    """One block that is not as it was. `before` or `after` is None where it was not there."""

    id: str
    what: str
    kind: str
    before: Json = None
    after: Json = None

    @property
    def is_structure(self) -> bool:
        return self.kind in (STEP, MODULE)

    @property
    def is_slip(self) -> bool:
        """Whether only spelling, spaces or punctuation moved, in words that say the same."""
        return self.what == Difference.CHANGED and is_slip(text_of(self.before), text_of(self.after))

    def as_json(self) -> dict[str, Json]:
        return {"id": self.id, "what": str(self.what), "kind": self.kind, "before": self.before, "after": self.after}


def pieces_of(content: dict[str, Json], fields: Iterable[str]) -> tuple[Piece, ...]:
    """The pieces of a page as a revision keeps it: each of `fields` by its name, a list of blocks by their ids."""
    found: list[Piece] = []
    for name in fields:
        value = content.get(name)
        blocks = _blocks(value)
        if blocks is None:
            found.append(Piece(FIELD + name, name, value if value is not None else ""))
        else:
            found += [_piece(block, name, place) for place, block in enumerate(blocks)]
    return tuple(found)


def delta(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[Changed, ...]:
    """What was added, changed or taken out, in the order of the new page; what was taken out stands at the end. A block that only
    moved says what it said."""
    old = {piece.id: piece for piece in before}
    new = {piece.id: piece for piece in after}
    found = [
        Changed(piece.id, Difference.CHANGED, piece.kind, old[piece.id].value, piece.value)
        if piece.id in old
        else Changed(piece.id, Difference.ADDED, piece.kind, None, piece.value)
        for piece in new.values()
        if piece.id not in old or not _same(old[piece.id], piece)
    ]
    gone = [Changed(piece.id, Difference.REMOVED, piece.kind, piece.value, None) for piece in old.values() if piece.id not in new]
    return (*found, *gone)


def taken_back(after: Sequence[Piece], changes: Iterable[Changed]) -> tuple[Piece, ...]:
    """The pieces as they were before these changes. What had been taken out stands at the end."""
    kept = {piece.id: piece for piece in after}
    for changed in changes:
        if changed.before is None:
            kept.pop(changed.id, None)
        else:
            kept[changed.id] = Piece(changed.id, changed.kind, changed.before)
    return tuple(kept.values())


def from_json(rows: Iterable[dict[str, Json]]) -> tuple[Changed, ...]:
    return tuple(Changed(row["id"], row["what"], row["kind"], row["before"], row["after"]) for row in rows)


def only_slips(changes: Sequence[Changed]) -> bool:
    return bool(changes) and all(changed.is_slip for changed in changes)


def is_slip(before: str, after: str) -> bool:
    """Whether two texts differ by a few misspelt words, spaces or signs. A number, or a word that turns the sentence, is never a slip."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    moved = 0
    for op, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        out, put = [one for one in old[start:end] if one[0].isalnum()], [one for one in new[first:last] if one[0].isalnum()]
        if any(_weighs(word) for word in (*out, *put)) or not _spelt_anew("".join(out), "".join(put)):
            return False
        moved += max(len(out), len(put))
    return moved <= LONGEST_SLIP


def words_moved(before: str, after: str) -> list[tuple[str, str]]:
    """The two texts as one: ("same" | "out" | "put", words) in reading order."""
    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for op, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("same", " ".join(old[start:end])))
            continue
        found += [(how, " ".join(words)) for how, words in (("out", old[start:end]), ("put", new[first:last])) if words]
    return found


def text_of(value: Json) -> str:
    return "\n".join(paragraphs_of(value))


def paragraphs_of(value: Json) -> list[str]:
    """The words that a reader finds in a value, a paragraph each. Ids and numbers of pictures say nothing."""
    if isinstance(value, str):
        return [line for part in PARAGRAPHS.split(value) if (line := " ".join(unescape(TAGS.sub("", part)).split()))]
    if isinstance(value, dict):
        return [line for key, inner in value.items() if key not in ("id", "type") for line in paragraphs_of(inner)]
    if isinstance(value, list):
        return [line for inner in value for line in paragraphs_of(inner)]
    return []


def bare(value: Json) -> Json:
    """Without what saving changes and nobody reads: the editor's keys, the ids of points of a list."""
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if key != "id"}
    return EDITOR_KEYS.sub("", value) if isinstance(value, str) else value


def _same(old: Piece, new: Piece) -> bool:
    return old.kind == new.kind and bool(bare(old.value) == bare(new.value))


def _blocks(value: Json) -> list[dict[str, Json]] | None:
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value if isinstance(value, list) and all(isinstance(one, dict) for one in value) else None


def _piece(block: dict[str, Json], name: str, place: int) -> Piece:
    """A question of a quiz is known by the question, a module of a programme by the module; a block without an id, by its place."""
    if "type" in block:
        return Piece(block.get("id") or f"{name}:{place}", block["type"], block.get("value"))
    if "module" in block:
        return Piece(f"module:{block['module']}", MODULE, block["module"])
    if "question" in block:
        return Piece(f"question:{block['question']}", "question", block["question"])
    kept = {key: inner for key, inner in block.items() if key not in ("pk", "page", "sort_order")}
    return Piece(f"{name}:{block.get('translation_key') or block.get('pk') or place}", name, kept)


def _weighs(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or word.lower() in TURNING


def _spelt_anew(out: str, put: str) -> bool:
    if out.lower() == put.lower():
        return True
    return bool(out and put) and SequenceMatcher(None, out.lower(), put.lower()).ratio() > NEAR
