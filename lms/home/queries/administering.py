"""HR's day and the administrator's: what runs, who is late, what expires, who has not come in, which work failed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate
from lms.home.queries.leading import Expiring, expiring
from lms.home.queries.learning import unread
from lms.home.today import day_in_words
from lms.jobs.models import Job
from lms.language.bilingual import active_language
from lms.notifications.models import Notification
from lms.people.models import Invitation

MOST = 8


@dataclass(frozen=True)
class Running:
    """A programme or module with people in it now."""

    title: str
    pk: int
    people: int
    late: int
    since: date
    until: date | None


@dataclass(frozen=True)
class Late:
    enrolment: Enrolment
    why: str


@dataclass(frozen=True)
class PeopleToday:
    lede: str
    running: tuple[Running, ...]
    late: tuple[Late, ...]
    expiring: tuple[Expiring, ...]
    invitations: tuple[Invitation, ...]
    news: tuple[Notification, ...]
    jobs: tuple[Job, ...] = ()


def people_today(person, now: datetime) -> PeopleToday:
    """Seven queries, however many people there are."""
    return _screen(person, now, news=unread(person))


def running_today(person, now: datetime) -> PeopleToday:
    """What HR sees, and the work that failed and waits for somebody."""
    return _screen(person, now, news=unread(person), jobs=tuple(Job.objects.failed().order_by("-id")[:MOST]))


def _screen(person, now: datetime, **more) -> PeopleToday:
    today = timezone.localdate(now)
    enrolments = Enrolment.objects.visible_to(person)
    running = _running(enrolments.active(), today)
    return PeopleToday(
        lede=_lede(running),
        running=running,
        late=_late(enrolments, today),
        expiring=expiring(Certificate.objects.visible_to(person), today),
        invitations=tuple(Invitation.objects.visible_to(person).open().select_related("unit").order_by("expires_at")[:MOST]),
        **more,
    )


def _running(enrolments, today: date) -> tuple[Running, ...]:
    """By title; one query for the numbers and one for the titles in the reader's language."""
    late = Count("pk", filter=Q(due_on__lt=today))
    rows = list(
        enrolments.order_by()
        .values("programme_id", "module_id")
        .annotate(people=Count("pk"), late=late, since=Min("starts_on"), until=Max("due_on"))
    )
    titles = _titles([row["programme_id"] or row["module_id"] for row in rows])
    found = [_row(row, titles) for row in rows]
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


def _row(row: dict, titles: dict[int, str]) -> Running:
    pk = row["programme_id"] or row["module_id"]
    return Running(titles.get(pk, ""), pk, row["people"], row["late"], row["since"], row["until"])


def _titles(ids: list[int]) -> dict[int, str]:
    """Titles by the original's id: the reader's language where that is live."""
    originals = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = Page.objects.filter(translation_key__in=originals).values_list("pk", "translation_key", "title", "locale__language_code", "live")
    rows = list(rows)
    spoken = {key: title for _pk, key, title, code, live in rows if live and code == active_language()}
    return {pk: spoken.get(key, title) for pk, key, title, _code, _live in rows}


def _late(enrolments, today: date) -> tuple[Late, ...]:
    rows = enrolments.overdue(today).select_related("person", "programme", "module").by_surname()[:MOST]
    return tuple(Late(row, _("Was due %(day)s") % {"day": day_in_words(row.due_on, today)}) for row in rows)


def _lede(running: tuple[Running, ...]) -> str:
    people = sum(one.people for one in running)
    late = sum(one.late for one in running)
    if not people:
        return _("Nobody is in training today.")
    words = ngettext("%(number)d enrolment is in progress", "%(number)d enrolments are in progress", people) % {"number": people}
    if not late:
        return _("%(running)s, all of them within their dates.") % {"running": words}
    return ngettext("%(running)s; %(late)d is past its date.", "%(running)s; %(late)d are past their date.", late) % {
        "running": words,
        "late": late,
    }
