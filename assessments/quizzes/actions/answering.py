"""Keeping an answer. The hottest write there is: two queries, and nothing newer is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.quizzes.enums import AttemptState
from assessments.quizzes.exceptions import AttemptClosed, InvalidAnswer
from assessments.quizzes.kinds import read_answer, shown_answer
from assessments.quizzes.models import QuestionVersion, Response
from assessments.quizzes.queries.kept import keep_answer, row_for_keeping
from assessments.quizzes.queries.served import versions_of
from assessments.quizzes.timing import GRACE

MAX_COUNTER = 2**53  # what a browser can count to exactly
MOST_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Saved:
    """What is kept now for a slot. `kept` is False when a newer answer was there already and stays."""

    slot: int
    counter: int
    saved_at: datetime | None
    answer: list[str]  # as a browser knows it
    kept: bool


def save_response(
    *,
    attempt_id: UUID,
    person,
    slot: int,
    answer: Any,
    counter: int | None = None,
    seconds: int | None = None,
    now: datetime | None = None,
) -> Saved:
    """Keeps an answer unless a newer one is there. `counter` None means that the choice is made now.

    `answer` names what was served by its place. `seconds` is how long the question has been on screen; it only grows.
    Two queries, and one more the first time a process meets the question. Raises `Response.DoesNotExist` (no such slot, or not
    theirs), `AttemptClosed` or `InvalidAnswer`.
    """
    now = now or timezone.now()
    # No savepoint: this is the hottest write there is. So nothing is raised inside; a refusal is carried out and raised after.
    with transaction.atomic(savepoint=False):
        row = row_for_keeping(attempt_id=attempt_id, slot=slot, person_id=person.pk)
        asked = _Asked.of(row) if row else None
        chosen, refusal = _read(asked, answer, now)
        kept_counter = row["counter"] if row else 0
        counter = max(_now_counter(now), kept_counter + 1) if counter is None else min(counter, MAX_COUNTER)
        fresh = refusal is None and counter > kept_counter
        if fresh:
            shown = max(row["seconds"], min(max(seconds or 0, 0), MOST_SECONDS))
            keep_answer(pk=row["id"], answer=chosen, counter=counter, saved_at=now, seconds=shown)
    if refusal:
        raise refusal
    if not fresh:
        return Saved(slot, kept_counter, row["saved_at"], asked.shown(row["answer"]), kept=kept_counter == counter)
    return Saved(slot, counter, now, asked.shown(chosen), kept=True)


@dataclass(frozen=True)
class _Asked:
    """A question as it was served in a slot, and whether an answer to it can still come."""

    version: QuestionVersion
    served: Mapping[str, Any]
    state: str
    deadline_at: datetime | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "_Asked":
        version = versions_of({row["version_id"]})[row["version_id"]]
        return cls(version, row["attempt.slots"][row["slot"] - 1], row["attempt.state"], row["attempt.deadline_at"])

    def shown(self, answer: list[str]) -> list[str]:
        return shown_answer(self.version.kind, self.version.content, self.served, answer)

    def is_over(self, now: datetime) -> bool:
        return self.state != AttemptState.OPEN or bool(self.deadline_at and now > self.deadline_at + GRACE)


def _read(asked: _Asked | None, answer: Any, now: datetime) -> tuple[list[str], Exception | None]:
    if asked is None:
        return [], Response.DoesNotExist()
    if asked.is_over(now):
        return [], AttemptClosed()
    try:
        return read_answer(asked.version.kind, asked.version.content, asked.served, answer), None
    except InvalidAnswer as refusal:
        return [], refusal


def _now_counter(now: datetime) -> int:
    return int(now.timestamp() * 1000)
