"""How often a page asks the database, in whole requests with a real session: a number that does not grow with the content."""

import json
from datetime import date, time, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import world

A_PAGE = 12
AN_ANSWER = 4
FEW, MANY = 1, 3


class Learner:
    """Somebody with `size` of everything: programmes, modules, steps, questions asked, attempts, certificates, notices."""

    def __init__(self, size: int):
        from assessments.quizzes.actions import start_attempt, submit_attempt
        from courses.enrolments.actions import ask, complete_step
        from lms.certificates.actions import issue_certificate
        from lms.notifications.actions import notify

        world.evidence_kinds()
        self.person = world.member("trainee")
        codes = [f"C{number}" for number in range(size)]
        modules = [self._module(size, code) for code in codes]
        programmes = [world.programme(modules, title=f"Formación {number}", least_attendance=90) for number in range(size)]
        self.enrolments = [world.enrolment(self.person, programme) for programme in programmes]
        self.enrolment = self.enrolments[0]
        self._attend(size)
        self.lesson, self.quiz, self.open_quiz = self._steps(modules[0])
        for number in range(size):
            ask(enrolment=self.enrolment, step_key=self.lesson.translation_key, text=f"¿Y si {number}?", person=self.person)
            notify(person=self.person, kind="test", key=f"queries.{number}", title=f"Aviso {number}")
            issue_certificate(certification=self._certification(number, programmes[number]), person=self.person)
        complete_step(enrolment=self.enrolment, step_key=self.lesson.translation_key, actor=self.person)
        for _number in range(size):
            started = start_attempt(enrolment=self.enrolment, step_key=self.quiz.translation_key, person=self.person)
            self.submitted = submit_attempt(attempt=started)
        self.open = start_attempt(enrolment=self.enrolment, step_key=self.open_quiz.translation_key, person=self.person)
        self.client = Client()
        self.client.force_login(self.person)

    def _attend(self, size: int) -> None:
        from courses.attendance.actions import Entry, take_register
        from courses.attendance.models import ClassSession
        from courses.enrolments.models import Cohort

        trainer, today = world.member("trainer"), timezone.localdate()
        cohort = Cohort.objects.create(name="Noviembre", programme=self.enrolment.programme, starts_on=date(2026, 11, 9), trainer=trainer)
        self.enrolment.cohort = cohort
        self.enrolment.save(update_fields=["cohort"])
        hours = {"cohort": cohort, "starts_at": time(9), "ends_at": time(13)}
        for number in range(1, size + 1):
            ClassSession.objects.create(on=today + timedelta(days=number), **hours)
            held = ClassSession.objects.create(on=today - timedelta(days=number), **hours)
            take_register(session=held, entries=[Entry(self.enrolment.pk, "present")], revision=0, actor=trainer, sign=True)

    def _module(self, size: int, code: str):
        module = world.module(title=f"Módulo {code}", competencies=[world.competency(code)])
        body = [("text", "<p>Uno.</p>")] * size
        for number in range(size):
            world.lesson(module, title=f"Lección {number}", body=body)
        for title in ("Cuestionario", "Examen"):
            world.quiz(module, title=title, questions=[world.question(code=code) for _number in range(size)], max_attempts=0)
        return module

    def _steps(self, module):
        steps = [page.specific for page in module.get_children()]
        return steps[0], steps[-2], steps[-1]

    def _certification(self, number: int, programme):
        from lms.certificates.models import CertificateDesign, Certification

        design = CertificateDesign.objects.create(name=f"Diseño {number}", issuer="Alborada")
        return Certification.objects.create(
            code=f"c-{number}-{Certification.objects.count()}", name_es=f"Certificado {number}", design=design, programme=programme
        )

    def asked(self, address: str) -> list[str]:
        """The queries of the second request: caches are warm, the session is there."""
        for _time in range(2):
            with CaptureQueriesContext(connection) as caught:
                response = self.client.get(address)
            assert response.status_code == 200
        return [query["sql"] for query in caught.captured_queries]


SCREENS = {
    "today": lambda one: reverse("home:today"),
    "programmes": lambda one: reverse("enrolments:programmes"),
    "programme": lambda one: reverse("enrolments:programme", args=[one.enrolment.pk]),
    "lesson": lambda one: reverse("enrolments:lesson", args=[one.enrolment.pk, one.lesson.translation_key]),
    "quiz": lambda one: reverse("quizzes:brief", args=[one.enrolment.pk, one.quiz.translation_key]),
    "question": lambda one: reverse("quizzes:attempt", args=[one.open.pk, 1]),
    "review": lambda one: reverse("quizzes:review", args=[one.open.pk]),
    "result": lambda one: reverse("quizzes:result", args=[one.submitted.pk]),
    "certificates": lambda one: reverse("certificates:mine"),
    "handbook": lambda one: reverse("catalogue:handbook"),
    "attendance": lambda one: reverse("attendance:person", args=[one.enrolment.pk]),
    "notices": lambda one: reverse("notifications:list"),
    "search": lambda one: reverse("home:search") + "?q=leccion",
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_asks_little_and_no_more_when_there_is_more(db, screen):
    asked = {}
    for size in (FEW, MANY):
        one = Learner(size)
        asked[size] = one.asked(SCREENS[screen](one))
        for cache in caches.all():
            cache.clear()
    few, many = (len(asked[size]) for size in (FEW, MANY))
    assert few == many, "\n".join(sql[:200] for sql in asked[MANY])
    assert many <= A_PAGE, "\n".join(sql[:200] for sql in asked[MANY])


@pytest.mark.parametrize("size", [FEW, MANY])
def test_saving_an_answer_asks_four_times(db, size):
    one = Learner(size)
    address = reverse("quizzes:answer", args=[one.open.pk, 1])
    for counter in (1, 2):
        sent = json.dumps({"answer": [str(counter)], "counter": counter})
        with CaptureQueriesContext(connection) as caught:
            response = one.client.post(address, sent, content_type="application/json")
        assert response.status_code == 200
    statements = [
        query["sql"] for query in caught.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(statements) <= AN_ANSWER, "\n".join(sql[:200] for sql in statements)


def test_keeping_the_place_in_a_lesson_does_not_grow(db):
    asked = []
    for size in (FEW, MANY):
        one = Learner(size)
        address = reverse("enrolments:place", args=[one.enrolment.pk, one.lesson.translation_key])
        for _time in range(2):
            with CaptureQueriesContext(connection) as caught:
                assert one.client.post(address, {"block_id": "", "seconds": 3}).status_code == 200
        asked.append(len(caught))
        for cache in caches.all():
            cache.clear()
    assert asked[0] == asked[1]
