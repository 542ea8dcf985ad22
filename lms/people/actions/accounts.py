"""A person's own settings, whether they may sign in at all, and what a role asks of a sign-in."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from lms.people.models import RolePolicy, User
from lms.people.permissions import can_administer, can_deactivate


def update_settings(*, person: User, first_name: str, last_name: str, language: str, time_zone: str, actor: User) -> User:
    """A person's own name, language and clock; the CMS follows, because it asks for the language in use."""
    if actor.pk != person.pk:
        raise PermissionDenied
    wanted = {"first_name": first_name, "last_name": last_name, "language": language, "time_zone": time_zone}
    changed = [name for name, value in wanted.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, wanted[name])
    if changed:
        with transaction.atomic():
            person.save(update_fields=[*changed, "folded_first_name", "folded_last_name"])
            log(instance=person, action="people.update_settings", user=actor, data={"changed": changed})
    return person


def deactivate_person(*, person: User, actor: User) -> User:
    """Closes the door to a person at once, in every session. Their history stays; an invitation brings them back."""
    return _set_active(person, False, actor, "people.deactivate_person")


def reactivate_person(*, person: User, actor: User) -> User:
    """Opens the door again to a person who had been put out by mistake."""
    return _set_active(person, True, actor, "people.reactivate_person")


def set_sign_in_rule(*, role: str, mfa_required: bool, actor: User) -> RolePolicy:
    """Says whether a role needs a second factor. Everybody who holds it is asked at their next click."""
    if not can_administer(actor):
        raise PermissionDenied
    with transaction.atomic():
        policy, created = RolePolicy.objects.get_or_create(role=role, defaults={"mfa_required": mfa_required})
        if created or policy.mfa_required != mfa_required:
            policy.mfa_required = mfa_required
            policy.save(update_fields=["mfa_required"])
            User.objects.filter(memberships__role=role).update(door_version=F("door_version") + 1)
            log(instance=policy, action="people.set_sign_in_rule", user=actor, data={"role": role, "mfa_required": mfa_required})
    return policy


def _set_active(person: User, active: bool, actor: User, action: str) -> User:
    if not can_deactivate(actor, person):
        raise PermissionDenied
    if person.is_active != active:
        with transaction.atomic():
            person.is_active = active
            person.save(update_fields=["is_active"])
            log(instance=person, action=action, user=actor)
    return person
