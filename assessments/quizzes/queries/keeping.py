"""What the server has of an attempt, slot by slot: for the page that has it open, and for whoever compares it with a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds import options_of, read_answer, shown_answer
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.queries.asking.items import Item, item
from assessments.quizzes.queries.own import answers
from assessments.quizzes.queries.served import with_versions
from assessments.quizzes.queries.words import Wording, Words
from assessments.quizzes.rescue import Entry, RescueFile
from assessments.quizzes.timing import GRACE

CHANGES, SAME, OLDER, LATE, UNREADABLE = "changes", "same", "older", "late", "unreadable"


@dataclass(frozen=True)
class Compared:
    """One answer of a file beside the one on the server. `outcome` says what bringing it in does; `brought` is as it would be kept."""

    slot: int
    outcome: str
    stem: Words
    shown_in: str
    on_server: tuple[str, ...]
    in_file: tuple[str, ...]
    saved_at: datetime | None
    brought: list[str]
    entry: Entry

    @property
    def changes(self) -> bool:
        return self.outcome == CHANGES


def kept_answers(attempt: Attempt) -> list[dict[str, Any]]:
    """[{"slot", "counter", "answer"}] of every slot, the answer as a browser knows it. One query when warm."""
    return [
        {"slot": one.slot, "counter": one.counter, "answer": _shown(attempt, one, one.answer)} for one in with_versions(answers(attempt))
    ]


def all_items(attempt: Attempt) -> list[Item]:
    """Every question as it is asked, with what is answered. One query when warm."""
    return [item(attempt, one) for one in with_versions(answers(attempt))]


def compare(attempt: Attempt, file: RescueFile, now: datetime) -> list[Compared]:
    """What bringing in each answer of the file would do, in the order of the questions. One query."""
    rows = {one.slot: one for one in attempt.responses.select_related("version")}
    # A counter is the server's clock at the moment of the choice: one from after the end is no answer of this attempt.
    latest = int(((attempt.submitted_at or now) + GRACE).timestamp() * 1000)
    entries = sorted(file.entries, key=lambda one: one.slot)
    return [_compared(attempt, rows[one.slot], one, latest) for one in entries if one.slot in rows]


def _compared(attempt: Attempt, row: Response, entry: Entry, latest: int) -> Compared:
    version = row.version
    wording = Wording(version.content)
    try:
        brought = read_answer(version.kind, version.content, attempt.slots[row.slot - 1], entry.answer)
        outcome = _outcome(row, entry, brought, latest)
    except (InvalidAnswer, TypeError, AttributeError):
        brought, outcome = [], UNREADABLE
    return Compared(
        slot=row.slot,
        outcome=outcome,
        stem=wording.of(version.content["stem"]),
        shown_in=wording.shown_in,
        on_server=tuple(_in_words(version.kind, version.content, row.answer, wording)),
        in_file=tuple(_in_words(version.kind, version.content, brought, wording)),
        saved_at=row.saved_at,
        brought=brought,
        entry=entry,
    )


def _outcome(row: Response, entry: Entry, brought: list[str], latest: int) -> str:
    if brought == row.answer:
        return SAME
    if entry.counter <= row.counter:
        return OLDER
    return LATE if entry.counter > latest else CHANGES


def _shown(attempt: Attempt, row: Response, answer: list[str]) -> list[str]:
    return shown_answer(row.version.kind, row.version.content, attempt.slots[row.slot - 1], answer)


def _in_words(kind: str, content: dict[str, Any], answer: list[str], wording: Wording) -> list[str]:
    """The answer as a person reads it, one line a part."""
    texts = {one["key"]: str(wording.of(one.get("text") or one.get("label"))) for one in _parts(kind, content)}
    if kind == "matching":
        return [" → ".join(texts.get(key, key) for key in pair.split(":", 1)) for pair in answer]
    if kind == "gaps":
        return [_gap_in_words(content, filled, wording) for filled in answer]
    return [texts.get(key, key) for key in answer]


def _parts(kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    if kind == "true_false":
        return options_of(kind, content)
    return [one for name in ("options", "items", "areas", "prompts", "targets") for one in content.get(name) or ()]


def _gap_in_words(content: dict[str, Any], filled: str, wording: Wording) -> str:
    key, value = filled.split(":", 1)
    gap = next(one for one in content["gaps"] if one["key"] == key)
    chosen = next((one["text"] for one in gap.get("options") or () if one["key"] == value), None)
    return f"[{key}] {wording.of(chosen) if chosen else value}"
