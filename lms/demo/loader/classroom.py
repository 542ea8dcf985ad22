"""The classes of both cohorts: planned from the programme, their registers signed day by day, and what came up."""

from datetime import time, timedelta

from django.utils import timezone

from courses.attendance.actions import Entry, Stretch, answer_question, ask_about, make_up, plan_sessions, take_register
from courses.attendance.models import Attendance, AttendanceQuestion, ClassSession
from courses.attendance.queries import begins, ends, people_of
from courses.enrolments.models import Cohort
from lms.demo.loader.days import today
from lms.demo.loader.told import date_notifications, forget_mails, last_job

HOURS = (Stretch(time(9), time(11, 30)), Stretch(time(12), time(14)))
# Who, in which session of their cohort, and what its register says of them.
CAME_LATE = ("ibrahim.toure", 1, 25, "El tren de cercanías")
LEFT_EARLY = ("grace.bennett", 3, 30, "Lo avisó el día antes")
WAS_AWAY = ("priya.nair", 4, "", "Made up with Claire two days later, with the same material")
ASKS = ("ibrahim.toure", "Ese día llegué a las 9:05: lo hablamos en la puerta de la sala.")
ANSWERED = "Miré el parte en papel: pone 9:25. Si lo ves de otra manera, lo hablamos mañana con Lucía."


def are_there() -> bool:
    return ClassSession.objects.exists()


def load() -> None:
    since = last_job()
    for cohort in Cohort.objects.select_related("trainer", "programme", "unit"):
        plan_sessions(cohort=cohort, stretches=HOURS, actor=cohort.trainer)
        for number, session in enumerate(cohort.sessions.select_related("cohort")):
            if ends(session) <= timezone.now() and session.on < today():
                _sign(session, number, cohort.trainer)
    _made_up()
    _asked()
    forget_mails(since)


def _sign(session: ClassSession, number: int, trainer) -> None:
    entries = [_entry(enrolment, number) for enrolment in people_of(session)]
    if not entries:
        return
    take_register(session=session, entries=entries, revision=0, actor=trainer, sign=True, now=ends(session) + timedelta(minutes=4))


def _entry(enrolment, number: int) -> Entry:
    who = enrolment.person.email.split("@")[0]
    if (who, number) == CAME_LATE[:2]:
        return Entry(enrolment.pk, "present", late=CAME_LATE[2], words=CAME_LATE[3])
    if (who, number) == LEFT_EARLY[:2]:
        return Entry(enrolment.pk, "present", early=LEFT_EARLY[2], words=LEFT_EARLY[3])
    if (who, number) == WAS_AWAY[:2]:
        return Entry(enrolment.pk, "absent")
    return Entry(enrolment.pk, "present")


def _made_up() -> None:
    mark = _marks(WAS_AWAY[0]).filter(presence="absent").first()
    if mark:
        make_up(mark=mark, on=mark.session.on + timedelta(days=2), words=WAS_AWAY[3], actor=mark.session.cohort.trainer)


def _asked() -> None:
    username, words = ASKS
    mark = _marks(username).filter(late__gt=0).first()
    if not mark:
        return
    question = ask_about(mark=mark, text=words, person=mark.enrolment.person)
    answer_question(question=question, text=ANSWERED, actor=mark.session.cohort.trainer)
    asked, answered = begins(mark.session) + timedelta(hours=9), begins(mark.session) + timedelta(hours=24)
    AttendanceQuestion.objects.filter(pk=question.pk).update(asked_at=asked, answered_at=answered)
    date_notifications(asked, key=f"attendance.asked:{question.pk}", read=True)
    date_notifications(answered, key=f"attendance.answered:{question.pk}")


def _marks(username: str):
    rows = Attendance.objects.select_related("session__cohort__trainer", "enrolment__person")
    return rows.filter(enrolment__person__email__startswith=username)
