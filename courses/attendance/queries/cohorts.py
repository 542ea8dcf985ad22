"""A cohort: its sessions by day, the days of its programme, and how much of it each person was there for."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from courses.attendance import wording
from courses.attendance.enums import SessionState
from courses.attendance.minutes import Tally, tally
from courses.attendance.models import Attendance, ClassSession
from courses.attendance.queries.sessions import awaits_signature, ends, modules_of
from courses.attendance.querysets import enrolments_seen_by
from courses.catalogue.queries import one_catalogue, programme_outline
from courses.enrolments.calendar import working_day
from courses.enrolments.models import Cohort, Enrolment
from courses.enrolments.queries.holidays import holidays_at
from lms.language.bilingual import active_language


@dataclass(frozen=True)
class SessionLine:
    """A session as its list shows it. `there` of `people` in a register that was begun."""

    session: ClassSession
    title: str
    there: int
    people: int
    to_sign: bool
    is_next: bool
    same_day: bool = False  # as the one before it


@one_catalogue()
def sessions_of(cohort: Cohort, now: datetime) -> list[SessionLine]:
    """All of them by day. Two queries; the modules' titles are held."""
    there = Count("marks", filter=Q(marks__presence="present"))
    rows = list(cohort.sessions.select_related("trainer").annotate(there=there, people=Count("marks")))
    titles = modules_of(cohort)
    planned = [row for row in rows if row.state == SessionState.PLANNED]
    coming = next((row for row in planned if ends(row) > now), None)
    return [
        SessionLine(
            row, row.topic or titles.get(row.module_id, "") or _("Class"), row.there, row.people, awaits_signature(row, now), row is coming
        )
        for row in rows
    ]


def class_days(cohort: Cohort) -> list[tuple[date, int]]:
    """The working days of its programme, each with the module whose day it is (the first of them)."""
    holidays = holidays_at(cohort.unit.path) if cohort.unit else frozenset()
    first: dict[int, int] = {}
    for module in programme_outline(cohort.programme_id, active_language()).modules:
        first.setdefault(max(module.day, 1), module.id)
    return [(working_day(cohort.starts_on, day, holidays), module) for day, module in sorted(first.items())]


@dataclass(frozen=True)
class PersonTally:
    enrolment: Enrolment
    tally: Tally
    least: int | None
    waiting: int  # questions without an answer

    @property
    def words(self) -> str:
        return wording.share(self.tally)

    @property
    def short(self) -> bool:
        """Whether they have fewer hours than are asked, so far."""
        return self.least is not None and self.tally.reaches(self.least) is False


@one_catalogue()
def tallies_of(cohort: Cohort, viewer) -> list[PersonTally]:
    """Everybody of a cohort whom one may see, by surname: how much of it they were there for. Four queries."""
    rows = enrolments_seen_by(viewer).standing().filter(cohort=cohort)
    marks = Prefetch("attendance", queryset=Attendance.objects.signed().select_related("session").order_by(), to_attr="signed")
    open_ones = Q(attendance__questions__isnull=False, attendance__questions__answered_at=None)
    waiting = Count("attendance__questions", filter=open_ones)
    found = rows.select_related("person").annotate(waiting=waiting).prefetch_related(marks).by_surname()
    least = least_of(cohort)
    return [PersonTally(row, tally(mark.mark for mark in row.signed), least, row.waiting) for row in found]


def least_of(cohort: Cohort) -> int | None:
    return programme_outline(cohort.programme_id, active_language()).least_attendance
