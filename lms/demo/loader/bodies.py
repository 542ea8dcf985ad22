"""Blocks as they are written in the YAML, turned into the raw data of a `StreamField`.

A block has the same id in both languages, made from where it stands: a learner's place and a reported error hold across them.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Blocks = list[dict[str, Any]]


def body(owner: str, blocks: Blocks, language: str, see: Mapping[str, int]) -> Blocks:
    """The blocks of the page called `owner`, in one language. `see` gives the page of each handbook code."""
    return [_block(f"{owner}/{number}", block, language, see) for number, block in enumerate(blocks, 1)]


def block_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"peldano:{name}"))


def block_ids(owner: str, blocks: Blocks) -> list[str]:
    """The ids that `body` gives these blocks."""
    return [block_id(f"{owner}/{number}") for number in range(1, len(blocks) + 1)]


def checklist_ids(owner: str, blocks: Blocks) -> list[str]:
    """The ids that `body` gives the points of the checklists among these blocks."""
    lists = [(f"{owner}/{number}/items", block["items"]) for number, block in enumerate(blocks, 1) if block["type"] == "checklist"]
    return [block_id(f"{name}/{number}") for name, items in lists for number in range(1, len(items) + 1)]


def _block(name: str, block: dict, language: str, see: Mapping[str, int]) -> dict:
    say = _Words(name, language, see)
    return {"type": block["type"], "id": block_id(name), "value": _WRITERS[block["type"]](block, say)}


class _Words:
    """One block in one language: picks its texts and numbers its lists."""

    def __init__(self, name: str, language: str, see: Mapping[str, int]):
        self.name, self.language, self.see = name, language, see

    def __call__(self, text: dict[str, str] | None) -> str:
        return text[self.language] if text else ""

    def listed(self, field: str, rows: list, value: Callable[[Any], Any]) -> list[dict]:
        return [
            {"type": "item", "id": block_id(f"{self.name}/{field}/{number}"), "value": value(row)} for number, row in enumerate(rows, 1)
        ]


def _text(block: dict, say: _Words) -> str:
    return say(block["html"])


def _callout(block: dict, say: _Words) -> dict:
    return {"tone": block["tone"], "title": say(block["title"]), "text": say(block["html"])}


def _transcript(block: dict, say: _Words) -> dict:
    lines = say.listed("lines", block["lines"], lambda line: _line(line, say))
    return {"channel": block["channel"], "title": say(block["title"]), "note": say(block.get("note")), "lines": lines}


def _line(line: dict, say: _Words) -> dict:
    bilingual = {name: say(line.get(name)) for name in ("who", "text", "mark", "comment_title", "comment")}
    return {"role": line["role"], "at": line.get("at", ""), **bilingual}


def _sayings(block: dict, say: _Words) -> dict:
    return {"title": say(block["title"]), **{side: say.listed(side, block[side], say) for side in ("say", "avoid")}}


def _accordion(block: dict, say: _Words) -> dict:
    items = say.listed("items", block["items"], lambda item: {"title": say(item["title"]), "text": say(item["html"])})
    return {"title": say(block.get("title")), "items": items}


def _flip_cards(block: dict, say: _Words) -> dict:
    cards = say.listed("cards", block["cards"], lambda card: {"front": say(card["front"]), "back": say(card["back"])})
    return {"title": say(block.get("title")), "cards": cards}


def _checklist(block: dict, say: _Words) -> dict:
    return {"title": say(block["title"]), "items": say.listed("items", block["items"], say)}


def _procedure(block: dict, say: _Words) -> dict:
    steps = say.listed("steps", block["steps"], lambda step: {"title": say(step["title"]), "text": say(step.get("text"))})
    return {"title": say(block["title"]), "steps": steps, "see": say.see[block["see"]] if block.get("see") else None}


def _check(block: dict, say: _Words) -> dict:
    options = say.listed("options", block["options"], lambda option: _option(option, say))
    return {"question": say(block["question"]), "options": options}


def _option(option: dict, say: _Words) -> dict:
    return {"text": say(option["text"]), "correct": option["correct"], "feedback": say(option["feedback"])}


_WRITERS: dict[str, Callable[[dict, _Words], Any]] = {
    "text": _text,
    "callout": _callout,
    "transcript": _transcript,
    "sayings": _sayings,
    "accordion": _accordion,
    "flip_cards": _flip_cards,
    "checklist": _checklist,
    "procedure": _procedure,
    "check": _check,
}
