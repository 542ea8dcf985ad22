"""Between rows of a form and lists of a question: two fields for a text in two languages, a row's own id for a key."""

import re
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase
from typing import Any

from lms.language.bilingual import LANGUAGES

Content = Mapping[str, Any]
# Wagtail gives a row that is new an id like this; any other is the key that the part already has.
_NEW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def spread(name: str, text: Content | None) -> dict[str, str]:
    """{"text_es": …, "text_en": …} of {"es": …, "en": …}"""
    return {f"{name}_{code}": (text or {}).get(code, "") for code in LANGUAGES}


def gathered(row: Mapping[str, Any], name: str) -> dict[str, str]:
    """The reverse of `spread`."""
    return {code: (row.get(f"{name}_{code}") or "").strip() for code in LANGUAGES}


def is_written(row: Mapping[str, Any], *names: str) -> bool:
    return any(any(gathered(row, name).values()) for name in names)


def listed(rows: Iterable[tuple[str | None, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """What a list of Wagtail is made from."""
    return [{"type": "item", "id": key, "value": value} for key, value in rows]


def keyed(rows: Iterable, letters: Iterable[str] = ascii_lowercase) -> Iterator[tuple[str, Any]]:
    """(key, value) of each row of a list: a row keeps the key it has, wherever it is moved; a new one gets the first that is free."""
    rows = list(rows)
    kept = [row.id if row.id and not _NEW.fullmatch(row.id) else "" for row in rows]
    free = (letter for letter in letters if letter not in kept)
    taken: set[str] = set()
    for key, row in zip(kept, rows, strict=True):
        key = key if key and key not in taken else next(free)
        taken.add(key)
        yield key, row.value


def weight_of(value: float | None) -> float | int:
    """A whole number stays one: 100, not 100.0."""
    value = value or 0
    return int(value) if value == int(value) else round(value, 5)
