"""When a question comes back: the model FSRS-6 behind one seam. No database, no clock of its own: the moment is an argument.

Intervals are never shaken at random, so the same answers always give the same days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from fsrs import Card, Rating, Scheduler, State

USUAL_RETENTION = 0.9


class Recall(IntEnum):
    """How an answer came back to a person."""

    FORGOTTEN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Felt(IntEnum):
    """What a person may add about an answer that was correct."""

    HARD = 2
    EASY = 4


class Phase(IntEnum):
    """Where a card stands: new to the person, known, or being learned once more."""

    LEARNING = 1
    KNOWN = 2
    RELEARNING = 3


@dataclass(frozen=True)
class Memory:
    """What is believed of one person's memory of one question. `stability` in days, `difficulty` 1-10; both None before a review."""

    due_at: datetime
    phase: Phase = Phase.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None


def recall_of(correct: bool, felt: Felt | None = None) -> Recall:
    """A wrong answer is forgotten, however it felt; a correct one is good unless the person says it was easy or hard."""
    if not correct:
        return Recall.FORGOTTEN
    return Recall(felt) if felt else Recall.GOOD


def after_review(
    memory: Memory, recall: Recall, at: datetime, *, parameters: Sequence[float] = (), retention: float = USUAL_RETENTION
) -> Memory:
    """The memory after an answer at this moment (with zone). A moment before the last review counts as the last review.

    Raises ValueError for parameters outside the bounds of the model.
    """
    moment = max(at, memory.last_review or at).astimezone(UTC)
    card, _log = _scheduler(parameters, retention).review_card(_card(memory), Rating(int(recall)), review_datetime=moment)
    return _memory(card)


def chance_of_recall(memory: Memory, at: datetime, *, parameters: Sequence[float] = ()) -> float:
    """How likely (0-1) the person still knows the answer at this moment; 0 before the first review."""
    moment = max(at, memory.last_review or at).astimezone(UTC)
    return float(_scheduler(parameters, USUAL_RETENTION).get_card_retrievability(_card(memory), current_datetime=moment))


def _scheduler(parameters: Sequence[float], retention: float) -> Scheduler:
    minute = timedelta(minutes=1)
    steps = {"learning_steps": (minute, 10 * minute), "relearning_steps": (10 * minute,)}
    weights = {"parameters": tuple(parameters)} if parameters else {}
    return Scheduler(desired_retention=retention, enable_fuzzing=False, **steps, **weights)


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,
        state=State(int(memory.phase)),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at.astimezone(UTC),
        last_review=memory.last_review.astimezone(UTC) if memory.last_review else None,
    )


def _memory(card: Card) -> Memory:
    return Memory(
        due_at=card.due,
        phase=Phase(card.state.value),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        last_review=card.last_review,
    )
