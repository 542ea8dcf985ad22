"""Asking on a lesson, and answering there."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.enrolments.exceptions import AlreadyAnswered, NoSuchStep, NotYours
from courses.enrolments.models import Enrolment, LessonQuestion
from courses.enrolments.queries.path import StepView, path
from lms.notifications.actions import notify

SAME_QUESTION = timedelta(hours=1)


def ask(*, enrolment: Enrolment, step_key: UUID, text: str, person) -> LessonQuestion:
    """Keeps a question on a lesson and tells who teaches the cohort. The same words sent twice are one question.

    Raises NotYours, NoSuchStep, or ValueError for an empty text.
    """
    text = text.strip()
    if not text:
        raise ValueError("A question needs words")
    if enrolment.person_id != person.pk:
        raise NotYours
    found = path(enrolment, now=timezone.now()).find(step_key)
    if found is None:
        raise NoSuchStep(step_key)
    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        lately = LessonQuestion.objects.waiting().filter(asked_at__gte=timezone.now() - SAME_QUESTION)
        question = lately.filter(enrolment=enrolment, step_key=step_key, text=text).first()
        return question or _write(enrolment, found[1], text, person)


def answer(*, question: LessonQuestion, text: str, actor) -> LessonQuestion:
    """Answers and tells who asked. One may mend one's own answer.

    Raises AlreadyAnswered when somebody else was first; ValueError without words.
    """
    text = text.strip()
    if not text:
        raise ValueError("An answer needs words")
    with transaction.atomic():
        question = LessonQuestion.objects.select_for_update(of=("self",)).select_related("person", "answered_by").get(pk=question.pk)
        if question.answered_at and question.answered_by_id != actor.pk:
            raise AlreadyAnswered
        if question.answer == text:
            return question
        question.answer = text
        question.answered_by = actor
        question.answered_at = question.answered_at or timezone.now()
        question.save(update_fields=["answer", "answered_by", "answered_at"])
        facts = {"question": str(question.pk)}
        log(instance=question.enrolment, action="enrolments.answer", user=actor, title=question.step_title, data=facts)
        notify(
            person=question.person,
            kind="question_answered",
            key=f"enrolments.answered:{question.pk}",
            title=lambda: _("Your question on “%(step)s” has an answer") % {"step": question.step_title},
            text=text,
            url=reverse("enrolments:lesson", args=[question.enrolment_id, question.step_key]) + "#questions",
        )
    return question


def _write(enrolment: Enrolment, step: StepView, text: str, person) -> LessonQuestion:
    question = LessonQuestion.objects.create(enrolment=enrolment, person=person, step_key=step.key, step_title=step.title, text=text)
    log(instance=enrolment, action="enrolments.ask", user=person, title=step.title, data={"question": str(question.pk)})
    cohort = enrolment.cohort
    teachers = {cohort.trainer, cohort.tutor} - {None} if cohort else set()
    for teacher in teachers:
        notify(
            person=teacher,
            kind="question_asked",
            key=f"enrolments.asked:{question.pk}:{teacher.pk}",
            title=lambda: _("%(person)s asks about “%(step)s”") % {"person": person, "step": step.title},
            text=text,
            url=reverse("enrolments:tutoring"),
            mail=False,
        )
    return question
