from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.jobs.models import Job
from lms.people.actions import accept_invitation, invite, resend_invitation, revoke_invitation
from lms.people.exceptions import AlreadyHere, AlreadyInvited, InvitationRefused
from lms.people.models import Invitation, Membership, User
from lms.people.tokens import hashed, invitation_token
from tests import world

pytestmark = pytest.mark.django_db

GOOD = {"first_name": "Sofía", "last_name": "Medina", "language": "en", "time_zone": "Atlantic/Canary", "password": "seven steps up"}


def link(token: str) -> str:
    return reverse("people:invitation", args=[token])


def test_an_invitation_is_mailed_in_its_language_with_a_link_that_opens(run_jobs, client):
    hr = world.member("hr", first_name="Carmen", last_name="Ruiz")
    world.invitation(actor=hr, in_unit=hr.current_memberships[0].unit, email="Sofia@Example.com", first_name="Sofía", language="en")
    assert run_jobs() == 1
    [message] = mail.outbox
    assert message.to == ["sofia@example.com"]
    assert message.subject == "Your place in the academy is ready"
    assert "Carmen Ruiz" in message.body
    html = message.alternatives[0][0]
    assert "<table" not in html and "<img" not in html
    address = next(line for line in message.body.splitlines() if "/invitation/" in line)
    assert address in html
    page = client.get("/" + address.split("/", 3)[3])
    assert page.status_code == 200
    assert page.context["invitation"].email == "sofia@example.com"


def test_no_table_keeps_the_token_in_clear():
    made, token = world.invitation()
    assert made.token_hash == hashed(token)
    assert token not in str(Job.objects.values_list("payload", "key", "result"))


def test_inviting_twice_is_one_invitation_and_one_mail(run_jobs):
    unit = world.unit()
    first, _token = world.invitation(in_unit=unit, email="sofia@example.com")
    again, _token = world.invitation(in_unit=unit, email="SOFIA@example.com")
    assert first == again
    assert run_jobs() == 1


