"""Licences and the sign-offs of gates, and the register of their kinds: given by a named person, withdrawn with a reason."""

from datetime import date
from pathlib import PurePath

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.actions.readiness import refresh_readiness
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, Refused
from lms.careers.models import Licence, LicenceKind, LicenceOpening
from lms.careers.permissions import can_edit_ladders, can_license, can_open_document
from lms.careers.wording import BUILT_IN
from lms.people.models import User


def give_licence(*, person, code: str, given_on: date, words: str, actor, until: date | None = None, document=None) -> Licence:
    """Somebody may do something from a day on. Safe to call twice: the first of a day stands.

    Where its paper says no last day, it holds for as long as its kind does. Raises AboutOneself, PermissionDenied,
    EndsBeforeItStarts, or Refused: without words, without the document that the kind wants, of a kind that is no longer given, or
    for a day that has not come.
    """
    _check(actor, person, code)
    until = _fitting(LicenceKind.objects.filter(code=code).first(), given_on, until, document)
    if not words.strip():
        raise Refused(_("Say what it rests on."))
    if given_on > timezone.localdate():
        raise Refused(_("That day has not come yet."))
    if until is not None and until < given_on:
        raise EndsBeforeItStarts(f"{given_on}, {until}")
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        made, created = Licence.objects.get_or_create(
            person=person,
            code=code,
            given_on=given_on,
            withdrawn_at=None,
            defaults={"until": until, "words": words.strip(), "given_by": actor},
        )
        if created:
            if document:
                made.document.save(f"{made.pk}{_suffix(document)}", document)
            log(instance=made, action="careers.give_licence", user=actor, title=str(made), data={"words": made.words})
            refresh_readiness(person_ids=[person.pk])
    return made


def withdraw_licence(*, licence: Licence, reason: str, actor) -> Licence:
    """It counts no more, and stays readable with the reason. Safe to call twice. Raises what giving one does."""
    _check(actor, licence.person, licence.code)
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    with transaction.atomic():
        found = Licence.objects.select_for_update().get(pk=licence.pk)
        if found.withdrawn_at is None:
            found.withdrawn_at, found.withdrawn_by, found.withdrawn_for = timezone.now(), actor, reason.strip()
            found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])
            log(instance=found, action="careers.withdraw_licence", user=actor, title=str(found), data={"reason": found.withdrawn_for})
            refresh_readiness(person_ids=[found.person_id])
    return found


def open_document(*, licence: Licence, reader) -> LicenceOpening:
    """Notes that somebody takes the document away. Raises PermissionDenied for whoever may not."""
    if not can_open_document(reader, licence):
        raise PermissionDenied
    return LicenceOpening.objects.create(licence=licence, reader=reader)


def save_kind(*, kind: LicenceKind, actor) -> LicenceKind:
    """Keeps a kind of the register. Licences that people hold stay as they were written down. Raises PermissionDenied, Refused."""
    if not can_edit_ladders(actor):
        raise PermissionDenied
    if kind.code in BUILT_IN:
        raise Refused(_("The academy brings a licence with this code along. Choose another one."))
    with transaction.atomic():
        kind.save()
        log(instance=kind, action="careers.save_kind", user=actor, title=str(kind), data={"entered_by": kind.entered_by})
    return kind


def archive_kind(*, kind: LicenceKind, actor, back: bool = False) -> LicenceKind:
    """No longer given (or given again); whoever holds one goes on holding it. Safe to call twice. Raises PermissionDenied."""
    if not can_edit_ladders(actor):
        raise PermissionDenied
    if bool(kind.archived_at) == back:
        kind.archived_at = None if back else timezone.now()
        kind.save(update_fields=["archived_at"])
        log(instance=kind, action="careers.archive_kind", user=actor, title=str(kind), data={"back": back})
    return kind


def _fitting(kind: LicenceKind | None, given_on: date, until: date | None, document) -> date | None:
    """The last day, by its kind where nobody says one."""
    if kind is None:
        return until
    if kind.archived_at:
        raise Refused(_("This kind of licence is no longer given."))
    if kind.asks_document and not document:
        raise Refused(_("This kind of licence is kept with its document."))
    return until or (given_on + relativedelta(months=kind.validity_months) if kind.validity_months else None)


def _suffix(document) -> str:
    """Of the few that a document may be: what somebody called it at home says things of its own."""
    found = PurePath(document.name or "").suffix.lower()
    return found if found in {".pdf", ".png", ".jpg", ".jpeg"} else ""


def _check(actor, person, code: str) -> None:
    if actor.pk == person.pk:
        raise AboutOneself("Nobody gives themselves a licence")
    if not can_license(actor, person, code):
        raise PermissionDenied
