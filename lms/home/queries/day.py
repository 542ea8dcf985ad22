"""A learner's whole first screen, held by the process for a minute and read anew at once when something of theirs changes."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from assessments.live.models import Booking
from assessments.live.queries.agenda import near
from assessments.reviews.queries.sittings import Hint as Cards
from assessments.reviews.queries.sittings import cards_to_answer
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.hints import open_performances
from courses.attendance.queries import ComingClasses, classes_to_come
from courses.catalogue.queries import catalogue_version, one_catalogue
from courses.changes.queries.hints import ToRead, changes_to_read
from lms.criteria.queries.hints import ToProve, criteria_to_prove
from lms.home.queries.learning import LearningToday, learning_today
from lms.language.bilingual import active_language
from lms.promotions.queries.hints import Hint, hints_for

HELD_SECONDS = 60


@dataclass(frozen=True)
class LearnersDay:
    """What is taught and what else waits: roleplays begun, cards, live roleplays, criteria to prove, what changed, calls."""

    screen: LearningToday
    roleplays: tuple[Performance, ...]
    cards: Cards | None
    live: tuple[Booking, ...]
    to_prove: ToProve | None
    to_read: ToRead | None
    calls: tuple[Hint, ...]
    classes: ComingClasses | None


def learners_day(person, now: datetime) -> LearnersDay:
    """One query when it is held. What people who are not the person change without telling them (a room, a trainer's name) is seen
    within a minute; inside a transaction nothing is held, for what changed there is not announced yet."""
    with one_catalogue():
        if connection.in_atomic_block:
            return _read(person, now)
        today = timezone.localdate(now)
        key = f"today:{person.pk}:{person.today_version}:{catalogue_version()}:{today}:{active_language()}"
        held = caches["held"]
        found = held.get(key)
        if found is None:
            found = _read(person, now)
            held.set(key, found, HELD_SECONDS)
        return found


def _read(person, now: datetime) -> LearnersDay:
    today = timezone.localdate(now)
    screen = learning_today(person, now)
    return LearnersDay(
        screen=screen,
        roleplays=open_performances(person),
        cards=cards_to_answer(person, today),
        live=tuple(near(person, now)),
        to_prove=criteria_to_prove(person),
        to_read=changes_to_read(person),
        calls=tuple(hints_for(person, today)),
        classes=classes_to_come(screen.cohorts, now),
    )
