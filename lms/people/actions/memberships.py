"""Giving and ending roles."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from lms.people.enums import CMS_GROUPS
from lms.people.models import Membership, Unit, User
from lms.people.permissions import can_give
from lms.people.signals import memberships_changed


def grant_membership(
    *, person: User, unit: Unit, role: str, valid_from: date | None = None, valid_to: date | None = None, actor: User | None = None
) -> Membership:
    """Gives `person` a role in a unit. One that already covers the first day is returned as it is.

    Raises PermissionDenied when `actor` may not give it; without an actor the system itself does it.
    """
    if actor is not None and not can_give(actor, unit, role):
        raise PermissionDenied
    valid_from = valid_from or timezone.localdate()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        held = person.memberships.current(valid_from).filter(unit=unit, role=role).first()
        if held:
            return held
        membership = Membership.objects.create(person=person, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
        _changed(person)
        _log(membership, "people.grant_membership", actor)
    return membership


def end_membership(*, membership: Membership, on: date | None = None, actor: User | None = None) -> Membership:
    """Ends a role after the day `on` (today unless told), never before it began. Ending it twice keeps the earlier day.

    Raises PermissionDenied when `actor` may not give that role there, and so may not take it.
    """
    if actor is not None and not can_give(actor, membership.unit, membership.role):
        raise PermissionDenied
    last_day = max(on or timezone.localdate(), membership.valid_from)
    with transaction.atomic():
        membership = Membership.objects.select_for_update().select_related("person", "unit").get(pk=membership.pk)
        if membership.valid_to is None or membership.valid_to > last_day:
            membership.valid_to = last_day
            membership.save(update_fields=["valid_to"])
            _changed(membership.person)
            _log(membership, "people.end_membership", actor)
    return membership


def align_cms_groups(*, person: User) -> None:
    """Makes the CMS groups of a person what their roles are today. Roles come and go by date, so each sign-in asks too."""
    person.__dict__.pop("current_memberships", None)
    wanted = {name for name, roles in CMS_GROUPS.items() if person.has_role(roles)}
    held = set(person.groups.filter(name__in=CMS_GROUPS).values_list("name", flat=True))
    if wanted - held:
        person.groups.add(*(_cms_group(name) for name in wanted - held))
    if held - wanted:
        person.groups.remove(*Group.objects.filter(name__in=held - wanted))


def _cms_group(name: str) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _changed(person: User) -> None:
    User.objects.filter(pk=person.pk).update(door_version=F("door_version") + 1)
    align_cms_groups(person=person)
    transaction.on_commit(lambda: memberships_changed.send(sender=User, person_id=person.pk), robust=True)


def _log(membership: Membership, action: str, actor: User | None) -> None:
    data = {
        "unit": membership.unit.code,
        "role": membership.role,
        "valid_from": membership.valid_from.isoformat(),
        "valid_to": membership.valid_to.isoformat() if membership.valid_to else None,
    }
    log(instance=membership.person, action=action, user=actor, data=data)
