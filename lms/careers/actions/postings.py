"""Who stands on which rung, since when. Postings are ended, never deleted."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from lms.careers.actions.correcting import require_room
from lms.careers.enums import PostingKind
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, StartsBeforeTheLast
from lms.careers.models import Posting, Rung
from lms.careers.permissions import can_post
from lms.careers.signals import posting_changed
from lms.people.models import User


def start_posting(*, person, rung: Rung, starts_on: date, reason: str = "", actor=None) -> Posting:
    """Somebody begins to hold a rung; what they held until then, and acting up to this one, end the day before.

    Safe to call twice: the rung that they hold is returned as it is. Raises StartsBeforeTheLast, PostingRefused (over another),
    PermissionDenied (whoever may not post this person) or AboutOneself. Without an actor the system does it.
    """
    _check(actor, person)
    with transaction.atomic():
        _hold(person)
        held = Posting.objects.filter(person=person, kind=PostingKind.HELD, ends_on__isnull=True).first()
        if held is not None and held.rung_id == rung.pk:
            return held
        if held is not None:
            _follow(held, starts_on)
        for acted in Posting.objects.filter(person=person, rung=rung, kind=PostingKind.ACTING_UP, ends_on__isnull=True):
            _follow(acted, starts_on)
        require_room(person, PostingKind.HELD, rung=rung, starts_on=starts_on, ends_on=None)
        return _begin(person, rung, PostingKind.HELD, starts_on, None, reason, actor)


def act_up(*, person, rung: Rung, starts_on: date, ends_on: date | None = None, reason: str = "", actor=None) -> Posting:
    """Somebody does the work of a rung without holding it: every such period is recorded (article 39.2 of the Statute).

    Safe to call twice. Raises EndsBeforeItStarts, PermissionDenied or AboutOneself.
    """
    _check(actor, person)
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItStarts(f"{starts_on}, {ends_on}")
    with transaction.atomic():
        _hold(person)
        found = Posting.objects.filter(person=person, rung=rung, kind=PostingKind.ACTING_UP, starts_on=starts_on).first()
        return found or _begin(person, rung, PostingKind.ACTING_UP, starts_on, ends_on, reason, actor)


def end_posting(*, posting: Posting, ends_on: date, reason: str = "", actor=None) -> Posting:
    """Ends a posting after a day. Safe to call twice: the first end stands. Raises EndsBeforeItStarts, PermissionDenied."""
    _check(actor, posting.person)
    with transaction.atomic():
        _hold(posting.person)
        posting = Posting.objects.select_related("person", "rung").get(pk=posting.pk)
        if posting.ends_on is None:
            if ends_on < posting.starts_on:
                raise EndsBeforeItStarts(f"{posting.starts_on}, {ends_on}")
            posting.ends_on = ends_on
            posting.save(update_fields=["ends_on"])
            log(instance=posting, action="careers.end_posting", user=actor, title=str(posting), data={"reason": reason})
            posting_changed.send(sender=Posting, person_id=posting.person_id)
    return posting


def set_hired_on(*, person, hired_on: date | None, actor=None) -> None:
    """Says since when somebody works here, and computes what follows from it. Raises PermissionDenied or AboutOneself."""
    _check(actor, person)
    with transaction.atomic():
        if User.objects.filter(pk=person.pk).exclude(hired_on=hired_on).update(hired_on=hired_on):
            log(instance=person, action="careers.set_hired_on", user=actor, title=str(person), data={"hired_on": str(hired_on or "")})
            posting_changed.send(sender=Posting, person_id=person.pk)
    person.hired_on = hired_on


def _check(actor, person) -> None:
    if actor is None:
        return
    if actor.pk == person.pk:
        raise AboutOneself("Nobody posts themselves")
    if not can_post(actor, person):
        raise PermissionDenied


def _hold(person) -> None:
    """Two acts on one person wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _follow(posting: Posting, starts_on: date) -> None:
    if starts_on <= posting.starts_on:
        raise StartsBeforeTheLast(f"{posting.starts_on}, {starts_on}")
    posting.ends_on = starts_on - timedelta(days=1)
    posting.save(update_fields=["ends_on"])


def _begin(person, rung: Rung, kind: str, starts_on: date, ends_on: date | None, reason: str, actor) -> Posting:
    posting = Posting.objects.create(
        person=person, rung=rung, kind=kind, starts_on=starts_on, ends_on=ends_on, reason=reason.strip(), recorded_by=actor
    )
    log(instance=posting, action="careers.start_posting", user=actor, title=str(posting), data={"kind": kind, "reason": reason.strip()})
    posting_changed.send(sender=Posting, person_id=person.pk)
    return posting
