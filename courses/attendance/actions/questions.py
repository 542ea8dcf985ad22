"""A person says that what was signed of them is not so; whoever keeps the register looks, puts it right or not, and answers."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.attendance.enums import SessionState
from courses.attendance.exceptions import NotYours, Refused
from courses.attendance.models import Attendance, AttendanceQuestion
from courses.attendance.queries import when
from lms.notifications.actions import notify


def ask_about(*, mark: Attendance, text: str, person) -> AttendanceQuestion:
    """Keeps the question and tells whoever signed, and the cohort's trainer. While one waits, the same words are the same question.

    Raises NotYours; Refused without words, before the register is signed, or while another question about it waits.
    """
    if not text.strip():
        raise Refused(_("Say what is not so."))
    with transaction.atomic():
        found = Attendance.objects.select_for_update(of=("self",)).select_related("session__cohort", "enrolment").get(pk=mark.pk)
        session = found.session
        if found.enrolment.person_id != person.pk:
            raise NotYours
        if session.state != SessionState.HELD:
            raise Refused(_("Its register is not signed yet."))
        waiting = found.questions.filter(answered_at=None).first()
        if waiting is not None:
            if waiting.text == text.strip():
                return waiting
            raise Refused(_("Your question about this session waits for its answer."))
        made = AttendanceQuestion.objects.create(attendance=found, text=text.strip())
        log(instance=found, action="attendance.ask", user=person, title=str(found), data={"question": made.pk})
        for keeper in {session.signed_by, session.cohort.trainer} - {None, person}:
            notify(
                person=keeper,
                kind="attendance.asked",
                key=f"attendance.asked:{made.pk}:{keeper.pk}",
                title=lambda: _("%(person)s asks about their attendance: %(when)s") % {"person": person, "when": when(session)},
                text=made.text,
                url=reverse("attendance:person", args=[found.enrolment_id]),
                mail=False,
            )
    return made


def answer_question(*, question: AttendanceQuestion, text: str, actor) -> AttendanceQuestion:
    """Answers and tells who asked. The same answer twice is one. Raises PermissionDenied; Refused without words or once answered."""
    if not text.strip():
        raise Refused(_("Write an answer."))
    with transaction.atomic():
        found = AttendanceQuestion.objects.select_for_update(of=("self",)).select_related("attendance__session").get(pk=question.pk)
        mark = found.attendance
        if not Attendance.objects.kept_by(actor).filter(pk=mark.pk).exists():
            raise PermissionDenied
        if found.answered_at:
            if found.answer == text.strip():
                return found
            raise Refused(_("Somebody has answered it already."))
        found.answer, found.answered_at, found.answered_by = text.strip(), timezone.now(), actor
        found.save(update_fields=["answer", "answered_at", "answered_by"])
        log(instance=mark, action="attendance.answer", user=actor, title=str(mark), data={"question": found.pk})
        notify(
            person=mark.enrolment.person,
            kind="attendance.answered",
            key=f"attendance.answered:{found.pk}",
            title=lambda: _("Your question on attendance has an answer: %(when)s") % {"when": when(mark.session)},
            text=found.answer,
            url=reverse("attendance:person", args=[mark.enrolment_id]),
        )
    return found
