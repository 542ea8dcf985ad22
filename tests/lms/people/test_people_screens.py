import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from lms.people.actions import deactivate_person
from lms.people.enums import Role
from lms.people.models import User
from lms.people.queries import who_sees
from lms.people.signals import person_panels
from tests import world

pytestmark = pytest.mark.django_db

SEES = {"trainer", "coordinator", "supervisor", "quality", "hr", "administrator"}
INVITES = {"trainer", "hr", "administrator"}
EXPORTS = {"hr", "administrator"}


@pytest.mark.parametrize("role", list(Role))
def test_each_screen_opens_to_the_roles_that_need_it(client, role):
    viewer = world.member(role)
    colleague = world.member("trainee", viewer.current_memberships[0].unit)
    stranger = world.member("trainee")
    client.force_login(viewer)

    def answer(name, *args):
        return client.get(reverse(f"people:{name}", args=args)).status_code

    assert answer("list") == (200 if role in SEES else 403)
    assert answer("export") == (200 if role in EXPORTS else 403)
    assert answer("detail", colleague.pk) == (200 if role in SEES else 404)
    assert answer("detail", viewer.pk) == 200
    assert answer("detail", stranger.pk) == 404
    assert answer("invite") == (200 if role in INVITES else 403)
    assert answer("invitations") == (200 if role in INVITES else 403)
    assert answer("grant", colleague.pk) == (200 if role in INVITES else 403 if role in SEES else 404)
    assert answer("grant", stranger.pk) == 404
    assert answer("deactivate", colleague.pk) == (200 if role in EXPORTS else 403 if role in SEES else 404)
    assert answer("deactivate", viewer.pk) == 403
    assert answer("end", colleague.memberships.get().pk) == (200 if role in INVITES else 404)
    assert answer("sign_in_rules") == (200 if role == "administrator" else 403)
    assert answer("settings") == 200
    assert answer("second_factor") == 200


@pytest.mark.parametrize("name", ["list", "export", "invite", "invitations", "sign_in_rules", "settings", "second_factor"])
def test_who_has_not_signed_in_is_asked_to(client, name):
    address = reverse(f"people:{name}")
    assert client.get(address)["Location"] == f"/account/login/?next={address}"


def test_a_visit_changes_nothing(client):
    client.force_login(world.member("administrator"))
    made, _token = world.invitation()
    for name in ("resend", "revoke"):
        assert client.get(reverse(f"people:{name}", args=[made.pk])).status_code == 405


def test_people_are_listed_by_surname_and_found_by_any_word(client):
    hr = world.member("hr", last_name="Zapata", email="hr@example.com")
    unit = hr.current_memberships[0].unit
    world.member("agent", unit, first_name="Bea", last_name="Arias", email="bea@example.com")
    world.member("trainee", unit, first_name="Ana", last_name="Luna", email="ana@example.com")
    world.member("agent", first_name="Otra", last_name="Empresa")
    client.force_login(hr)

    def surnames(**asked):
        return [person.last_name for person in client.get(reverse("people:list"), asked).context["page"]]

    assert surnames() == ["Arias", "Luna", "Zapata"]
    assert surnames(q="ana LUNA") == ["Luna"]
    assert surnames(q="bea@example") == ["Arias"]
    assert surnames(role="agent") == ["Arias"]
    assert surnames(unit=unit.pk, role="hr") == ["Zapata"]
    assert surnames(q="Empresa") == []
    assert surnames(unit=999999, role="king", q="x" * 500, page="-3") == ["Arias", "Luna", "Zapata"]


def test_a_coordinator_sees_their_team_and_not_the_next_one(client):
    company = world.unit()
    mine, other = world.unit(parent=company, kind="team"), world.unit(parent=company, kind="team")
    coordinator = world.member("coordinator", mine, last_name="Alba")
    world.member("agent", mine, last_name="Beltrán")
    next_door = world.member("agent", other, last_name="Cano")
    client.force_login(coordinator)
    page = client.get(reverse("people:list"))
    assert [person.last_name for person in page.context["page"]] == ["Alba", "Beltrán"]
    assert list(page.context["search"].fields["unit"].queryset) == [mine]
    assert client.get(reverse("people:detail", args=[next_door.pk])).status_code == 404


def test_what_a_role_saw_ends_with_the_role(client):
    coordinator = world.member("coordinator")
    agent = world.member("agent", coordinator.current_memberships[0].unit)
    coordinator.memberships.update(valid_to="2021-01-01")
    client.force_login(coordinator)
    assert client.get(reverse("people:detail", args=[agent.pk])).status_code == 404


