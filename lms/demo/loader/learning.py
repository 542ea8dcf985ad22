"""The people in training: a cohort on its third day, and who finished the month before."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.dates import MONTHS

from courses.catalogue.queries.kept import one_catalogue
from courses.enrolments.actions import answer, ask, assign
from courses.enrolments.models import Assignment, Cohort, Enrolment, LessonQuestion
from lms.demo.content import modules
from lms.demo.loader.catalogue import programme
from lms.demo.loader.days import PROGRAMME_DAYS, at, cohort_start, day_of, finished_start
from lms.demo.loader.people import person, unit
from lms.demo.loader.told import date_notifications, follow_up, forget_mails, last_job, told_of_certificate
from lms.demo.loader.walking import Walk

TRAINER, TUTOR = "carmen.ibarra", "lucia.ferran"
REASONS = {
    "es": "Empiezas en Marenta Posventa: son tus diez días de sala antes de atender a nadie.",
    "en": "You are starting on Marenta after-sales: these are your ten days in the classroom before you take a contact.",
}


def is_there() -> bool:
    return Cohort.objects.exists()


def load() -> None:
    since = last_job()
    with one_catalogue():
        now_there = _cohort(cohort_start(), "Sala 2", "academia", TRAINER, TUTOR)
        before = _cohort(finished_start(), "Sala 1", "nesting", "owen.price", "claire.donnelly")
        _priya(before)
        sofia = _sofia(now_there)
        _ibrahim(now_there)
        _grace(now_there)
        _questions(sofia)
    follow_up(since)
    _date(now_there)
    _date(before)
    forget_mails(since)


def _cohort(starts_on: date, room: str, team: str, trainer: str, tutor: str) -> Cohort:
    return Cohort.objects.create(
        name=f"{str(MONTHS[starts_on.month]).capitalize()} {starts_on.year}",
        programme=programme(),
        starts_on=starts_on,
        unit=unit(team),
        room=room,
        trainer=person(trainer),
        tutor=person(tutor),
    )


def _walk(username: str, cohort: Cohort) -> Walk:
    """Enrols a person with their cohort, and goes with them."""
    who = person(username)
    assignment = assign(
        programme=programme(),
        person=who,
        starts_on=cohort.starts_on,
        due_days=PROGRAMME_DAYS,
        reason=REASONS[who.language],
        actor=person("elena.vidal"),
        cohort=cohort,
    )
    Assignment.objects.filter(pk=assignment.pk).update(created_at=at(cohort.starts_on - timedelta(days=5), "10:30"))
    return Walk(Enrolment.objects.select_related("person").get(assignment=assignment), cohort.trainer)


def _priya(cohort: Cohort) -> None:
    walk = _walk("priya.nair", cohort)
    for row in modules():
        walk.finished(row["code"])


def _sofia(cohort: Cohort) -> Walk:
    """Two days done, the first quiz at the second go, and the third day half way."""
    walk = _walk("sofia.medina", cohort)
    walk.module("M01", not_yet=True)
    walk.module("M02")
    walk.module("M03", steps=4)
    walk.begin("M03", 5, "12:40")
    return walk


def _ibrahim(cohort: Cohort) -> None:
    """A day behind: the second day's quiz was not yet passed, and the third day waits for it."""
    walk = _walk("ibrahim.toure", cohort)
    walk.finished("M01")
    walk.up_to_quiz("M02", wrong=2)


def _grace(cohort: Cohort) -> None:
    walk = _walk("grace.bennett", cohort)
    walk.finished("M01")
    walk.finished("M02")


def _questions(walk: Walk) -> None:
    second, third = (day_of(walk.enrolment.starts_on, number) for number in (2, 3))
    asked = _ask(
        walk,
        walk.key_of("M02", 3),
        "Si el cliente empieza a contarlo todo otra vez, ¿le corto o espero a que acabe?",
        at(second, "11:20"),
    )
    answer(
        question=asked,
        text="Espera una pausa suya y resume tú: «Entonces, si le he entendido bien…». Así no le cortas y nota que ya lo tienes.",
        actor=person(TRAINER),
    )
    LessonQuestion.objects.filter(pk=asked.pk).update(answered_at=at(second, "12:05"))
    date_notifications(at(second, "12:05"), key=f"enrolments.answered:{asked.pk}")
    _ask(
        walk,
        walk.key_of("M03", 3),
        "¿Qué le digo a quien quiere quitar la tele de la Junta 600 si al final apenas ahorra un euro?",
        at(third, "10:50"),
    )


def _ask(walk: Walk, step_key: UUID, text: str, moment) -> LessonQuestion:
    with translation.override(walk.person.language):
        question = ask(enrolment=walk.enrolment, step_key=step_key, text=text, person=walk.person)
    LessonQuestion.objects.filter(pk=question.pk).update(asked_at=moment)
    date_notifications(moment, key=f"enrolments.asked:{question.pk}")
    return question


def _date(cohort: Cohort) -> None:
    """Dates what the cohort was told, and gives each certificate its word."""
    for enrolment in cohort.enrolments.all():
        date_notifications(at(cohort.starts_on - timedelta(days=5), "10:30"), key=f"enrolments.enrolled:{enrolment.pk}", read=True)
        for certificate in enrolment.certificates.select_related("person"):
            told_of_certificate(certificate)
