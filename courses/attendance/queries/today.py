"""The classes that first screens tell of: those of who learns, and the registers of who teaches."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.utils import timezone

from courses.attendance.enums import SessionState
from courses.attendance.models import ClassSession
from courses.attendance.queries.sessions import ClassDay, awaits_signature, by_day, titled
from courses.catalogue.queries import one_catalogue
from courses.enrolments.wording import day_words
from lms.statements import Statement

MOST_TO_SIGN = 5
MOST_A_DAY = 4


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


_COMING = Statement(
    lambda person, today: (
        ClassSession.objects.filter(
            state=SessionState.PLANNED,
            on__gte=today,
            cohort__enrolments__person=person,
            cohort__enrolments__state="active",
        )
        .select_related("cohort")
        .annotate(enrolment_id=F("cohort__enrolments__pk"))
        .order_by("on", "starts_at", "pk")[:MOST_A_DAY]
    ),
    person=999_999_999,
    today=date(2001, 2, 3),
)


@one_catalogue()
def classes_to_come(person, now: datetime) -> ComingClasses | None:
    """None for who is in no class any more. One query."""
    today = timezone.localdate(now)
    rows = _COMING.all(person=person.pk, today=today)
    if not rows:
        return None
    first = rows[0]
    return ComingClasses(
        day="" if first.on == today else day_words(first.on, today),
        classes=by_day(row for row in rows if row.on == first.on),
        enrolment_id=first.enrolment_id,
    )


@one_catalogue()
def classes_to_keep(person, now: datetime) -> list[ToKeep]:
    """Of the cohorts that name this person as their trainer: today's sessions, and before them those without a signature. Two queries."""
    today = timezone.localdate(now)
    rows = ClassSession.objects.filter(Q(trainer=person) | Q(cohort__trainer=person)).select_related("cohort")
    left = list(rows.filter(state=SessionState.PLANNED, on__lt=today).order_by("on", "starts_at")[:MOST_TO_SIGN])
    found = [*left, *rows.standing().filter(on=today).order_by("starts_at")]
    return [ToKeep(row, titled(row), "" if row.on == today else day_words(row.on, today), awaits_signature(row, now)) for row in found]
