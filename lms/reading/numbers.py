"""Numbers as people and systems write them: 1.234,56 and 1,234.56; 85 %; 00:04:50, 4 min 50 s and 290 s."""

import re
from decimal import Decimal
from functools import lru_cache

from lms.reading.faults import Unreadable

KEPT = 16_384  # texts read already: a file says the same few thousand over and over
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n/d", "nd", "null", "none", "#n/a", "#div/0!"})
_SPACES = str.maketrans("", "", " \t\u00a0\u202f'’")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,4}):(\d{2})(?:[.,](\d+))?$")
_WORDS = re.compile(
    r"(?:(\d+)\s*h(?:oras?|ours?)?\.?)?\s*(?:(\d+)\s*m(?:in(?:utos?|utes?)?)?\.?)?\s*"
    r"(?:(\d+(?:[.,]\d+)?)\s*s(?:eg(?:undos?)?|ec(?:onds?)?)?\.?)?$"
)


@lru_cache(maxsize=KEPT)
def number(text: str, decimal: str = "auto") -> Decimal | None:
    """A plain number; None for an empty cell. `decimal`: "," or "." where the file's sign is known.

    With "auto" the last of two different signs is the decimal one. A single sign before exactly three digits (1.234) can be read
    two ways and is refused. Raises Unreadable.
    """
    plain = text.strip().lower()
    if plain in NOTHING:
        return None
    plain = plain.removesuffix("%").translate(_SPACES)
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*(?:e[+-]?\d{1,2})?", plain):
        raise Unreadable("no_number", text=text.strip())
    return Decimal(_with_point(plain, decimal, text.strip()))


@lru_cache(maxsize=KEPT)
def seconds(text: str, decimal: str = "auto") -> Decimal | None:
    """A duration in seconds: 00:04:50, 04:50 (minutes first), 4 min 50 s, 290 s or 290. None for an empty cell. Raises Unreadable."""
    plain = text.strip().lower()
    if plain in NOTHING:
        return None
    clock = _CLOCK.fullmatch(plain)
    if clock:
        hours, minutes, rest, part = clock.groups()
        if int(rest) > 59 or (hours and int(minutes) > 59):
            raise Unreadable("beyond_59", text=text.strip())
        return Decimal(int(hours or 0) * 3600 + int(minutes) * 60 + int(rest)) + (Decimal(f"0.{part}") if part else 0)
    words = _WORDS.fullmatch(plain)
    if words and any(words.groups()):
        hours, minutes, rest = words.groups()
        return Decimal(int(hours or 0) * 3600 + int(minutes or 0) * 60) + Decimal((rest or "0").replace(",", "."))
    try:
        return number(text, decimal)
    except Unreadable as fault:
        if fault.code == "two_ways":
            raise
        raise Unreadable("no_duration", text=text.strip()) from None


@lru_cache(maxsize=KEPT)
def count(text: str, decimal: str = "auto") -> int | None:
    """How many cases: a whole number, not below zero. None for an empty cell. Raises Unreadable."""
    plain = text.strip()
    # A count has no decimals: 1.234 cases are one thousand and some.
    value = number(re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", plain), decimal)
    if value is None:
        return None
    if value < 0 or value != value.to_integral_value():
        raise Unreadable("no_count", text=plain)
    return int(value)


def _with_point(plain: str, decimal: str, text: str) -> str:
    if decimal in (",", "."):
        other = "." if decimal == "," else ","
        return plain.replace(other, "").replace(decimal, ".")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        return _with_point(plain, "," if comma > point else ".", text)
    sign = "," if comma >= 0 else "."
    places = plain.count(sign)
    if places > 1:
        return plain.replace(sign, "")
    whole, _sign, rest = plain.partition(sign)
    if places and len(rest) == 3 and whole.lstrip("+-") not in ("", "0"):
        raise Unreadable("two_ways", text=text)
    return plain.replace(",", ".")