def test_an_address_has_one_open_invitation_in_the_database_too():
    made, _token = world.invitation(email="sofia@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(token_hash="x", email="Sofia@example.com", unit=made.unit, expires_at=timezone.now())


def test_an_open_invitation_to_something_else_is_said_and_not_changed():
    unit = world.unit()
    world.invitation(in_unit=unit, email="sofia@example.com", role="trainee")
    with pytest.raises(AlreadyInvited):
        world.invitation(in_unit=unit, email="sofia@example.com", role="agent")


def test_somebody_who_can_sign_in_is_not_invited_again():
    world.person(email="sofia@example.com")
    with pytest.raises(AlreadyHere):
        world.invitation(email="SOFIA@example.com")


@pytest.mark.parametrize(
    ("giver", "role", "allowed"),
    [
        ("trainer", "trainee", True),
        ("trainer", "agent", True),
        ("trainer", "coordinator", False),
        ("hr", "trainer", True),
        ("hr", "hr", True),
        ("hr", "administrator", False),
        ("administrator", "administrator", True),
        ("coordinator", "trainee", False),
        ("trainee", "trainee", False),
    ],
)
def test_each_role_invites_to_the_roles_it_may_give(giver, role, allowed):
    actor = world.member(giver)
    unit = actor.current_memberships[0].unit
    if allowed:
        assert invite(email="new@example.com", unit=unit, role=role, actor=actor).role == role
    else:
        with pytest.raises(PermissionDenied):
            invite(email="new@example.com", unit=unit, role=role, actor=actor)


def test_one_invites_in_ones_branch_only():
    company = world.unit()
    mine, other = world.unit(parent=company, kind="centre"), world.unit(parent=company, kind="centre")
    trainer = world.member("trainer", mine)
    team = world.unit(parent=mine, kind="team")
    assert invite(email="new@example.com", unit=team, role="trainee", actor=trainer).unit == team
    for beyond in (other, company):
        with pytest.raises(PermissionDenied):
            invite(email="other@example.com", unit=beyond, role="trainee", actor=trainer)


def test_accepting_makes_the_person_with_the_role_and_signs_them_in(client):
    made, token = world.invitation(role="agent")
    response = client.post(link(token), GOOD)
    assert (response.status_code, response["Location"]) == (302, reverse("home:today"))
    person = User.objects.get(email=made.email)
    assert (person.first_name, person.language, person.time_zone) == ("Sofía", "en", "Atlantic/Canary")
    assert person.check_password("seven steps up")
    assert list(person.memberships.values_list("role", "unit")) == [("agent", made.unit_id)]
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_invitation_works_once(client):
    _made, token = world.invitation()
    client.post(link(token), GOOD)
    client.logout()
    again = client.post(link(token), GOOD | {"password": "another long one"})
    assert (again.status_code, again.context["refused"]) == (410, "accepted")
    assert User.objects.filter(memberships__role="trainee").count() == 1


def test_a_person_who_came_back_keeps_their_row_and_chooses_a_new_password():
    person = world.person(email="sofia@example.com", is_active=False)
    _made, token = world.invitation(email="sofia@example.com")
    assert accept_invitation(token=token, **GOOD) == person
    person.refresh_from_db()
    assert person.is_active and person.check_password("seven steps up")


def test_a_link_never_changes_the_password_of_somebody_who_can_sign_in():
    _made, token = world.invitation(email="sofia@example.com")
    person = world.person(email="sofia@example.com")
    with pytest.raises(InvitationRefused):
        accept_invitation(token=token, **GOOD)
    person.refresh_from_db()
    assert person.check_password("a long password")


def expire(made):
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("spoil", "reason", "status", "words"),
    [
        (expire, "expired", 410, "This invitation has expired"),
        (lambda made: revoke_invitation(invitation=made), "revoked", 410, "This invitation was withdrawn"),
        (lambda made: resend_invitation(invitation=made), "unknown", 404, "This link opens nothing"),
    ],
)
def test_a_link_that_no_longer_works_says_why_and_what_to_do(client, spoil, reason, status, words):
    client.cookies["django_language"] = "en"
    made, token = world.invitation()
    spoil(made)
    for response in (client.get(link(token)), client.post(link(token), GOOD)):
        assert (response.status_code, response.context["refused"]) == (status, reason)
        assert words in response.content.decode()
    assert not User.objects.filter(email=made.email).exists()


@pytest.mark.parametrize("forged", ["x", "0" * 64, "a" * 5000, "' OR 1=1 --", "%00", "../../people"])
def test_a_forged_token_opens_nothing(client, forged):
    world.invitation()
    assert client.get(f"/invitation/{forged}/").status_code == 404


def test_a_token_cannot_be_made_from_the_row_without_the_servers_key(settings):
    made, token = world.invitation()
    settings.SECRET_KEY = "stolen database, other key"
    assert invitation_token(made.pk, made.times_sent) != token


def test_sending_again_makes_a_new_link_and_closes_the_one_before(run_jobs, client):
    made, token = world.invitation()
    expire(made)
    made = resend_invitation(invitation=made)
    assert made.times_sent == 2
    assert made.expires_at > timezone.now()
    run_jobs()
    assert len(mail.outbox) == 1  # the first mail looked at the row and kept quiet
    assert client.get(link(invitation_token(made.pk, 2))).status_code == 200
    assert client.get(link(token)).status_code == 404


def test_an_answered_invitation_is_neither_sent_again_nor_revoked(client):
    made, token = world.invitation()
    client.post(link(token), GOOD)
    made = resend_invitation(invitation=made)
    made = revoke_invitation(invitation=made)
    assert (made.times_sent, made.revoked_at) == (1, None)


def test_a_weak_password_is_explained_beside_its_field(client):
    client.cookies["django_language"] = "en"
    made, token = world.invitation(email="sofia.medina@example.com")
    for password in ("short", "1234567890", "password123", "sofia.medina"):
        response = client.post(link(token), GOOD | {"password": password})
        assert response.status_code == 200
        assert response.context["form"].errors["password"]
    assert not User.objects.filter(email=made.email).exists()


