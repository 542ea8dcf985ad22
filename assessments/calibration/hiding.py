"""Whose performance it is, taken out of its words: people sign what they write. Pure."""

import re
import unicodedata
from collections.abc import Iterable

BLOT = "[…]"
ACCENTED = {"a": "áàâäã", "e": "éèêë", "i": "íìîï", "o": "óòôöõ", "u": "úùûü", "n": "ñ", "c": "ç"}
SHORTEST = 3  # letters: a shorter part of a name is a word of its own too often


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with each whole name and each part of one blotted out, with or without accents, in capitals or not."""
    parts = {part for name in names for part in [name.strip(), *name.split()] if len(part) >= SHORTEST}
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){_any_accents(part)}(?!\w)", BLOT, text, flags=re.IGNORECASE)
    return re.sub(rf"{re.escape(BLOT)}(?:\s+{re.escape(BLOT)})+", BLOT, text)


def _any_accents(part: str) -> str:
    """A pattern in which a letter stands for itself with and without its accent."""
    plain = "".join(one for one in unicodedata.normalize("NFD", part) if not unicodedata.combining(one))
    return "".join(
        r"\s+" if one.isspace() else f"[{one}{ACCENTED[one.lower()]}]" if one.lower() in ACCENTED else re.escape(one) for one in plain
    )
