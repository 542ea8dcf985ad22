"""The content of a question as plain data: its words, its pictures, and what makes two questions the same.

Its shape is written down in `docs/question-format.md`.
"""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from lms.language.bilingual import LANGUAGES

Content = Mapping[str, Any]

# The lists whose members have a text of their own, in the order they are read.
PARTS = ("options", "items", "prompts", "targets", "areas", "rubric", "gaps", "answers")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<(?:br|/p|/li|/tr|/pre)\b[^<>]*>", re.IGNORECASE)
_MEDIA = re.compile(r'\bsrc="media:([A-Za-z0-9._-]+)"')
_GAP = re.compile(r"\[\[([A-Za-z0-9_-]+)\]\]")


def in_words(text: str, text_format: str = "plain") -> str:
    """The words of a text on one line, without their formatting."""
    if text_format == "html":
        text = html.unescape(_TAG.sub("", _BREAK.sub(" ", text)))
    return " ".join(text.split())


def untranslated(texts: Mapping[str, str]) -> list[str]:
    """The languages that are not written yet. That is allowed: people read the other one."""
    return [code for code in LANGUAGES if not texts.get(code)]


def texts_of(content: Content) -> Iterator[Mapping[str, str]]:
    """Every text in both languages, the stem first."""
    for name in ("stem", "text", "explanation", "alt", "model"):
        if content.get(name):
            yield content[name]
    yield from _parts_texts(content)


def _parts_texts(holder: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for name in PARTS:
        for part in holder.get(name) or ():
            for text in ("text", "label", "feedback"):
                if isinstance(part.get(text), Mapping):
                    yield part[text]
            yield from _parts_texts(part)


def media_names(content: Content) -> set[str]:
    """The names of the pictures that a question shows."""
    named = {name for text in texts_of(content) for value in text.values() for name in _MEDIA.findall(value)}
    image = content.get("image") or {}
    return named | ({image["media"]} if image.get("media") else set())


def gap_keys(text: str) -> list[str]:
    """The keys of the gaps in a text, in the order they stand."""
    return _GAP.findall(text)


def split_at_gaps(text: str) -> list[str]:
    """Text, key, text, key, …, text: begins and ends with a text, which may be empty."""
    return _GAP.split(text)


def fingerprint(kind: str, content: Content) -> str:
    """The same for two questions that ask the same in the same words, whatever their keys, order, formatting or feedback."""
    text_format = content.get("format") or "plain"
    asked = {
        "kind": kind,
        "stem": _folded(content.get("stem") or {}, text_format),
        "text": _folded(content.get("text") or {}, text_format),
        "image": (content.get("image") or {}).get("media", ""),
        "parts": sorted(_part(part, text_format) for name in PARTS for part in content.get(name) or ()),
        "order": [_folded(one["text"], text_format) for one in content.get("items") or ()],
        "pairs": sorted(_pairs(content, text_format)),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _pairs(content: Content, text_format: str) -> Iterator[list[list[str]]]:
    targets = {one["key"]: one["text"] for one in content.get("targets") or ()}
    for prompt in content.get("prompts") or ():
        target = targets.get((content.get("pairs") or {}).get(prompt["key"], ""), "")
        yield [_folded(prompt["text"], text_format), _folded(target, text_format)]


def _part(part: Mapping[str, Any], text_format: str) -> str:
    words = {
        "text": _folded(part.get("text") or part.get("label") or "", text_format),
        "right": part.get("correct"),
        "facts": [str(part.get(name)) for name in ("weight", "value", "tolerance", "low", "high", "kind", "points", "coords")],
        "within": sorted(_part(one, text_format) for name in PARTS for one in part.get(name) or ()),
    }
    return json.dumps(words, sort_keys=True)


def _folded(text: Mapping[str, str] | str, text_format: str) -> list[str]:
    texts = [text] if isinstance(text, str) else [text.get(code, "") for code in LANGUAGES]
    return [unicodedata.normalize("NFKC", in_words(one, text_format)).casefold() for one in texts]
