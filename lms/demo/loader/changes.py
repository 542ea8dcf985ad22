"""What changed in lessons that people had done: one change to read again, and one that nobody has said a word of."""

from courses.catalogue.models import LessonPage
from courses.changes.actions import Said, read_to_the_end, say_of_draft
from courses.changes.models import Change, ReadAgain
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import date_notifications, forget_mails, last_job
from lms.jobs.actions import run
from lms.jobs.models import Job

ASKED, UNSAID = "M02-L01", "M02-L04"
BLOCK = "7f0c1a52-3f0e-4d0b-9a35-2f6a6d1c8e01"
LAW = {
    "es": (
        "Quien pide hablar con alguien que supervise",
        "<p>Si una persona no queda satisfecha y pide a quien supervisa, pásala en la misma llamada. Si no puede ser en 3 minutos, "
        "se le llama el mismo día laborable (Ley 10/2025, artículo 8.3).</p>",
    ),
    "en": (
        "When somebody asks for a supervisor",
        "<p>If somebody is not satisfied and asks for a supervisor, put them through in the same call. If it cannot be within 3 minutes, "
        "they are rung back the same working day (Ley 10/2025, article 8.3).</p>",
    ),
}
WHY = {
    "reason_es": "La ley da derecho a hablar con quien supervisa, y en escuchas de esta semana no siempre se ofreció.",
    "reason_en": "The law gives a right to speak to a supervisor, and in this week's calls it was not always offered.",
}
MORE = {
    "es": "Con dos minutos y la persona de al lado basta para practicarlo.",
    "en": "Two minutes with whoever sits beside you are enough to practise it.",
}
READ_ALREADY = 2  # of every three


def are_there() -> bool:
    return Change.objects.asking().exists()


def load() -> None:
    since = last_job()
    for noted in Change.objects.unsaid():
        noted.delete()  # Steps that the parts before this one planted in modules that people are at: they have always been there.
    change = _ask()
    for job in Job.objects.filter(key=f"changes.ask:{change.pk}"):
        run(job_id=job.pk)
    moment = at(working_days_ago(1), "09:15")
    Change.objects.filter(pk=change.pk).update(live_at=moment, said_at=moment, created_at=moment)
    date_notifications(moment, key=f"changes.read_again:{change.pk}:")
    waiting = {person(name).pk for name in ("sofia.medina", "irene.salas")}
    for number, task in enumerate(ReadAgain.objects.filter(change=change).exclude(person__in=waiting).order_by("pk")):
        if number % 3 < READ_ALREADY:
            read_to_the_end(task=task)
    _publish_without_a_word()
    forget_mails(since)


def _ask() -> Change:
    page, other = _pages(ASKED)
    page.body.append(("callout", _law(page, "es"), BLOCK))
    revision = page.save_revision()
    change = say_of_draft(page=page, revision=revision, said=Said("read", [BLOCK], **WHY), actor=person("carmen.ibarra"))
    revision.publish()
    other.body.append(("callout", _law(other, "en"), BLOCK))
    other.save_revision().publish()
    change.refresh_from_db()
    return change


def _publish_without_a_word() -> None:
    for page, language in zip(_pages(UNSAID), ("es", "en"), strict=True):
        page.intro = f"{page.intro} {MORE[language]}"
        page.save_revision().publish()


def _law(page: LessonPage, language: str):
    title, text = LAW[language]
    return page.body.stream_block.child_blocks["callout"].to_python({"tone": "law", "title": title, "text": text})


def _pages(code: str) -> tuple[LessonPage, LessonPage]:
    return tuple(LessonPage.objects.get(code=code, locale__language_code=language) for language in ("es", "en"))
