"""Letting people in: a mailed link that works once, until a day."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.jobs.actions import enqueue
from lms.people.actions.memberships import grant_membership
from lms.people.enums import InvitationState
from lms.people.exceptions import AlreadyHere, AlreadyInvited, InvitationRefused
from lms.people.models import Invitation, Unit, User
from lms.people.permissions import can_give
from lms.people.tokens import hashed, invitation_token


def invite(
    *, email: str, unit: Unit, role: str, actor: User | None, first_name: str = "", last_name: str = "", language: str = "es"
) -> Invitation:
    """Invites an address to a role in a unit and queues the mail. Asked twice, it gives the same invitation.

    Raises PermissionDenied when `actor` may not give that role there, AlreadyHere when the address belongs to somebody
    who can sign in, AlreadyInvited when it has an open invitation to something else.
    """
    if actor is not None and not can_give(actor, unit, role):
        raise PermissionDenied
    email = email.strip().lower()
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person:
        raise AlreadyHere(person)
    names = {"first_name": first_name, "last_name": last_name, "language": language}
    try:
        with transaction.atomic():
            return _invite(email, unit, role, actor, names)
    except IntegrityError:  # Two people invited the same address at the same moment.
        return _same_or_refused(email, unit, role)


def resend_invitation(*, invitation: Invitation, actor: User | None = None) -> Invitation:
    """Sends a new link for another few days; the one before stops working. An answered invitation is left as it is."""
    if actor is not None and not can_give(actor, invitation.unit, invitation.role):
        raise PermissionDenied
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.state() not in (InvitationState.OPEN, InvitationState.EXPIRED):
            return invitation
        invitation.times_sent += 1
        invitation.expires_at = _deadline()
        invitation.token_hash = hashed(invitation_token(invitation.pk, invitation.times_sent))
        invitation.save(update_fields=["times_sent", "expires_at", "token_hash"])
        log(instance=invitation, action="people.resend_invitation", user=actor, data={"times_sent": invitation.times_sent})
        _mail(invitation)
    return invitation


def revoke_invitation(*, invitation: Invitation, actor: User | None = None) -> Invitation:
    """Closes the link. An answered invitation is left as it is."""
    if actor is not None and not can_give(actor, invitation.unit, invitation.role):
        raise PermissionDenied
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at is None and invitation.revoked_at is None:
            invitation.revoked_at = timezone.now()
            invitation.save(update_fields=["revoked_at"])
            log(instance=invitation, action="people.revoke_invitation", user=actor)
    return invitation


def find_invitation(*, token: str) -> Invitation:
    """The open invitation of a mailed token; raises InvitationRefused, which says why, for any other."""
    invitation = Invitation.objects.select_related("unit", "invited_by").filter(token_hash=hashed(token)).first()
    if invitation is None:
        raise InvitationRefused("unknown")
    if invitation.state() != InvitationState.OPEN:
        raise InvitationRefused(invitation.state().value, invitation)
    return invitation


def accept_invitation(
    *, token: str, first_name: str, last_name: str, password: str, language: str = "es", time_zone: str = "Europe/Madrid"
) -> User:
    """Makes the person, or brings back one who had left, with the role they were invited to. Works once.

    Raises InvitationRefused for a token that lets nobody in. The password has been validated by the form.
    """
    with transaction.atomic():
        found = find_invitation(token=token)
        invitation = Invitation.objects.select_for_update().select_related("unit").get(pk=found.pk)
        person = User.objects.filter(email__iexact=invitation.email).first()
        if invitation.state() != InvitationState.OPEN or (person and person.is_active):
            raise InvitationRefused("accepted", invitation)
        person = person or User(email=invitation.email.lower())
        person.first_name, person.last_name = first_name, last_name
        person.language, person.time_zone, person.is_active = language, time_zone, True
        person.set_password(password)
        person.save()
        grant_membership(person=person, unit=invitation.unit, role=invitation.role)
        invitation.accepted_at, invitation.person = timezone.now(), person
        invitation.save(update_fields=["accepted_at", "person"])
        log(instance=invitation, action="people.accept_invitation", user=person)
    return person


def _invite(email: str, unit: Unit, role: str, actor: User | None, names: dict[str, str]) -> Invitation:
    open_one = Invitation.objects.open().select_related("unit").filter(email__iexact=email).first()
    if open_one:
        if (open_one.unit_id, open_one.role) != (unit.pk, role):
            raise AlreadyInvited(open_one)
        return open_one if open_one.state() == InvitationState.OPEN else resend_invitation(invitation=open_one, actor=actor)
    invitation = Invitation(email=email, unit=unit, role=role, invited_by=actor, expires_at=_deadline(), **names)
    invitation.token_hash = hashed(invitation_token(invitation.pk, invitation.times_sent))
    invitation.save(force_insert=True)
    log(instance=invitation, action="people.invite", user=actor, data={"unit": unit.code, "role": role})
    _mail(invitation)
    return invitation


def _same_or_refused(email: str, unit: Unit, role: str) -> Invitation:
    open_one = Invitation.objects.open().select_related("unit").get(email__iexact=email)
    if (open_one.unit_id, open_one.role) != (unit.pk, role):
        raise AlreadyInvited(open_one)
    return open_one


def _deadline():
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def _mail(invitation: Invitation) -> None:
    # The payload names the row, never the token: the jobs table must not open any door.
    payload = {"invitation": str(invitation.pk), "times_sent": invitation.times_sent}
    enqueue(kind="people.invitation_mail", payload=payload, key=f"people.invitation_mail:{invitation.pk}:{invitation.times_sent}")
