"""Licences and the sign-offs of gates: given by a named person with what they rest on, withdrawn with a reason."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.actions.readiness import refresh_readiness
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, Refused
from lms.careers.models import Licence
from lms.careers.permissions import can_license
from lms.people.models import User


def give_licence(*, person, code: str, given_on: date, words: str, actor, until: date | None = None) -> Licence:
    """Somebody may do something from a day on. Safe to call twice: the first of a day stands.

    Raises AboutOneself, PermissionDenied, EndsBeforeItStarts, or Refused without words or for a day that has not come.
    """
    _check(actor, person)
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
            log(instance=made, action="careers.give_licence", user=actor, title=str(made), data={"words": made.words})
            refresh_readiness(person_ids=[person.pk])
    return made


def withdraw_licence(*, licence: Licence, reason: str, actor) -> Licence:
    """It counts no more, and stays readable with the reason. Safe to call twice. Raises what giving one does."""
    _check(actor, licence.person)
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


def _check(actor, person) -> None:
    if actor.pk == person.pk:
        raise AboutOneself("Nobody gives themselves a licence")
    if not can_license(actor, person):
        raise PermissionDenied
