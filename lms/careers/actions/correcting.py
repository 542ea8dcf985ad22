"""A posting that was written down wrong: it stays, withdrawn with its reason, and the right one stands in its place."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.enums import PostingKind
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, PostingRefused
from lms.careers.models import Posting, Rung
from lms.careers.permissions import can_post
from lms.careers.signals import posting_changed
from lms.language.days import day_month
from lms.people.models import User


def correct_posting(*, posting: Posting, rung: Rung, starts_on: date, ends_on: date | None, reason: str, actor) -> Posting:
    """Another posting in its place; the old one is kept, withdrawn. Safe to call twice: the first correction stands.

    Raises PostingRefused (no reason, withdrawn, overlaps with another), EndsBeforeItStarts, PermissionDenied or AboutOneself.
    """
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItStarts(f"{starts_on}, {ends_on}")
    with transaction.atomic():
        old = _held_still(posting, reason, actor)
        if old.withdrawn_at is not None:
            return _correction_of(old)
        _withdraw(old, reason, actor)
        values = {"rung": rung, "starts_on": starts_on, "ends_on": ends_on}
        require_room(old.person, old.kind, **values)
        made = Posting.objects.create(person=old.person, kind=old.kind, reason=old.reason, corrects=old, recorded_by=actor, **values)
        log(instance=made, action="careers.correct_posting", user=actor, title=str(made), data={"was": str(old), "reason": reason.strip()})
        posting_changed.send(sender=Posting, person_id=old.person_id)
    return made


def withdraw_posting(*, posting: Posting, reason: str, actor) -> Posting:
    """It never was so. Safe to call twice. Raises PostingRefused (no reason), PermissionDenied or AboutOneself."""
    with transaction.atomic():
        old = _held_still(posting, reason, actor)
        if old.withdrawn_at is None:
            _withdraw(old, reason, actor)
            log(instance=old, action="careers.withdraw_posting", user=actor, title=str(old), data={"reason": reason.strip()})
            posting_changed.send(sender=Posting, person_id=old.person_id)
    return old


def _held_still(posting: Posting, reason: str, actor) -> Posting:
    """The posting as it is now, once nobody else acts on its person."""
    if actor.pk == posting.person_id:
        raise AboutOneself("Nobody posts themselves")
    if not can_post(actor, posting.person):
        raise PermissionDenied
    if not reason.strip():
        raise PostingRefused(_("Write why it was wrong."))
    User.objects.select_for_update(no_key=True).get(pk=posting.person_id)
    return Posting.everywhere.select_related("person", "rung").get(pk=posting.pk)


def _correction_of(old: Posting) -> Posting:
    found = Posting.everywhere.filter(corrects=old).first()
    if found is None:
        raise PostingRefused(_("It was withdrawn: write a new one instead."))
    return found


def _withdraw(posting: Posting, reason: str, actor) -> None:
    posting.withdrawn_at, posting.withdrawn_by, posting.withdrawn_for = timezone.now(), actor, reason.strip()
    posting.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])


def require_room(person, kind: str, *, rung: Rung, starts_on: date, ends_on: date | None) -> None:
    """Nobody holds two rungs on a day, nor acts up to one twice. Raises PostingRefused."""
    others = Posting.objects.filter(person=person, kind=kind).select_related("rung")
    if kind != PostingKind.HELD:
        others = others.filter(rung=rung)
    during = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        during = during.filter(starts_on__lte=ends_on)
    other = during.first()
    if other is not None:
        words = _("It would lie over “%(rung)s”, from %(day)s: correct or end that one first.")
        raise PostingRefused(words % {"rung": other.rung.name, "day": day_month(other.starts_on)})
