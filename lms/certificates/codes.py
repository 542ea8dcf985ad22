"""Verification codes: 80 random bits in Crockford's base 32, as four groups of four (https://www.crockford.com/base32.html)."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
MISREAD = str.maketrans(
    {"I": "1", "L": "1", "O": "0", " ": None, "-": None, "\u00a0": None, "\u2010": None, "\u2011": None, "\u2013": None}
)


def new_code() -> str:
    """A code that nobody can guess: XXXX-XXXX-XXXX-XXXX."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def normalise(text: str) -> str:
    """The code somebody typed, in its one spelling; "" when it cannot be one.

    Case, spaces and hyphens do not matter, and I, L and O are read as the digits that they look like.
    """
    signs = text.upper().translate(MISREAD)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return ""
    return grouped(signs)


def grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))
