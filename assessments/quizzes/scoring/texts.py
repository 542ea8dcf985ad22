"""Short texts: what was typed against the variants that count, case and accents folded unless the question says otherwise."""

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.quizzes.scoring.weights import NOTHING, share, within_one

Content = Mapping[str, Any]
# A letter of its own, not an n with an accent: «año» is not «ano».
_LETTERS = {"ñ": "\ue000", "Ñ": "\ue001"}
_RESTORED = {mark: letter for letter, mark in _LETTERS.items()}
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def short_text(content: Content, answer: Sequence[str]) -> Fraction:
    """The weight of the first variant that the text is, or nothing."""
    found = matching(content, answer[0]) if answer else None
    return within_one(share(found["weight"])) if found else NOTHING


def matching(content: Content, typed: str) -> Mapping[str, Any] | None:
    """The first of `content["answers"]` that the typed text is, None when it is none of them."""
    fold = content.get("fold") or {}
    case, accents = fold.get("case", True), fold.get("accents", True)
    text = folded(typed, case=case, accents=accents)
    answers: Sequence[Mapping[str, Any]] = content.get("answers") or ()
    for one in answers:
        if one.get("pattern"):
            pieces = [folded(piece, case=case, accents=accents, ends=False) for piece in _pieces(one["text"])]
            if _fits(text, pieces):
                return one
        elif text == folded(one["text"], case=case, accents=accents):
            return one
    return None


def folded(text: str, *, case: bool = True, accents: bool = True, ends: bool = True) -> str:
    """The text as it is compared: spaces and quotation marks as one kind, case and accents away when they do not count."""
    text = unicodedata.normalize("NFC", text).translate(_TYPED)
    if accents:
        kept = "".join(_LETTERS.get(letter, letter) for letter in text)
        bare = "".join(mark for mark in unicodedata.normalize("NFD", kept) if not unicodedata.combining(mark))
        text = "".join(_RESTORED.get(letter, letter) for letter in unicodedata.normalize("NFC", bare))
    if case:
        text = text.casefold()
    words = " ".join(text.split())
    if ends:
        return words
    # A piece of a pattern keeps the space at its ends: “cuota *” asks for a word after the space.
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def _pieces(pattern: str) -> list[str]:
    """The texts between the stars of a pattern; a star after a backslash is a star."""
    return [piece.replace("\ue002", "*") for piece in pattern.replace("\\*", "\ue002").split("*")]


def _fits(text: str, pieces: Sequence[str]) -> bool:
    """Whether the text is the pieces with anything between them. One walk along the text, whatever the pattern."""
    if len(pieces) == 1:
        return text == pieces[0].strip()
    first, *middle, last = pieces
    if not text.startswith(first) or len(text) < len(first) + len(last) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
