"""The trainer's day: who is late and why, where everyone is, what waits for an answer, which pages need a hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.attendance.queries import ToKeep, classes_to_keep
from courses.catalogue.enums import ReportState
from courses.catalogue.queries import one_catalogue
from courses.changes.models import Change
from courses.enrolments.models import Cohort, Enrolment, LessonQuestion
from courses.enrolments.queries import Whereabouts, questions_for, whereabouts
from courses.enrolments.wording import wait_words
from lms.home.queries.approving import Approval, approvals_of
from lms.home.queries.learning import unread
from lms.home.today import day_in_words, short_day
from lms.notifications.models import Notification

MOST_PEOPLE = 120
MOST_PAGES = 6
MOST_WAITING = 20


@dataclass(frozen=True)
class Waiting:
    """The oldest question without an answer, how long it has waited, and how many wait."""

    question: LessonQuestion
    since: str
    count: str


@dataclass(frozen=True)
class PageToMend:
    title: str
    pk: int
    reports: int
    is_draft: bool
    changed: str
    unsaid: int | None = None  # the last change of it that was published without a word


@dataclass(frozen=True)
class Class:
    cohort: Cohort
    starts: str
    people: tuple[Whereabouts, ...]  # who is up to date: the late ones have their own list
    late: int


@dataclass(frozen=True)
class TeachingToday:
    lede: str
    registers: tuple[ToKeep, ...]
    late: tuple[Whereabouts, ...]
    classes: tuple[Class, ...]
    waiting: Waiting | None
    pages: tuple[PageToMend, ...]
    upcoming: tuple[Class, ...]
    news: tuple[Notification, ...]


@dataclass(frozen=True)
class QualityToday:
    pages: tuple[PageToMend, ...]
    approvals: tuple[Approval, ...]
    news: tuple[Notification, ...]


@one_catalogue()
def teaching_today(person, now: datetime) -> TeachingToday:
    """Ten queries, however many people there are."""
    today = timezone.localdate(now)
    cohorts = list(Cohort.objects.filter(Q(trainer=person) | Q(tutor=person)).select_related("trainer", "tutor")[:30])
    people = people_in(Enrolment.objects.visible_to(person).active().filter(cohort__in=cohorts), now)
    late = tuple(one for one in people if one.late)
    waiting = waiting_for(person, now)
    started = [cohort for cohort in cohorts if cohort.starts_on <= today]
    upcoming = sorted((cohort for cohort in cohorts if cohort.starts_on > today), key=lambda cohort: cohort.starts_on)
    return TeachingToday(
        lede=_lede(len(people), len(late), waiting),
        registers=tuple(classes_to_keep(person, now)),
        late=late,
        classes=tuple(one for one in _classes(started, people, today) if one.people or one.late),
        waiting=waiting,
        pages=pages_to_mend(today),
        upcoming=tuple(_classes(upcoming, people, today)),
        news=unread(person),
    )


def quality_today(person, now: datetime) -> QualityToday:
    return QualityToday(pages=pages_to_mend(timezone.localdate(now)), approvals=approvals_of(person), news=unread(person))


def people_in(enrolments, now: datetime) -> list[Whereabouts]:
    """Where each person is, by surname: a fixed number of queries."""
    rows = enrolments.select_related("person", "programme", "module", "cohort").by_surname()[:MOST_PEOPLE]
    with one_catalogue():
        return whereabouts(rows, now=now)


def waiting_for(person, now: datetime) -> Waiting | None:
    """The questions of the people whom this person may answer, their own cohorts' and the others'."""
    rows = list(questions_for(person)[: MOST_WAITING + 1])
    if not rows:
        return None
    if len(rows) > MOST_WAITING:
        count = _("More than %(number)d questions wait") % {"number": MOST_WAITING}
    else:
        count = ngettext("%(number)d question waits", "%(number)d questions wait", len(rows)) % {"number": len(rows)}
    return Waiting(rows[0], wait_words(now - rows[0].asked_at), count)


def pages_to_mend(today: date) -> tuple[PageToMend, ...]:
    """Pages with an error reported first, then those published without saying what changed, then drafts. The catalogue is one for
    everybody, so there is no branch to look at. One query."""
    unsaid = Subquery(Change.objects.unsaid().filter(page=OuterRef("pk")).order_by("-pk").values("pk")[:1])
    reports = Count("content_reports", filter=Q(content_reports__state=ReportState.OPEN))
    rows = (
        Page.objects.filter(depth__gt=2)
        .annotate(reports=reports, unsaid=unsaid)
        .filter(Q(reports__gt=0) | Q(unsaid__gt=0) | Q(has_unpublished_changes=True) | Q(live=False, alias_of=None))
        .order_by("-reports", F("unsaid").desc(nulls_last=True), "-latest_revision_created_at")[:MOST_PAGES]
    )
    return tuple(_page(row, today) for row in rows)


def _page(page: Page, today: date) -> PageToMend:
    saved = page.latest_revision_created_at
    changed = short_day(timezone.localdate(saved)) if saved else ""
    is_draft = page.has_unpublished_changes or not page.live
    return PageToMend(page.draft_title or page.title, page.pk, page.reports, is_draft, changed, page.unsaid)


def _classes(cohorts: Iterable[Cohort], people: Iterable[Whereabouts], today: date) -> list[Class]:
    by_cohort: dict[int, list[Whereabouts]] = {}
    for one in people:
        by_cohort.setdefault(one.enrolment.cohort_id, []).append(one)
    return [_class(cohort, by_cohort.get(cohort.pk, []), today) for cohort in cohorts]


def _class(cohort: Cohort, people: list[Whereabouts], today: date) -> Class:
    on_time = tuple(one for one in people if not one.late)
    return Class(cohort, day_in_words(cohort.starts_on, today), on_time, len(people) - len(on_time))


def _lede(people: int, late: int, waiting: Waiting | None) -> str:
    if not people:
        return _("Nobody is in training with you today.")
    sentences = [
        ngettext("%(number)d person is in training with you.", "%(number)d people are in training with you.", people) % {"number": people}
    ]
    if late:
        sentences.append(ngettext("%(number)d of them needs a hand.", "%(number)d of them need a hand.", late) % {"number": late})
    else:
        sentences.append(_("Everybody is up to date."))
    return " ".join(sentences)
