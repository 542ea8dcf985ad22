"""What the trainer's first screen asks: my drafts, what waits for whom, what was reported, what is not translated, what is scheduled."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, Revision, TaskState

from courses.catalogue.enums import ReportState, TranslationState
from courses.catalogue.models import ContentReport, HandbookPage, ModulePage, ProgrammePage, StepPage
from courses.catalogue.permissions import may_approve
from courses.catalogue.publishing import Saying
from courses.catalogue.querysets import originals
from courses.catalogue.signals import saying_asked
from courses.catalogue.translation import translation_states

SHOWN = 8  # rows of a list; the rest is behind its link


@dataclass(frozen=True)
class Waiting:
    """The pages of one module, or one page on its own, that wait for an approver."""

    title: str
    top_id: int
    pages: tuple[Page, ...]
    submitted_at: datetime
    submitted_by: str
    approver: str


@dataclass(frozen=True)
class Scheduled:
    page: Page
    at: datetime


@dataclass(frozen=True)
class Untranslated:
    page: Page
    state: str


def approvals_waiting_for(person, states: QuerySet[TaskState]) -> QuerySet[TaskState]:
    """Of these states of approval, those that `person` may decide. The list form of `permissions.can_approve`."""
    rows = dict(states.values_list("pk", "workflow_state__object_id"))
    tops = _tops(list(rows.values()))
    mine = [pk for pk, page_id in rows.items() if page_id in tops and may_approve(person, getattr(tops[page_id], "approver", None))]
    return TaskState.objects.filter(pk__in=mine)


def waiting_for_me(person) -> list[Waiting]:
    return _grouped(approvals_waiting_for(person, _waiting()))


def waiting_for_others(person) -> list[Waiting]:
    """What this person submitted and somebody else approves."""
    sent = _waiting().filter(workflow_state__requested_by=person)
    return _grouped(sent.exclude(pk__in=approvals_waiting_for(person, sent).values("pk")))


def drafts_of(person) -> list[Page]:
    """Pages with changes that nobody sees yet and this person wrote last, newest first; neither submitted nor scheduled."""
    submitted = [int(pk) for pk in _waiting().values_list("workflow_state__object_id", flat=True)]
    pages = Page.objects.filter(
        has_unpublished_changes=True, alias_of=None, latest_revision__user=person, latest_revision__approved_go_live_at=None
    )
    pages = pages.exclude(pk__in=submitted)
    return list(pages.order_by("-latest_revision_created_at").specific()[:SHOWN])


def scheduled() -> list[Scheduled]:
    """What is approved and goes live on a day to come, the next first: pages that nobody sees yet, and changes of pages that are live."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")[:SHOWN]
    pages = Page.objects.in_bulk([int(revision.object_id) for revision in waiting])
    rows = [(pages.get(int(revision.object_id)), revision.approved_go_live_at) for revision in waiting]
    return [Scheduled(page, at) for page, at in rows if page]


def open_reports() -> QuerySet[ContentReport]:
    return ContentReport.objects.filter(state=ReportState.OPEN).select_related("page", "person")


def not_yet_translated() -> tuple[list[Untranslated], int]:
    """Live originals that cannot be read in the other language, or whose translation is behind: the first few, and how many."""
    kinds = (ProgrammePage, ModulePage, HandbookPage, *StepPage.__subclasses__())
    pages = list(originals(Page.objects.live().type(*kinds)).order_by("path"))
    states = translation_states(pages)
    found = [Untranslated(page, states[page.pk]) for page in pages if states[page.pk] != TranslationState.TRANSLATED]
    return found[:SHOWN], len(found)


def waiting_in(page: Page) -> QuerySet[TaskState]:
    """What waits for approval in a module and its steps, or in one page; steps first, as they are to go live."""
    ids = [str(pk) for pk in Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)]
    return _waiting().filter(workflow_state__object_id__in=ids)


def sayings_of(page: Page, person, then: str) -> list[Saying]:
    """What other apps have to say of a draft on its way to approval ("submit") or in front of whoever approves it ("review")."""
    answers = (saying for _receiver, saying in saying_asked.send(sender=type(page), page=page, person=person, then=then))
    return [saying for saying in answers if saying]


def _waiting() -> QuerySet[TaskState]:
    return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("started_at")


def _tops(page_ids: list[str]) -> dict[str, Page]:
    """By page id, the module it is or belongs to; for other pages, the page itself."""
    pages = Page.objects.in_bulk({int(page_id) for page_id in page_ids})
    paths = {path for page in pages.values() for path in (page.path, page.path[: -Page.steplen])}
    modules = {module.path: module for module in ModulePage.objects.filter(path__in=paths).select_related("approver")}
    return {str(pk): modules.get(page.path) or modules.get(page.path[: -Page.steplen]) or page for pk, page in pages.items()}


def _grouped(states: QuerySet[TaskState]) -> list[Waiting]:
    states = list(states.select_related("workflow_state__requested_by"))
    tops = _tops([state.workflow_state.object_id for state in states])
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in states])
    groups: dict[int, list[TaskState]] = {}
    for state in states:
        if state.workflow_state.object_id in tops:
            groups.setdefault(tops[state.workflow_state.object_id].pk, []).append(state)
    return [_group(tops[group[0].workflow_state.object_id], group, pages) for group in groups.values()]


def _group(top: Page, states: list[TaskState], pages: dict[int, Page]) -> Waiting:
    sender = states[0].workflow_state.requested_by
    return Waiting(
        title=top.title,
        top_id=top.pk,
        pages=tuple(sorted((pages[int(state.workflow_state.object_id)] for state in states), key=lambda page: page.path)),
        submitted_at=states[0].started_at,
        submitted_by=str(sender) if sender else "",
        approver=str(getattr(top, "approver", None) or ""),
    )
