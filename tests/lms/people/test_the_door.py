import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from lms.people.actions import grant_membership, set_sign_in_rule
from lms.people.adapters import MFAAdapter
from lms.people.models import RolePolicy
from tests import world

pytestmark = pytest.mark.django_db

WHY = "/account/second-factor/"


@pytest.fixture
def administrator():
    return world.member("administrator")


def ask_for_a_second_step(*roles: str) -> None:
    for role in roles:
        RolePolicy.objects.create(role=role, mfa_required=True)


def test_a_role_that_needs_a_second_step_gets_nowhere_without_one(client, administrator):
    ask_for_a_second_step("administrator")
    client.force_login(administrator)
    assert client.get(reverse("people:list"))["Location"] == WHY
    assert client.get("/cms/")["Location"] == WHY
    assert client.post(reverse("people:invite"), {}).status_code == 403
    assert client.get(WHY).status_code == 200


def test_what_is_needed_to_set_it_up_or_to_leave_stays_open(client, administrator):
    ask_for_a_second_step("administrator")
    client.force_login(administrator)
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")  # no sign-in just now
    assert client.get("/account/reauthenticate/?next=/account/2fa/totp/activate/").status_code == 200
    assert client.post("/language/", {"language": "en", "next": WHY})["Location"] == WHY
    assert client.post("/account/logout/").status_code == 302


def test_a_second_step_opens_the_door_in_the_same_session(client, administrator):
    ask_for_a_second_step("administrator")
    client.force_login(administrator)
    assert client.get(reverse("people:list")).status_code == 302
    TOTP.activate(administrator, generate_totp_secret())
    assert client.get(reverse("people:list")).status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, administrator):
    ask_for_a_second_step("administrator")
    Authenticator.objects.create(user=administrator, type="recovery_codes", data={"seed": "", "used_mask": 0})
    client.force_login(administrator)
    assert client.get(reverse("people:list")).status_code == 302


def test_other_roles_are_not_asked(client):
    ask_for_a_second_step("administrator")
    client.force_login(world.member("hr"))
    assert client.get(reverse("people:list")).status_code == 200


def test_a_new_rule_reaches_sessions_that_are_already_open(client, administrator):
    client.force_login(administrator)
    assert client.get(reverse("people:list")).status_code == 200
    set_sign_in_rule(role="administrator", mfa_required=True, actor=administrator)
    assert client.get(reverse("people:list")).status_code == 302
    set_sign_in_rule(role="administrator", mfa_required=False, actor=administrator)
    assert client.get(reverse("people:list")).status_code == 200


def test_a_new_role_reaches_sessions_that_are_already_open(client):
    ask_for_a_second_step("hr")
    person = world.member("trainer")
    client.force_login(person)
    assert client.get(reverse("people:list")).status_code == 200
    grant_membership(person=person, unit=world.unit(), role="hr")
    assert client.get(reverse("people:list")).status_code == 302


def test_a_superuser_is_asked_what_an_administrator_is(client):
    ask_for_a_second_step("administrator")
    client.force_login(world.person(is_superuser=True, is_staff=True))
    assert client.get(reverse("people:list")).status_code == 302


def test_a_session_that_has_passed_costs_nothing(client, django_assert_num_queries):
    ask_for_a_second_step("hr")
    client.force_login(world.member("agent"))
    client.get(WHY)
    with django_assert_num_queries(3):  # the session, the person, and what the page itself asks
        client.get(WHY)


def test_the_last_second_step_of_such_a_role_is_not_removed(administrator):
    ask_for_a_second_step("administrator")
    TOTP.activate(administrator, generate_totp_secret())
    key = Authenticator.objects.get(type="totp")
    assert MFAAdapter().can_delete_authenticator(key) is False
    Authenticator.objects.create(user=administrator, type="webauthn", data={})
    assert MFAAdapter().can_delete_authenticator(key) is True


# ── The CMS ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_has_not_signed_in_comes_to_the_one_sign_in(client):
    assert client.get("/cms/")["Location"] == "/account/login/?next=/cms/"
    assert client.get("/cms/login/?next=/cms/pages/")["Location"] == "/account/login/?next=/cms/pages/"
    assert client.get("/cms/password_reset/")["Location"] == "/account/password/reset/"


@pytest.mark.parametrize("role", ["trainee", "agent", "assessor", "coordinator", "hr", "works_council"])
def test_who_does_not_work_in_the_cms_is_told_so_and_not_sent_round_in_circles(client, role):
    client.force_login(world.member(role))
    response = client.get("/cms/pages/", follow=True)
    assert (response.status_code, response.redirect_chain) == (403, [])
    assert "403.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("role", ["trainer", "supervisor", "quality", "administrator"])
def test_authors_and_approvers_come_in(client, role):
    person = world.person()
    grant_membership(person=person, unit=world.unit(), role=role)
    client.force_login(person)
    assert client.get("/cms/").status_code == 200


def test_only_a_superuser_edits_users_and_groups_in_the_cms(client):
    person = world.person()
    grant_membership(person=person, unit=world.unit(), role="administrator")
    client.force_login(person)
    for address in ("/cms/users/", "/cms/groups/"):
        assert client.get(address).status_code == 302
    client.force_login(world.person(is_superuser=True, is_staff=True))
    for address in ("/cms/users/", "/cms/groups/"):
        assert client.get(address).status_code == 200


def test_the_cms_speaks_the_language_of_the_person(client):
    for language in ("es", "en"):
        client.force_login(world.person(language=language, is_superuser=True, is_staff=True))
        assert f'<html lang="{language}"' in client.get("/cms/").content.decode()


def test_sign_in_rules_are_written_by_administrators(client, administrator):
    client.force_login(administrator)
    client.post(reverse("people:sign_in_rules"), {"roles": ["hr", "quality", "king"]})
    assert RolePolicy.objects.filter(mfa_required=True).count() == 0
    client.post(reverse("people:sign_in_rules"), {"roles": ["hr", "quality"]})
    client.post(reverse("people:sign_in_rules"), {"roles": ["hr"]})
    assert list(RolePolicy.objects.filter(mfa_required=True).values_list("role", flat=True)) == ["hr"]


def test_a_part_of_a_page_asked_for_after_the_session_has_ended_leads_the_whole_page_to_the_door(client):
    part = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ladder/?rung=R2"}
    answer = client.get("/ladder/?rows=met", headers=part)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fladder%2F%3Frung%3DR2"
    elsewhere = client.get("/ladder/?rows=met", headers=part | {"HX-Current-URL": "https://elsewhere.example/"})
    assert elsewhere["HX-Redirect"] == "/account/login/", "never back to another site"
    assert client.get("/ladder/")["Location"].startswith("/account/login/"), "a page is led there as ever"


def test_a_part_of_a_page_does_not_show_the_second_step_inside_itself(client, administrator):
    ask_for_a_second_step("administrator")
    client.force_login(administrator)
    answer = client.get(reverse("people:list"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, WHY)
