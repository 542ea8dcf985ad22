"""Words as they are compared: small letters without accents, so that "facturacion" finds "Facturación" on every database."""

import unicodedata
from functools import cache


def fold(text: str) -> str:
    """The text in small letters without accents; each letter stays in its place, so positions hold (for composed text)."""
    return "".join(_fold_letter(letter) for letter in unicodedata.normalize("NFC", text))


@cache
def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    # "İ" and its like grow when made small: they keep their first letter only.
    return base[:1]
