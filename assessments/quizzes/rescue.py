"""The file in which a learner carries answers that could not be sent. Text in, plain data out; nothing in it is believed yet.

It is written by `static/js/quiz-rescue.js`:

    {"kind": "peldano-answers", "version": 1, "attempt": UUID, "person": int, "quiz": str, "written_at": str,
     "answers": [{"slot": int, "answer": [str, …], "counter": int, "seconds": int, "chosen_at": str, "saved": bool}, …],
     "checksum": "crc32:%08x"}

An answer names what was served by its place, like one that is sent. The checksum is of the same object without it, as JSON
without spaces: it finds a file that was damaged or edited, not one that was forged, which is why a person looks at each change.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.exceptions import RescueRefused

KIND, VERSION = "peldano-answers", 1
MOST_ENTRIES = 1000
NOT_ONE = _("This is not a file of answers saved by a quiz.")
DAMAGED = _("The file is damaged, or somebody has changed it: it does not add up. Ask for it again.")


@dataclass(frozen=True)
class Entry:
    """One answer of the file. `answer` is as a browser sends it, not read yet."""

    slot: int
    answer: Any
    counter: int
    seconds: int
    chosen_at: str
    saved: bool


@dataclass(frozen=True)
class RescueFile:
    attempt: UUID
    person: int
    written_at: str
    entries: tuple[Entry, ...]
    checksum: str


def read_file(text: str) -> RescueFile:
    """Raises `RescueRefused` with words for whoever brings the file."""
    try:
        content = json.loads(text)
        if content["kind"] != KIND or content["version"] != VERSION:
            raise RescueRefused(NOT_ONE)
        said = content.pop("checksum")
        if said != checksum(content):
            raise RescueRefused(DAMAGED)
        entries = tuple(_entry(one) for one in content["answers"])
        file = RescueFile(UUID(content["attempt"]), _whole(content["person"]), str(content["written_at"])[:40], entries, said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RescueRefused(NOT_ONE)
    if len(file.entries) > MOST_ENTRIES or len({one.slot for one in file.entries}) != len(file.entries):
        raise RescueRefused(DAMAGED)
    return file


def checksum(content: Mapping[str, Any]) -> str:
    """Of everything but the checksum itself, as JavaScript's JSON.stringify writes it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"crc32:{zlib.crc32(text.encode()):08x}"


def _entry(one: Mapping[str, Any]) -> Entry:
    return Entry(
        slot=_whole(one["slot"]),
        answer=one["answer"],
        counter=_whole(one["counter"]),
        seconds=_whole(one.get("seconds", 0)),
        chosen_at=str(one.get("chosen_at", ""))[:40],
        saved=one.get("saved") is True,
    )


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 2**53:
        raise ValueError(value)
    return value