def test_the_list_asks_the_database_the_same_for_one_and_for_three(client):
    hr = world.member("hr")
    client.force_login(hr)
    client.get(reverse("people:list"))
    asked = []
    for _number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("people:list"))
        asked.append(len(queries))
        world.member("agent", hr.current_memberships[0].unit)
    assert asked[0] == asked[2] <= 12


def test_names_are_written_as_text_wherever_they_are_shown(client):
    hr = world.member("hr", first_name="Carmen")
    unit = hr.current_memberships[0].unit
    person = world.member("agent", unit, first_name='<script>alert("x")</script>', last_name="O'Neill & co")
    client.force_login(hr)
    for address in (
        reverse("people:list"),
        reverse("people:detail", args=[person.pk]),
        reverse("people:grant", args=[person.pk]),
        reverse("people:deactivate", args=[person.pk]),
        reverse("people:end", args=[person.memberships.get().pk]),
    ):
        assert "<script>alert" not in client.get(address).content.decode()


def test_the_export_is_the_filtered_list_and_no_cell_is_a_formula(client):
    hr = world.member("hr", email="hr@example.com", last_name="Zapata")
    world.member("agent", hr.current_memberships[0].unit, first_name="=1+1", last_name="Arias", email="a@example.com", language="es")
    client.force_login(hr)
    response = client.get(reverse("people:export"), {"role": "agent"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Surname,First name,E-mail,Roles,Language,In the company since"
    assert lines[1:] == ["Arias,'=1+1,a@example.com,Agent (Alborada),es,"]


def test_closing_an_account_ends_its_sessions_at_once(client):
    hr = world.member("hr")
    person = world.member("agent", hr.current_memberships[0].unit)
    client.force_login(person)
    deactivate_person(person=person, actor=hr)
    assert client.get(reverse("people:settings")).status_code == 302


def test_hr_does_not_close_the_account_of_an_administrator(client):
    hr = world.member("hr")
    administrator = world.member("administrator", hr.current_memberships[0].unit)
    client.force_login(hr)
    assert client.post(reverse("people:deactivate", args=[administrator.pk])).status_code == 403
    assert User.objects.get(pk=administrator.pk).is_active


def test_other_apps_may_add_to_a_persons_page(client):
    hr = world.member("hr")

    def panel(sender, person, request, **kwargs):
        return f"<section>Enrolments of {person.pk}</section>"

    person_panels.connect(panel)
    try:
        client.force_login(hr)
        assert f"<section>Enrolments of {hr.pk}</section>" in client.get(reverse("people:detail", args=[hr.pk])).content.decode()
    finally:
        person_panels.disconnect(panel)


def test_a_person_reads_by_name_who_sees_their_progress():
    company = world.unit()
    team, other = world.unit(parent=company, kind="team"), world.unit(parent=company, kind="team")
    world.member("coordinator", team, first_name="Ana", last_name="Alba")
    world.member("hr", company, first_name="Carmen", last_name="Ruiz")
    world.member("coordinator", other, first_name="Otra", last_name="Zapata")
    world.member("works_council", company)
    agent = world.member("agent", team)
    with override("en"):
        seen_by = [(watcher.name, watcher.role) for watcher in who_sees(agent)]
    assert seen_by == [("Ana Alba", "Coordinator"), ("Carmen Ruiz", "People (HR)")]


def test_settings_change_ones_own_name_language_and_clock_and_nothing_else(client):
    person = world.person(email="me@example.com", language="en")
    client.force_login(person)
    form = {"first_name": "Ana", "last_name": "Luna", "language": "es", "time_zone": "Atlantic/Canary"}
    sneaked = {"email": "boss@example.com", "is_superuser": "on", "is_active": "", "door_version": "9", "hired_on": "2020-01-01"}
    response = client.post(reverse("people:settings"), form | sneaked, follow=True)
    assert 'lang="es"' in response.content.decode()
    person.refresh_from_db()
    assert (person.first_name, person.language, person.time_zone) == ("Ana", "es", "Atlantic/Canary")
    assert (person.email, person.is_superuser, person.is_active, person.hired_on) == ("me@example.com", False, True, None)


@pytest.mark.parametrize(("field", "value"), [("first_name", "a" * 151), ("last_name", ""), ("language", "fr"), ("time_zone", "../etc")])
def test_settings_that_cannot_be_are_refused(client, field, value):
    client.force_login(world.person())
    form = {"first_name": "Ana", "last_name": "Luna", "language": "es", "time_zone": "Europe/Madrid"}
    assert list(client.post(reverse("people:settings"), form | {field: value}).context["form"].errors) == [field]


def test_one_address_is_one_person_whatever_its_capitals():
    world.person(email="Sofia@Example.com")
    assert User.objects.get_by_natural_key("SOFIA@EXAMPLE.COM").email == "sofia@example.com"