def test_what_is_not_asked_for_is_not_taken(client):
    made, token = world.invitation()
    sneaked = {"email": "boss@example.com", "is_superuser": "1", "is_staff": "1", "role": "administrator", "unit": "1"}
    client.post(link(token), GOOD | sneaked)
    person = User.objects.get(email=made.email)
    assert (person.is_superuser, person.is_staff) == (False, False)
    assert list(person.memberships.values_list("role", flat=True)) == ["trainee"]


@pytest.mark.parametrize(
    ("field", "value"), [("first_name", "a" * 151), ("password", "a" * 129), ("time_zone", "Europe/Nowhere"), ("language", "fr")]
)
def test_what_is_too_long_or_not_on_offer_is_refused(client, field, value):
    _made, token = world.invitation()
    response = client.post(link(token), GOOD | {field: value})
    assert list(response.context["form"].errors) == [field]


def test_the_page_of_a_link_is_written_in_the_language_of_the_invitation(client):
    _made, token = world.invitation(language="en")
    assert 'lang="en"' in client.get(link(token), headers={"accept-language": "es"}).content.decode()


def test_the_page_keeps_its_address_to_itself(client):
    _made, token = world.invitation()
    response = client.get(link(token))
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in response["Cache-Control"]


def test_whoever_is_signed_in_is_told_to_sign_out_first(client):
    _made, token = world.invitation()
    client.force_login(world.person())
    response = client.post(link(token), GOOD)
    assert "people/invitation_other.html" in [template.name for template in response.templates]
    assert User.objects.count() == 1


def test_inviting_by_the_form_and_following_the_list(client, run_jobs):
    trainer = world.member("trainer")
    unit = trainer.current_memberships[0].unit
    client.force_login(trainer)
    form = {"email": "New@Example.com", "first_name": "<b>Ana</b>", "last_name": "", "unit": unit.pk, "role": "trainee", "language": "es"}
    response = client.post(reverse("people:invite"), form, follow=True)
    assert [i.email for i in response.context["page"]] == ["new@example.com"]
    assert "<b>Ana</b>" not in response.content.decode()
    run_jobs()
    assert "<b>Ana</b>" not in mail.outbox[0].alternatives[0][0]
    made = Invitation.objects.get()
    client.post(reverse("people:resend", args=[made.pk]))
    client.post(reverse("people:revoke", args=[made.pk]))
    made.refresh_from_db()
    assert (made.times_sent, made.state()) == (2, "revoked")


def test_the_form_offers_and_takes_only_what_the_inviter_may_give(client):
    trainer = world.member("trainer")
    elsewhere = world.unit()
    client.force_login(trainer)
    page = client.get(reverse("people:invite"))
    assert [choice[0] for choice in page.context["form"].fields["role"].choices] == ["trainee", "agent"]
    assert list(page.context["form"].fields["unit"].queryset) == [trainer.current_memberships[0].unit]
    for forged in ({"unit": elsewhere.pk, "role": "trainee"}, {"unit": trainer.current_memberships[0].unit_id, "role": "administrator"}):
        client.post(reverse("people:invite"), {"email": "new@example.com", "language": "es"} | forged)
    assert Invitation.objects.count() == 0


def test_an_invitation_beyond_ones_reach_is_not_there(client):
    trainer = world.member("trainer")
    other, _token = world.invitation()
    above, _token = world.invitation(in_unit=trainer.current_memberships[0].unit, role="hr")
    client.force_login(trainer)
    assert list(client.get(reverse("people:invitations")).context["page"]) == []
    for made in (other, above):
        for name in ("people:resend", "people:revoke"):
            assert client.post(reverse(name, args=[made.pk])).status_code == 404


def test_the_list_asks_the_database_the_same_for_one_and_for_three(client):
    hr = world.member("hr")
    unit = hr.current_memberships[0].unit
    client.force_login(hr)
    client.get(reverse("people:invitations"))
    asked = []
    for number in (1, 3):
        while Invitation.objects.count() < number:
            world.invitation(in_unit=unit, actor=hr)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("people:invitations"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12


def test_an_accepted_role_counts_from_today():
    made, token = world.invitation()
    person = accept_invitation(token=token, **GOOD)
    assert Membership.objects.get(person=person).valid_from == timezone.localdate()
    assert made.state() == "open"
    made.refresh_from_db()
    assert made.state() == "accepted"
