"""What a browser may send as an answer. Plain lists of strings in, the answer as it is kept out; `InvalidAnswer` for the rest."""

from collections.abc import Sequence
from typing import Any

from assessments.quizzes.exceptions import InvalidAnswer

LONGEST_TEXT = 500  # characters of a short answer or of a gap
LONGEST_ESSAY = 20_000
MOST_PARTS = 100


def strings(raw: Any) -> list[str]:
    """A list of strings, none of them with a character that no database keeps."""
    if not isinstance(raw, list) or len(raw) > MOST_PARTS or not all(isinstance(one, str) for one in raw):
        raise InvalidAnswer("An answer is a list of texts")
    if any("\x00" in one for one in raw):
        raise InvalidAnswer("A text holds a character that cannot be kept")
    return raw


def key_at(place: str, order: Sequence[str]) -> str:
    """The key served at a place, which counts from 1."""
    if not (place.isascii() and place.isdecimal() and len(place) < 4 and 1 <= int(place) <= len(order)):
        raise InvalidAnswer("An option that was not served")
    return order[int(place) - 1]


def place_of(key: str, order: Sequence[str]) -> str:
    """The place at which a key was served; empty for one that was not."""
    return str(order.index(key) + 1) if key in order else ""


def text(raw: str, longest: int) -> str:
    if len(raw) > longest:
        raise InvalidAnswer("The text is too long")
    return raw.strip()


def parts(raw: Sequence[str]) -> list[tuple[str, str]]:
    """[("2", "1")] of ["2:1"]; each first half once."""
    split = [tuple(one.split(":", 1)) for one in raw]
    if any(len(one) != 2 for one in split) or len({one[0] for one in split}) != len(split):
        raise InvalidAnswer("Each part of an answer names its place once")
    return split  # type: ignore[return-value]
