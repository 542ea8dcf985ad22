"""Work that waits for somebody: a refresher without its translation, drafts to approve, errors reported, invitations sent."""

from datetime import timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

from courses.catalogue.actions import report_error, submit_module
from courses.catalogue.enums import Completion, LessonType, ModuleKind
from courses.catalogue.models import ContentReport, HandbookPage, LessonPage, ModulePage
from courses.enrolments.actions import assign
from lms.competencies.models import Competency
from lms.demo.content import LANGUAGES, lesson_texts, read
from lms.demo.loader.bodies import body
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.handbook import home
from lms.demo.loader.people import person, unit
from lms.demo.loader.planting import Planting
from lms.demo.loader.references import check_block
from lms.demo.loader.told import date_notifications, follow_up, forget_mails, last_job
from lms.people.actions import invite
from lms.people.enums import Role
from lms.people.models import Invitation

LIVE_REFRESHER, WAITING_REFRESHER = "R01", "R12"
WHY_REFRESHER = "El martes hubo una avería masiva y en cuatro llamadas no se explicó la devolución. Son ocho minutos, dentro del turno."
REPORTS = (
    ("sofia.medina", "M02-L03", 2, "En la segunda frase de «Evita» sobra una coma: «pues, no lo sé».", 1),
    ("irene.salas", "PROC-HOLD", 1, "Aquí dice dos minutos y en la pantalla de Cruce salta el aviso a los 90 segundos. ¿Cuál vale?", 3),
)


def is_there() -> bool:
    return ContentReport.objects.exists()


def load() -> None:
    since = last_job()
    refresher = _live_refresher()
    assign(
        module=refresher,
        unit=unit("ES-1"),
        starts_on=working_days_ago(1),
        due_days=5,
        reason=WHY_REFRESHER,
        actor=person("carmen.ibarra"),
        roles=[Role.AGENT],
    )
    follow_up(since)
    for enrolment in refresher.enrolments.all():
        date_notifications(at(working_days_ago(1), "09:40"), key=f"enrolments.enrolled:{enrolment.pk}")
    _waiting_refresher()
    for report in REPORTS:
        _report(*report)
    _invitation("marina.soler@example.com", "Marina", "Soler", "es", "academia", "carmen.ibarra", sent_days_ago=9)
    forget_mails(since)  # The last invitation is today's: its mail goes out, and its link can be tried.
    _invitation("tom.hargreaves@example.com", "Tom", "Hargreaves", "en", "academia", "owen.price", sent_days_ago=0)


def _live_refresher() -> ModulePage:
    """Live in Spanish, and not yet translated."""
    author = person("carmen.ibarra")
    module, lesson = pages_of(LIVE_REFRESHER, "es", approver="marta.oliver")
    planting = Planting(actor=author, written_at=at(working_days_ago(2), "15:20"))
    planting.add(module, under=home("es"))
    planting.add(lesson, under=module)
    planting.plant()
    return module


def _waiting_refresher() -> None:
    """Written by Owen in English, and sent to whoever approves it."""
    author = person("owen.price")
    module, lesson = pages_of(WAITING_REFRESHER, "en", approver="james.whitlock")
    for page, parent in ((module, home("en")), (lesson, module)):
        page.live, page.owner, page.locale = False, author, parent.locale
        parent.add_child(instance=page)
        page.save_revision(user=author, log_action=True)
    submit_module(module=ModulePage.objects.get(pk=module.pk), actor=author)


def pages_of(code: str, language: str, approver: str) -> tuple[ModulePage, LessonPage]:
    """A refresher of the catalogue as a module with one lesson."""
    row = next(row for row in read("refreshers")["refreshers"] if row["code"] == code)
    module = ModulePage(
        title=row["title"][language],
        slug=slugify(code),
        code=code,
        kind=ModuleKind.REFRESHER,
        outcome=row["why"][language],
        approver=person(approver),
    )
    lesson = LessonPage(
        title=row["title"][language],
        slug=slugify(f"{code}-L01"),
        code=f"{code}-L01",
        lesson_type=LessonType.ONLINE,
        minutes=row["minutes"],
        reading_minutes=row["minutes"],
        completion=Completion.READ,
        intro=row["why"][language],
        body=body(f"{code}-L01", _blocks(row), language, {}),
    )
    module.competencies = lesson.competencies = list(Competency.objects.filter(code__in=row["competencies"]))
    return module, lesson


def _blocks(row: dict) -> list[dict]:
    cards = {language: _list(row["cards"][language]) for language in LANGUAGES}
    return [{"type": "text", "html": cards}, *(check_block(question) for question in row["questions"] if question["type"] == "single")]


def _report(username: str, code: str, block: int, text: str, days_ago: int) -> None:
    model = LessonPage if code in lesson_texts() else HandbookPage
    page = model.objects.get(code=code, locale__language_code="es")
    report = report_error(page=page, person=person(username), text=text, block_id=page.body[block - 1].id)
    ContentReport.objects.filter(pk=report.pk).update(reported_at=at(working_days_ago(days_ago), "11:40"))


def _invitation(email: str, first_name: str, last_name: str, language: str, team: str, by: str, *, sent_days_ago: int) -> None:
    invitation = invite(
        email=email, unit=unit(team), role=Role.TRAINEE, actor=person(by), first_name=first_name, last_name=last_name, language=language
    )
    earlier = timedelta(days=sent_days_ago)
    Invitation.objects.filter(pk=invitation.pk).update(created_at=timezone.now() - earlier, expires_at=invitation.expires_at - earlier)


def _list(lines: list[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
