"""What every reader makes of a file and every writer takes: questions in the shape of `docs/question-format.md`. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Format(StrEnum):
    GIFT = "gift"
    MOODLE = "moodle"
    AIKEN = "aiken"
    CSV = "csv"
    XLSX = "xlsx"
    QTI = "qti"


class Verdict(StrEnum):
    READY = "ready"  # can be kept as it is, or as a draft with notes
    UNSUPPORTED = "unsupported"  # understood to be something that no kind of ours can hold
    BROKEN = "broken"  # cannot be read


@dataclass(frozen=True)
class Note:
    """Something to tell about a place in the file: what is wrong and how to mend it, as texts that can be translated later.

    `message` and `mend` are English sources (marked with `gettext_noop`), `values` fills their `%(name)s`; so a note can be kept
    as JSON and read in any language. `line` counts from 1; None where the format has no lines of its own.
    """

    message: str
    mend: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class Item:
    """One question of a file, or what stands where one should be.

    `kind` is a `QuestionKind` value, or what the file calls it where we have none. `media` maps the names that `content` uses
    (`media:NAME`, `image.media`) to bytes. `line` is where it begins. `category` is the path it was filed under, outermost first.
    """

    kind: str
    verdict: Verdict
    content: Mapping[str, Any] | None = None
    title: str = ""
    code: str = ""
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    competency: str = ""
    level: int | None = None
    difficulty: int | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)
    line: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def stem(self) -> dict[str, str]:
        return (self.content or {}).get("stem") or {}


@dataclass(frozen=True)
class Section:
    """A part of a test: which items of the file, by their number from 1, and how many of them are drawn; None for all."""

    title: str
    items: tuple[int, ...]
    draws: int | None = None


@dataclass(frozen=True)
class Test:
    """A test that a file makes of its items: what a quiz can be made of."""

    title: str
    sections: tuple[Section, ...]
    minutes: int = 0
    shuffled: bool = False


@dataclass(frozen=True)
class Reading:
    """A whole file as read. `notes` are about the file itself: its encoding, a part that was passed over."""

    format: Format
    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()
    tests: tuple[Test, ...] = ()


class Unreadable(Exception):
    """Nothing of the file can be read, or it must not be: hostile, empty, another format. Carries the note that says why."""

    def __init__(self, note: Note):
        super().__init__(note.message % note.values if note.values else note.message)
        self.note = note
