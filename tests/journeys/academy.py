"""The academy in which the journeys happen: one module of four steps that earns a certificate, and who teaches it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests import world

LESSON = [
    ("text", "<h3>Lo primero</h3><p>Junta 600 cuesta 45 € al mes y no tiene permanencia.</p>"),
    ("callout", {"tone": "remember", "title": "El precio, antes", "text": "<p>Di lo que cuesta antes de que lo pregunten.</p>"}),
    ("text", "<h3>Lo segundo</h3>" + "<p>La instalación es gratis si se pide en línea.</p>" * 12),
]
POINTS = ["Mi casco funciona", "Sé quién es mi tutor"]


@dataclass
class Academy:
    company: Any
    team: Any
    hr: Any
    trainer: Any
    supervisor: Any
    module: Any
    lesson: Any
    checklist: Any
    practice: Any
    quiz: Any
    programme: Any
    certification: Any

    def learner(self, language: str = "en"):
        """Somebody who starts today."""
        person = world.member("trainee", self.team, first_name="Nora", last_name="Vidal", language=language)
        return person, world.enrolment(person, self.programme, starts_on=timezone.localdate(), actor=self.hr)

    def address(self, enrolment, page) -> str:
        kind = "quiz" if page.pk == self.quiz.pk else "lesson"
        return f"/programme/{enrolment.pk}/{kind}/{page.translation_key}/"


def academy(*, language: str = "en", wait_hours: int = 0) -> Academy:
    """`language` is that of whoever works here; what is taught is written in Spanish."""
    from courses.catalogue.actions import set_up_authoring
    from lms.certificates.models import CertificateDesign, Certification

    set_up_authoring()
    world.evidence_kinds()
    product = world.competency("PRO")
    company = world.unit(name="Alborada")
    team = world.unit(kind="team", parent=company, name="Levante")
    module = world.module(title="Productos", competencies=[product])
    lesson = world.lesson(module, title="Fibra y móvil", body=LESSON)
    checklist = world.lesson(
        module, title="Antes de la primera llamada", completion="checklist", body=[("checklist", {"title": "Antes", "items": POINTS})]
    )
    practice = world.lesson(module, title="Escucha en sala", completion="trainer")
    questions = [
        world.question(),
        world.question(stem="¿Y la instalación?"),
        world.question(stem="¿Qué dices primero?", right="ab", kind="multiple"),
    ]
    quiz = world.quiz(module, title="Lo que cuesta", questions=questions, pass_percent=100, wait_hours=wait_hours)
    programme = world.programme([module], title="Formación inicial")
    design = CertificateDesign.objects.create(name="Alborada", issuer="Alborada")
    certification = Certification.objects.create(
        code="initial", name_es="Formación inicial", name_en="Initial training", validity_months=12, programme=programme, design=design
    )
    return Academy(
        company=company,
        team=team,
        hr=world.member("hr", company, first_name="Elena", last_name="Ruiz", language=language),
        trainer=world.member("trainer", company, first_name="Marta", last_name="Soler", language=language),
        supervisor=world.member("supervisor", company, first_name="Iker", last_name="Zabala", language=language),
        module=module,
        lesson=lesson,
        checklist=checklist,
        practice=practice,
        quiz=quiz,
        programme=programme,
        certification=certification,
    )
