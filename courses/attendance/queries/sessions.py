"""One session: when it is, what it is called, who is in it and what its register says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.attendance.enums import SessionState
from courses.attendance.models import Attendance, ClassSession
from courses.attendance.querysets import enrolments_seen_by
from courses.catalogue.queries import programme_outline
from courses.enrolments.models import Cohort, Enrolment
from lms.competencies.pauses import pauses_of
from lms.language.bilingual import active_language
from lms.language.days import day_month


def begins(session: ClassSession) -> datetime:
    """Its first moment, by the clock of the house."""
    return timezone.make_aware(datetime.combine(session.on, session.starts_at))


def ends(session: ClassSession) -> datetime:
    return timezone.make_aware(datetime.combine(session.on, session.ends_at))


def hours(session: ClassSession) -> str:
    """9:00–13:00."""
    starts_at, ends_at = session.starts_at, session.ends_at
    return f"{starts_at.hour}:{starts_at:%M}–{ends_at.hour}:{ends_at:%M}"


@dataclass(frozen=True)
class ClassDay:
    """What is planned for a day about one thing in one room: its hours, one stretch after another."""

    on: date
    title: str
    room: str
    hours: tuple[str, ...]


def by_day(sessions: Iterable[ClassSession]) -> tuple[ClassDay, ...]:
    """Sessions in their order, those that follow each other about the same and in the same room as one."""
    groups = groupby(sessions, key=lambda one: (one.on, titled(one), one.room))
    return tuple(ClassDay(on, title, room, tuple(hours(one) for one in group)) for (on, title, room), group in groups)


def when(session: ClassSession) -> str:
    """27 nov, 9:00–13:00, in the language in use."""
    return f"{day_month(session.on)}, {hours(session)}"


def titled(session: ClassSession) -> str:
    """Its topic, else the module it belongs to, in the language in use."""
    return session.topic or modules_of(session.cohort).get(session.module_id, "") or _("Class")


def modules_of(cohort: Cohort) -> Mapping[int, str]:
    outline = programme_outline(cohort.programme_id, active_language())
    return {module.id: module.title for module in outline.modules}


def people_of(session: ClassSession) -> QuerySet[Enrolment]:
    """Whoever is in the cohort on that day, by surname; who has a mark stays in its register whatever became of them."""
    in_it = Q(cohort=session.cohort_id, starts_on__lte=session.on) & (
        ~Q(state="cancelled") | Q(cancelled_at__gt=ends(session))  # who left later was there
    )
    marked = Exists(Attendance.objects.filter(session=session.pk, enrolment=OuterRef("pk")))
    return Enrolment.objects.filter(in_it | Q(marked)).select_related("person").by_surname()


def awaits_signature(session: ClassSession, now: datetime) -> bool:
    return session.state == SessionState.PLANNED and begins(session) <= now


@dataclass(frozen=True)
class RegisterRow:
    enrolment: Enrolment
    mark: Attendance | None
    on_leave: bool  # so it is known to the academy; the register may say otherwise


@dataclass(frozen=True)
class Register:
    """A session with everybody in it. `has_begun`: before that nobody can have been there."""

    session: ClassSession
    title: str
    rows: tuple[RegisterRow, ...]
    has_begun: bool

    @property
    def is_signed(self) -> bool:
        return self.session.state == SessionState.HELD


def register_of(session: ClassSession, viewer, now: datetime) -> Register:
    """Of the people whom this user may see in it: everybody, for whoever keeps it. Five queries."""
    rows = list(people_of(session).filter(pk__in=enrolments_seen_by(viewer).values("pk")))
    marks = {mark.enrolment_id: mark for mark in session.marks.select_related("recorded_by")}
    for mark in marks.values():
        mark.session = session
    pauses = pauses_of([row.person_id for row in rows], now)
    return Register(
        session=session,
        title=titled(session),
        rows=tuple(RegisterRow(row, marks.get(row.pk), _is_away(pauses.get(row.person_id, ()), session.on)) for row in rows),
        has_begun=begins(session) <= now,
    )


def _is_away(pauses: Iterable, day: date) -> bool:
    return any(pause.starts_on <= day and (pause.ends_on is None or day <= pause.ends_on) for pause in pauses)
