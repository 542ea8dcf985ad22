"""The card that comes next, and what is said when none does."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache

from assessments.quizzes.queries.asking.items import Item
from assessments.quizzes.queries.served import versions_of
from assessments.reviews import sitting
from assessments.reviews.models import ReviewCard, ReviewLog
from assessments.reviews.queries.serving import item_of

KEPT_SECONDS = 60


@dataclass(frozen=True)
class Asking:
    """One card: `number` is that of the answer it asks for; `place` of `total` is where it stands in the sitting."""

    card: ReviewCard
    version_id: int
    number: int
    item: Item
    place: int
    total: int

    @property
    def to_come(self) -> int:
        """How many there are with this one."""
        return self.total - self.place + 1

    @property
    def minutes(self) -> int:
        return sitting.minutes(self.to_come)


@dataclass(frozen=True)
class Resting:
    """Nothing to ask now. `right` of `done` today; `waiting` are due and beyond today's ten; `next_on` is when the next one comes."""

    cards: int
    done: int
    right: int
    waiting: int
    next_on: date | None
    next_number: int


@dataclass(frozen=True)
class Hint:
    """A sitting that waits today."""

    number: int
    minutes: int


def next_card(person, today: date, *, more: bool = False) -> Asking | None:
    """Three queries, one of them for a question that this process has not met."""
    done = ReviewLog.objects.visible_to(person).sat(today).count()
    cards = _sitting(person, today, done, more=more)
    if not cards:
        return None
    card = cards[0]
    version = versions_of({card.question.current_version_id})[card.question.current_version_id]
    number = card.reviews + 1
    return Asking(card, version.pk, number, item_of(card.pk, version, number), *sitting.place(done, len(cards)))


def resting(person, today: date) -> Resting:
    log = ReviewLog.objects.visible_to(person).sat(today)
    answers = list(log.values_list("right", flat=True))
    days = list(ReviewCard.objects.visible_to(person).askable().order_by("due_on").values_list("due_on", flat=True))
    later = [day for day in days if day > today]
    return Resting(
        cards=len(days),
        done=len(answers),
        right=sum(answers),
        waiting=len(days) - len(later),
        next_on=later[0] if later else None,
        next_number=later.count(later[0]) if later else 0,
    )


def cards_to_answer(person, today: date) -> Hint | None:
    """For the first screen: None when nothing is due, or today's ten are done. Two queries at most.

    None for a minute after there was nothing, so that every first screen does not ask: what is learned now comes back on another day.
    """
    quiet = f"reviews.quiet:{person.pk}:{today}"
    if cache.get(quiet):
        return None
    if found := _to_answer(person, today):
        return found
    cache.set(quiet, True, KEPT_SECONDS)
    return None


def _to_answer(person, today: date) -> Hint | None:
    due = list(_due(person, today)[: sitting.MOST + sitting.LEAST])
    if not any(card.due_on <= today for card in due):
        return None
    done = ReviewLog.objects.visible_to(person).sat(today).count()
    number = len(_chosen(due, today, done, more=False))
    return Hint(number, sitting.minutes(number)) if number else None


def _sitting(person, today: date, done: int, *, more: bool) -> list[ReviewCard]:
    rows = _due(person, today).select_related("question")
    return _chosen(list(rows[: sitting.MOST + sitting.LEAST]), today, done, more=more)


def _chosen(cards: list[ReviewCard], today: date, done: int, *, more: bool) -> list[ReviewCard]:
    due, soon = ([one for one in cards if (one.due_on <= today) is now] for now in (True, False))
    return sitting.sitting(done, due, soon, more=more)


def _due(person, today: date):
    """Due or nearly, and not answered today."""
    rows = ReviewCard.objects.visible_to(person).askable().by_need()
    return rows.filter(due_on__lte=today + timedelta(days=sitting.SOON_DAYS), last_on__lt=today)
