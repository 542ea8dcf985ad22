"""One person: each signed session of theirs, what is asked of them, and what is still to come."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.attendance import wording
from courses.attendance.enums import SessionState
from courses.attendance.minutes import Tally, tally
from courses.attendance.models import Attendance, AttendanceQuestion, ClassSession, Correction
from courses.attendance.queries.cohorts import PersonTally, least_of
from courses.attendance.queries.sessions import ClassDay, by_day, ends, titled
from courses.attendance.querysets import enrolments_seen_by
from courses.catalogue.queries import one_catalogue
from courses.enrolments.goals import Goal
from courses.enrolments.models import Enrolment
from lms.statements import Statement


@dataclass(frozen=True)
class MarkLine:
    """One signed session of somebody: what it says, what it said before, what they asked."""

    mark: Attendance
    title: str
    shape: str

    @property
    def missed(self) -> bool:
        return self.mark.mark.there < self.mark.session.minutes

    @property
    def waits(self) -> bool:
        """Whether a question about it has no answer yet."""
        return any(one.answered_at is None for one in self.mark.questions.all())

    @property
    def short_of(self) -> str:
        return wording.short_of(self.mark.late, self.mark.early)


@dataclass(frozen=True)
class PersonAttendance:
    enrolment: Enrolment
    tally: Tally
    least: int | None
    lines: tuple[MarkLine, ...]
    coming: tuple[ClassDay, ...]

    @property
    def words(self) -> str:
        return wording.share(self.tally)


@one_catalogue()
def attendance_of(enrolment: Enrolment, now: datetime) -> PersonAttendance:
    """The latest first, and what is still to come. Five queries."""
    cohort = enrolment.cohort
    questions = Prefetch("questions", AttendanceQuestion.objects.select_related("answered_by"))
    corrections = Prefetch("corrections", Correction.objects.select_related("actor"))
    rows = enrolment.attendance.signed().select_related("session__cohort", "session__signed_by", "made_up_by")
    marks = list(rows.prefetch_related(questions, corrections).order_by("-session__on", "-session__starts_at"))
    planned = cohort.sessions.select_related("cohort").filter(state=SessionState.PLANNED, on__gte=timezone.localdate(now)) if cohort else ()
    return PersonAttendance(
        enrolment=enrolment,
        tally=tally(mark.mark for mark in marks),
        least=least_of(cohort) if cohort else None,
        lines=tuple(MarkLine(mark, titled(mark.session), _shape(mark)) for mark in marks),
        coming=by_day(one for one in planned if ends(one) > now and one.on >= enrolment.starts_on),
    )


def _shape(mark: Attendance) -> str:
    if mark.mark.there == mark.session.minutes:
        return "met"
    return "progress" if mark.presence != "absent" else "missing"


_MARKS = Statement(
    lambda enrolment: (
        Attendance.objects.signed()
        .filter(enrolment=enrolment)
        .select_related("session")
        .annotate(more_to_come=Exists(ClassSession.objects.filter(cohort=OuterRef("session__cohort"), state=SessionState.PLANNED)))
        .order_by()
    ),
    enrolment=999_999_999,
)


def goals_of(enrolment: Enrolment, least: int | None) -> list[Goal]:
    """What the way out of the classroom asks of attendance: met once no session is left to come. One query, and none where nothing
    is asked or nobody is in a class."""
    if least is None or enrolment.cohort_id is None:
        return []
    marks = _MARKS.all(enrolment=enrolment.pk)
    found = tally(mark.mark for mark in marks)
    title = _("%(least)d %% of the hours in class") % {"least": least}
    is_met = found.reaches(least) and not found.leave and not any(mark.more_to_come for mark in marks)
    state = "met" if is_met else "progress" if found.held else "missing"
    return [Goal(title, wording.share(found), state, reverse("attendance:person", args=[enrolment.pk]))]


@one_catalogue()
def known_of(person, viewer) -> list[PersonTally]:
    """For whoever signs that somebody may leave the classroom: each cohort they were in, as far as one sees it, the latest
    first. Two queries."""
    marks = Prefetch("attendance", queryset=Attendance.objects.signed().select_related("session").order_by(), to_attr="signed")
    rows = enrolments_seen_by(viewer).standing().filter(person=person, cohort__isnull=False).select_related("cohort", "programme")
    found = rows.prefetch_related(marks).order_by("-starts_on", "-pk")
    return [PersonTally(row, tally(mark.mark for mark in row.signed), least_of(row.cohort), 0) for row in found]
