"""Answering a turn of a conversation, and what follows from the last one."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.roleplays.actions.proving import settle_step
from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.playing import Turn, Walk, figures, total, walk
from assessments.roleplays.conversation.playing import choose as choose_in
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.models import Choice, Performance


def choose(*, performance_id: UUID, person, number: int, key: str, now: datetime | None = None) -> Performance:
    """Answers turn `number` with the choice `key`; the last one ends the performance.

    A turn is answered once: a second click, another tab and a late packet change nothing. Raises Performance.DoesNotExist for
    what is not this person's conversation, and NoSuchChoice.
    """
    try:
        return _choose(performance_id, person, number, key, now or timezone.now())
    except IntegrityError:
        # Answered at the same moment elsewhere, where the database locks no row: that answer was first.
        return Performance.objects.get(pk=performance_id, person=person)


def _choose(performance_id: UUID, person, number: int, key: str, now: datetime) -> Performance:
    with transaction.atomic():
        rows = Performance.objects.select_for_update(of=("self",)).select_related("version")
        performance = rows.get(pk=performance_id, person=person, mode=Mode.ALONE)
        performance.person = person
        keys = list(performance.choices.order_by("number").values_list("key", flat=True))
        if performance.state != PerformanceState.OPEN or number != len(keys) + 1:
            return performance
        talk = Conversation.from_json(performance.version.content["conversation"])
        after = choose_in(talk, walk(talk, keys), key)
        _write(performance, after, now)
    return performance


def _write(performance: Performance, after: Walk, now: datetime) -> None:
    last = after.turns[-1]
    Choice.objects.create(performance=performance, number=last.number, node=last.node.id, key=last.choice.key, made_at=now)
    performance.mood = after.mood
    performance.node = after.node.id if after.node else ""
    performance.save(update_fields=["mood", "node"])
    if after.is_over:
        _end(performance, after, now)


def _end(performance: Performance, after: Walk, now: datetime) -> None:
    performance.state = PerformanceState.FINISHED
    performance.ended_at = now
    performance.ending = after.ending.id
    performance.outcome = after.ending.result
    performance.result = result_of(after, performance.version.content.get("weights", {}))
    performance.save(update_fields=["state", "ended_at", "ending", "outcome", "result"])
    settle_step(performance=performance, after=after, now=now)


def result_of(after: Walk, weights: dict) -> dict:
    """What is kept of the end: points by competency, their weighted mean, the critical errors in order."""
    found = figures(after.turns)
    return {
        "by_competency": {code: {"points": one.points, "possible": one.possible} for code, one in found.items()},
        "total": total(found, weights),
        "errors": [_error(turn) for turn in after.errors],
    }


def _error(turn: Turn) -> dict:
    return {"turn": turn.number, "code": turn.choice.critical_error}
