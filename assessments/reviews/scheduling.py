"""When a question comes back: the model FSRS-6 behind one seam. No database, no clock of its own: the moment is an argument.

Intervals are never shaken at random, so the same answers always give the same days. The academy asks a question at most once a day,
so it counts in days: `after_day` and `chance_on` know a review by its day alone, and nothing comes back within minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import lru_cache

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
    memory: Memory,
    recall: Recall,
    at: datetime,
    *,
    parameters: Sequence[float] = (),
    retention: float = USUAL_RETENTION,
    within_minutes: bool = True,
) -> Memory:
    """The memory after an answer at this moment (with zone). A moment before the last review counts as the last review.

    `within_minutes`: a new or forgotten question comes back after 1 and 10 minutes first, as the model is published; without, after
    a day at the earliest. Raises ValueError for parameters outside the bounds of the model.
    """
    moment = max(at, memory.last_review or at).astimezone(UTC)
    scheduler = _scheduler(tuple(parameters), retention, within_minutes)
    card, _log = scheduler.review_card(_card(memory), Rating(int(recall)), review_datetime=moment)
    return _memory(card)


def chance_of_recall(memory: Memory, at: datetime, *, parameters: Sequence[float] = ()) -> float:
    """How likely (0-1) the person still knows the answer at this moment; 0 before the first review."""
    moment = max(at, memory.last_review or at).astimezone(UTC)
    return float(_scheduler(tuple(parameters), USUAL_RETENTION, True).get_card_retrievability(_card(memory), current_datetime=moment))


# ── By days ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Known:
    """What is believed of a memory after its last review. `stability` in days, `difficulty` 1-10."""

    stability: float
    difficulty: float
    last_on: date
    due_on: date


def after_day(known: Known | None, recall: Recall, day: date, *, parameters: Sequence[float] = ()) -> Known:
    """The memory after an answer on a day; `known` is None for the first one. It is due on a later day than this one."""
    before = _of_day(known) if known else Memory(due_at=noon(day))
    after = after_review(before, recall, noon(day), parameters=parameters, within_minutes=False)
    if after.stability is None or after.difficulty is None or after.last_review is None:
        raise AssertionError("A review always leaves a memory.")
    return Known(after.stability, after.difficulty, after.last_review.date(), after.due_at.date())


def replayed(reviews: Iterable[tuple[date, Recall]], *, parameters: Sequence[float] = ()) -> Known | None:
    """The memory after all these reviews, the oldest first; None without any."""
    known = None
    for day, recall in reviews:
        known = after_day(known, recall, day, parameters=parameters)
    return known


def chance_on(stability: float, last_on: date, day: date, *, parameters: Sequence[float] = ()) -> float:
    """How likely (0-1) an answer last given on `last_on` is still known on a day."""
    card = Card(card_id=0, state=State.Review, stability=stability, difficulty=1.0, due=noon(day), last_review=noon(last_on))
    return float(_scheduler(tuple(parameters), USUAL_RETENTION, False).get_card_retrievability(card, current_datetime=noon(day)))


def noon(day: date) -> datetime:
    """The moment that stands for a day."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def _of_day(known: Known) -> Memory:
    return Memory(
        due_at=noon(known.due_on),
        phase=Phase.KNOWN,
        step=None,
        stability=known.stability,
        difficulty=known.difficulty,
        last_review=noon(known.last_on),
    )


@lru_cache(maxsize=64)
def _scheduler(parameters: tuple[float, ...], retention: float, within_minutes: bool) -> Scheduler:
    minute = timedelta(minutes=1)
    steps = {"learning_steps": (minute, 10 * minute), "relearning_steps": (10 * minute,)}
    if not within_minutes:
        steps = {"learning_steps": (), "relearning_steps": ()}
    weights = {"parameters": parameters} if parameters else {}
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
