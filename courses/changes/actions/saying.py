"""Saying what a change asks: with the draft, so that it goes live with it, or afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from courses.changes.actions.asking import begin_asking
from courses.changes.diffing import Changed
from courses.changes.enums import Kind, State
from courses.changes.exceptions import AlreadySaid, NoCertification, NothingChanged, NothingChosen, NotInForce, ReasonMissing
from courses.changes.models import Change
from courses.changes.queries import certifications_with, changed_since_announced, published_before
from lms.certificates.models import Certification
from lms.people.models import Unit


@dataclass(frozen=True)
class Said:
    """What an author says of a change: `blocks` are the ids to read again, `unit` and `on` announce a change of a product with it."""

    kind: str
    blocks: Sequence[str] = ()
    reason_es: str = ""
    reason_en: str = ""
    due_days: int = 5
    certifications: Sequence[Certification] = ()
    unit: Unit | None = None
    on: date | None = None


def say_of_draft(*, page: Page, revision: Revision, said: Said, actor) -> Change:
    """Keeps what is said of a draft until it goes live. Said again, the last word counts. Raises NothingChanged and what `said` lacks."""
    with transaction.atomic():
        live = Page.objects.select_for_update().get(pk=page.pk).live_revision_id
        if live == revision.pk:
            return _said_already(page, revision)
        changed = changed_since_announced(page, revision)
        change = Change.objects.waiting().filter(page=page.pk).first() or Change(page_id=page.pk, step_key=page.translation_key)
        change.from_revision = published_before(page, revision)
        change.to_revision = revision
        change.delta = [one.as_json() for one in changed]
        _write(change, said, changed, page, actor)
    return change


def say_afterwards(*, change: Change, said: Said, actor) -> Change:
    """Says what a change asks that was published without a word. Twice is once. Raises AlreadySaid, NotInForce, or what `said` lacks."""
    with transaction.atomic():
        change = Change.objects.select_for_update(of=("self",)).select_related("page").get(pk=change.pk)
        if change.said_at is not None:
            if (change.kind, change.author_id) == (said.kind, actor.pk):
                return change
            raise AlreadySaid
        if change.state != State.LIVE:
            raise NotInForce
        _write(change, said, change.changed, change.page, actor)
        begin_asking(change=change)
    return change


def _said_already(page: Page, revision: Revision) -> Change:
    """Sent twice: the first one has gone live meanwhile."""
    found = Change.objects.announced().filter(page=page.pk, to_revision=revision).first()
    if found is None:
        raise NothingChanged
    return found


def _write(change: Change, said: Said, changed: Sequence[Changed], page: Page, actor) -> None:
    _is_whole(said, changed, page)
    reads = said.kind == Kind.READ
    change.kind, change.author, change.said_at = said.kind, actor, timezone.now()
    change.blocks = [one.id for one in changed if one.id in said.blocks] if reads else []
    change.reason_es, change.reason_en = said.reason_es.strip(), said.reason_en.strip()
    change.due_days = said.due_days
    change.product_unit, change.product_on = (said.unit, said.on) if said.unit and said.on else (None, None)
    change.save()
    change.certifications.set(said.certifications if said.kind == Kind.INVALIDATES else [])
    log(instance=page.specific, action="changes.say", user=actor, data={"change": change.pk, "kind": change.kind})


def _is_whole(said: Said, changed: Sequence[Changed], page: Page) -> None:
    if not changed:
        raise NothingChanged
    asks = said.kind != Kind.MINOR or said.unit is not None
    if asks and not (said.reason_es.strip() and said.reason_en.strip()):
        raise ReasonMissing
    if said.kind == Kind.READ and not {one.id for one in changed}.intersection(said.blocks):
        raise NothingChosen
    if said.kind == Kind.INVALIDATES:
        offered = set(certifications_with(page).values_list("pk", flat=True))
        if not said.certifications or not offered.issuperset(one.pk for one in said.certifications):
            raise NoCertification
