"""What is taught."""

from datetime import date
from functools import cached_property

from tests import world

CHECKLIST = ("checklist", {"title": "Antes de llamar", "items": [{"text": "Casco"}, {"text": "Agua"}]})


class Taught:
    """What is taught."""

    @cached_property
    def module(self):
        return world.module(title="Productos")

    @cached_property
    def lesson(self):
        return world.lesson(self.module, title="Fibra")

    @cached_property
    def checklist(self):
        return world.lesson(self.module, title="Antes de llamar", completion="checklist", body=[CHECKLIST])

    @cached_property
    def practice(self):
        return world.lesson(self.module, title="Escucha en sala", completion="trainer")

    @cached_property
    def quiz(self):
        return world.quiz(self.module, title="Lo que cuesta", questions=[world.question(), world.question(stem="¿Y la fibra?")])

    @cached_property
    def exam(self):
        return world.quiz(self.module, title="El examen", questions=[world.question(stem="¿Qué dice la ley?")], max_attempts=1)

    @cached_property
    def programme(self):
        steps = (self.lesson, self.checklist, self.practice, self.quiz, self.exam)
        return world.programme([steps[0].get_parent().specific])

    @cached_property
    def handbook_page(self):
        from courses.catalogue.models import HandbookPage

        page = HandbookPage(title="Cambio de titular", slug="cambio-de-titular", summary="Quién puede pedirlo", locale=world.locale())
        world.home().add_child(instance=page)
        page.save_revision().publish()
        return page

    @cached_property
    def draft_lesson(self):
        """Written, never published."""
        page = world.lesson(self.module, title="Tarifas de enero")
        page.unpublish()
        return page

    @cached_property
    def content_report(self):
        from courses.catalogue.actions import report_error

        return report_error(page=self.lesson, person=self.people["owner"], text="Falta una coma")

    @cached_property
    def holiday(self):
        from courses.enrolments.models import Holiday

        return Holiday.objects.create(unit=self.company, on=date(2026, 12, 8), name="Inmaculada")

    @cached_property
    def import_run(self):
        from assessments.exchange.actions import begin_import, look_over

        run = begin_import(data="¿Cuánto? {=45 ~39}".encode(), name="una.gift", actor=self.people["trainer"])
        look_over(run=run)
        return run
