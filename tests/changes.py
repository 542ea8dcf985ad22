"""Pages that people have done and that change afterwards."""

from dataclasses import dataclass

from django.utils import timezone

from courses.changes.actions import Said, say_of_draft
from courses.changes.models import Change
from courses.enrolments.actions import complete_step
from lms.jobs.actions import run
from lms.jobs.models import Job
from tests import world

PRICE, NOTICE, LAW = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002", "11111111-0000-4000-8000-000000000003"
BODY = {
    PRICE: "<p>Junta 600 cuesta 45 € al mes.</p>",
    NOTICE: "<p>El preaviso para darse de baja es de 30 días.</p>",
    LAW: "<p>La ley obliga a decir el precio antes de contratar.</p>",
}
WHY = {"reason_es": "El preaviso es de 15 días por ley.", "reason_en": "The notice period is 15 days now, by law."}


def blocks(texts: dict[str, str]) -> list[dict]:
    return [{"type": "text", "value": text, "id": key} for key, text in texts.items()]


@dataclass
class Taught:
    """A live lesson of three blocks, in a module, and whoever has done it."""

    lesson: object
    people: list
    enrolments: list

    @property
    def module(self):
        return self.lesson.get_parent().specific

    def draft(self, **texts):
        """A draft with these texts in the place of the ones that stand there; None takes a block out. By the names above."""
        page = type(self.lesson).objects.get(pk=self.lesson.pk)
        page = page.get_latest_revision_as_object()
        now = {block.id: str(block.value.source) for block in page.body} | {globals()[name]: text for name, text in texts.items()}
        page.body = page.body.stream_block.to_python(blocks({key: text for key, text in now.items() if text is not None}))
        return page.save_revision()

    def publish(self, **texts):
        """Publishes without a word."""
        self.draft(**texts).publish()

    def announce(self, actor, *, kind="read", only=(NOTICE,), why=WHY, then=True, **texts) -> Change:
        """Publishes with a word; `then` asks whom it asks."""
        said = {name: texts.pop(name) for name in ("certifications", "unit", "on", "due_days") if name in texts}
        revision = self.draft(**texts)
        page = type(self.lesson).objects.get(pk=self.lesson.pk)
        change = say_of_draft(page=page, revision=revision, said=Said(kind=kind, blocks=only, **why, **said), actor=actor)
        revision.publish()
        change.refresh_from_db()
        if then:
            ask(change)
        return change


def ask(change: Change) -> None:
    for job in Job.objects.filter(key=f"changes.ask:{change.pk}"):
        run(job_id=job.pk)


def taught(*people, in_unit=None, number: int = 1) -> Taught:
    """`number` trainees (or these people) have done the lesson, each in an enrolment of their own on its module."""
    module = world.module()
    lesson = world.lesson(module, title="Bajas", body=world_body())
    people = list(people) or [world.member("agent", in_unit) for _number in range(number)]
    enrolments = [world.enrolment(who, in_module=module) for who in people]
    for enrolment in enrolments:
        complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person, now=timezone.now())
    lesson.refresh_from_db()
    return Taught(lesson, people, enrolments)


def world_body():
    from courses.catalogue.models import LessonPage

    return LessonPage.body.field.stream_block.to_python(blocks(BODY))
