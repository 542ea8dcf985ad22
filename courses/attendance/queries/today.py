"""The classes that first screens tell of: those of who learns, and the registers of who teaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from courses.attendance.enums import SessionState
from courses.attendance.models import ClassSession
from courses.attendance.queries.sessions import ClassDay, awaits_signature, by_day, titled
from courses.catalogue.queries import kept, one_catalogue
from courses.enrolments.wording import day_words

MOST_TO_KEEP = 8


@dataclass(frozen=True)
class ComingClasses:
    """What is planned for the next day on which somebody is in class, and in which enrolment. `day` in words; empty for today."""

    day: str
    classes: tuple[ClassDay, ...]
    enrolment_id: int


@dataclass(frozen=True)
class ToKeep:
    """A session as the first screen of whoever keeps its register tells of it. `day` in words; empty for today."""

    session: ClassSession
    title: str
    day: str
    to_sign: bool


@one_catalogue()
def classes_to_come(places: Mapping[int, int], now: datetime) -> ComingClasses | None:
    """`places`: the enrolments that somebody has in cohorts, each with its cohort. None for who is in no class any more.

    No query while nothing is planned anew: what a cohort has before it is held under the catalogue's number.
    """
    today = timezone.localdate(now)
    coming = [(one, enrolment) for enrolment, cohort in places.items() for one in _planned(cohort) if one.on >= today]
    if not coming:
        return None
    first, enrolment = min(coming, key=lambda pair: (pair[0].on, pair[0].starts_at))
    return ComingClasses(
        day="" if first.on == today else day_words(first.on, today),
        classes=by_day(one for one, whose in coming if one.on == first.on and whose == enrolment),
        enrolment_id=enrolment,
    )


def _planned(cohort_id: int) -> tuple[ClassSession, ...]:
    """The sessions of a cohort that stand, by day."""
    rows = ClassSession.objects.standing().filter(cohort=cohort_id).select_related("cohort")
    return kept(f"sessions:{cohort_id}", lambda: tuple(rows))


@one_catalogue()
def classes_to_keep(person, now: datetime) -> list[ToKeep]:
    """What this person may sign, of the sessions that they give and of their own cohorts: what waits for it, and today's. One query,
    but for titles."""
    today = timezone.localdate(now)
    rows = ClassSession.objects.taught_by(person).filter(Q(trainer=person) | Q(cohort__trainer=person)).select_related("cohort")
    left, of_today = Q(state=SessionState.PLANNED, on__lt=today), Q(on=today) & ~Q(state=SessionState.CANCELLED)
    found = rows.filter(left | of_today).order_by("on", "starts_at")[:MOST_TO_KEEP]
    return [ToKeep(row, titled(row), "" if row.on == today else day_words(row.on, today), awaits_signature(row, now)) for row in found]
