"""Keeping an answer. The hottest write there is: two queries, and nothing newer is ever overwritten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.quizzes.exceptions import AttemptClosed, InvalidAnswer
from assessments.quizzes.kinds import read_answer, shown_answer
from assessments.quizzes.models import Response
from assessments.quizzes.queries.served import with_versions
from assessments.quizzes.timing import GRACE

MAX_COUNTER = 2**53  # what a browser can count to exactly
MOST_SECONDS = 24 * 3600
# What it takes to judge an answer: the rest of two wide rows would cost more than all else.
READ = ("slot", "version", "answer", "counter", "saved_at", "seconds", "attempt__state", "attempt__deadline_at", "attempt__slots")


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
        rows = Response.objects.select_for_update(of=("attempt",)).select_related("attempt").only(*READ)
        found = with_versions(rows.filter(attempt_id=attempt_id, slot=slot, attempt__person=person))
        response = found[0] if found else None
        chosen, refusal = _read(response, answer, now)
        kept_counter = response.counter if response else 0
        counter = max(_now_counter(now), kept_counter + 1) if counter is None else min(counter, MAX_COUNTER)
        fresh = refusal is None and counter > kept_counter
        if fresh:
            shown = max(response.seconds, min(max(seconds or 0, 0), MOST_SECONDS))
            Response.objects.filter(pk=response.pk).update(answer=chosen, counter=counter, saved_at=now, seconds=shown)
    if refusal:
        raise refusal
    if not fresh:
        return Saved(slot, kept_counter, response.saved_at, _shown(response, response.answer), kept=kept_counter == counter)
    return Saved(slot, counter, now, _shown(response, chosen), kept=True)


def _read(response: Response | None, answer: Any, now: datetime) -> tuple[list[str], Exception | None]:
    if response is None:
        return [], Response.DoesNotExist()
    attempt, version = response.attempt, response.version
    if not attempt.is_open or (attempt.deadline_at and now > attempt.deadline_at + GRACE):
        return [], AttemptClosed()
    try:
        return read_answer(version.kind, version.content, attempt.slots[response.slot - 1], answer), None
    except InvalidAnswer as refusal:
        return [], refusal


def _shown(response: Response, answer: list[str]) -> list[str]:
    version = response.version
    return shown_answer(version.kind, version.content, response.attempt.slots[response.slot - 1], answer)


def _now_counter(now: datetime) -> int:
    return int(now.timestamp() * 1000)
