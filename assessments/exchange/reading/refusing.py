"""A question of another system that is not kept, and what one that is comes to: the same for every format that is XML."""

from dataclasses import dataclass
from typing import Any

from assessments.exchange.items import Note, Verdict


class Refused(Exception):
    """A question that is not kept. Carries the verdict and the note that says why."""

    def __init__(self, verdict: Verdict, message: str, mend: str, **values: str | int):
        super().__init__(message)
        self.verdict, self.note = verdict, Note(message, mend, values)


@dataclass(frozen=True)
class Answered:
    """What the answers of a question come to: our kind, and what it adds to a content (its own stem where it has one)."""

    kind: str
    body: dict[str, Any]


def unsupported(message: str, mend: str, **values: str | int) -> Refused:
    return Refused(Verdict.UNSUPPORTED, message, mend, **values)


def broken(message: str, mend: str, **values: str | int) -> Refused:
    return Refused(Verdict.BROKEN, message, mend, **values)
