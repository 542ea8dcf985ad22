from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from lms.people.actions import end_membership, grant_membership
from lms.people.models import Membership
from lms.people.signals import memberships_changed
from tests import world

pytestmark = pytest.mark.django_db


def test_giving_a_role_twice_is_one_membership():
    person, unit = world.person(), world.unit()
    first = grant_membership(person=person, unit=unit, role="agent", valid_from=date(2026, 1, 1))
    again = grant_membership(person=person, unit=unit, role="agent", valid_from=date(2026, 5, 1))
    assert first == again
    assert Membership.objects.count() == 1


def test_a_role_is_ended_and_never_deleted():
    person = world.member("agent")
    membership = person.memberships.get()
    end_membership(membership=membership, on=date(2026, 6, 30))
    end_membership(membership=membership, on=date(2026, 7, 31))
    assert person.memberships.get().valid_to == date(2026, 6, 30)


def test_a_role_ended_before_it_began_ends_the_day_it_begins():
    person = world.person()
    starts = timezone.localdate() + timedelta(days=10)
    membership = grant_membership(person=person, unit=world.unit(), role="agent", valid_from=starts)
    assert end_membership(membership=membership).valid_to == starts


@pytest.mark.parametrize(("role", "allowed"), [("trainer", False), ("hr", True), ("administrator", True), ("coordinator", False)])
def test_who_may_make_somebody_a_coordinator(role, allowed):
    actor = world.member(role)
    unit = actor.current_memberships[0].unit
    person = world.member("agent", unit)
    if allowed:
        membership = grant_membership(person=person, unit=unit, role="coordinator", actor=actor)
        assert end_membership(membership=membership, actor=actor).valid_to == timezone.localdate()
    else:
        with pytest.raises(PermissionDenied):
            grant_membership(person=person, unit=unit, role="coordinator", actor=actor)


def test_who_listens_is_told_once_the_change_is_written(django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, person_id, **kwargs):
        heard.append(person_id)

    memberships_changed.connect(listen)
    try:
        person = world.person()
        with django_capture_on_commit_callbacks(execute=True):
            membership = grant_membership(person=person, unit=world.unit(), role="agent")
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            end_membership(membership=membership)
        assert heard == [person.pk, person.pk]
    finally:
        memberships_changed.disconnect(listen)


def test_roles_and_cms_groups_walk_together(client):
    person = world.person()
    membership = grant_membership(person=person, unit=world.unit(), role="trainer")
    assert list(person.groups.values_list("name", flat=True)) == ["Authors"]
    assert person.groups.get().permissions.filter(codename="access_admin").exists()
    Membership.objects.filter(pk=membership.pk).update(valid_from=date(2020, 1, 1), valid_to=date(2020, 2, 1))
    client.force_login(person)  # a membership that lapses by date is noticed at the next sign-in
    assert not person.groups.exists()


def test_giving_and_ending_by_the_screens(client):
    hr = world.member("hr")
    unit = hr.current_memberships[0].unit
    person = world.member("trainee", unit)
    client.force_login(hr)
    form = {"unit": unit.pk, "role": "agent", "valid_from": "2026-01-15", "valid_to": "", "person": hr.pk}
    assert client.post(reverse("people:grant", args=[person.pk]), form)["Location"] == reverse("people:detail", args=[person.pk])
    given = person.memberships.get(role="agent")
    assert (given.valid_from, given.valid_to) == (date(2026, 1, 15), None)
    last = timezone.localdate() + timedelta(days=3)
    client.post(reverse("people:end", args=[given.pk]), {"last_day": last.isoformat()})
    given.refresh_from_db()
    assert given.valid_to == last


def test_the_past_is_not_rewritten_by_the_screen(client):
    hr = world.member("hr")
    person = world.member("trainee", hr.current_memberships[0].unit)
    client.force_login(hr)
    response = client.post(reverse("people:end", args=[person.memberships.get().pk]), {"last_day": "2025-01-01"})
    assert list(response.context["form"].errors) == ["last_day"]


def test_a_role_that_one_may_not_give_cannot_be_ended_or_forged(client):
    trainer = world.member("trainer")
    unit = trainer.current_memberships[0].unit
    coordinator, elsewhere = world.member("coordinator", unit), world.member("trainee")
    client.force_login(trainer)
    assert client.get(reverse("people:end", args=[coordinator.memberships.get().pk])).status_code == 404
    assert client.post(reverse("people:end", args=[elsewhere.memberships.get().pk]), {"last_day": "2030-01-01"}).status_code == 404
    client.post(reverse("people:grant", args=[coordinator.pk]), {"unit": unit.pk, "role": "administrator", "valid_from": "2026-01-01"})
    client.post(reverse("people:grant", args=[trainer.pk]), {"unit": unit.pk, "role": "hr", "valid_from": "2026-01-01"})
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["coordinator", "trainee", "trainer"]
