import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import caches
from django.urls import reverse

from lms.jobs.models import Job
from lms.people.models import User
from tests import world

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


def sign_in(client, email: str, password: str = "a long password", **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import hotp_value

    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_one_signs_in_by_email_whatever_its_capitals(client):
    person = world.person(email="sofia@example.com")
    response = sign_in(client, "SOFIA@Example.com")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_page_asked_for_opens_after_signing_in_but_never_another_site(client):
    world.person(email="sofia@example.com")
    for asked, opened in (("/account/settings/", "/account/settings/"), ("https://evil.example/", "/"), ("//evil.example/", "/")):
        assert client.post(f"{LOGIN}?next={asked}", {"login": "sofia@example.com", "password": "a long password"})["Location"] == opened
        client.post("/account/logout/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    world.person(email="sofia@example.com")
    client.cookies["django_language"] = "en"
    pages = []
    for email in ("sofia@example.com", "nobody@example.com"):
        html = sign_in(client, email, "not the password").content.decode()
        pages.append(re.sub(r'value="[^"]*"|[a-zA-Z0-9]{64}', "", html))
    assert pages[0] == pages[1]
    assert "The e-mail or the password is not right" in pages[0]


def test_a_closed_account_is_told_so_only_with_its_password(client):
    world.person(email="sofia@example.com", is_active=False)
    assert sign_in(client, "sofia@example.com")["Location"] == "/account/inactive/"
    assert sign_in(client, "sofia@example.com", "wrong one").status_code == 200
    assert client.get("/account/inactive/").status_code == 200


def test_leaving_takes_a_click(client):
    client.force_login(world.person())
    assert client.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client):
    form = {"email": "new@example.com", "password1": "seven steps up", "password2": "seven steps up"}
    response = client.post("/account/signup/", form)
    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/account/email/", "/account/confirm-email/", "/account/confirm-email/abc/", "/account/password/set/"])
def test_doors_that_the_academy_does_not_offer_are_not_there(client, address):
    client.force_login(world.person())
    assert client.get(address).status_code == 404


def test_after_many_wrong_passwords_one_is_asked_to_wait_and_every_process_knows(client):
    world.person(email="sofia@example.com")
    client.cookies["django_language"] = "en"
    for _attempt in range(5):
        sign_in(client, "sofia@example.com", "not the password")
    response = sign_in(client, "sofia@example.com")
    assert "many attempts" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert list(caches["default"]._cache) == []  # the count is in the cache that the processes share


def test_too_many_sign_ins_from_one_place_get_a_kind_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "nobody@example.com")
    response = sign_in(client, "nobody@example.com")
    assert response.status_code == 429
    assert "errors/slow_down.html" in [template.name for template in response.templates]


# ── A forgotten password ────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_password_is_chosen_by_a_mailed_link_that_works_once(client, run_jobs):
    world.person(email="sofia@example.com", language="en")
    client.post("/account/password/reset/", {"email": "SOFIA@example.com"})
    run_jobs()
    [message] = mail.outbox
    assert message.subject == "Choose a new password"
    address = "/" + re.search(r"https?://[^/]+/(\S+)", message.body)[1]
    form = client.get(address, follow=True)
    here = form.redirect_chain[-1][0]
    client.post(here, {"password1": "seven steps up", "password2": "seven steps up"})
    assert User.objects.get().check_password("seven steps up")
    client.cookies.clear()
    again = client.get(address, follow=True)
    assert again.context["token_fail"] is True


def test_asking_for_a_password_answers_the_same_for_an_address_that_nobody_has(client, run_jobs, django_assert_num_queries):
    world.person(email="sofia@example.com")
    answers = []
    for email in ("sofia@example.com", "nobody@example.com"):
        caches["shared"].clear()
        with django_assert_num_queries(1):  # one job is written, and nothing is looked up
            response = client.post("/account/password/reset/", {"email": email})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]
    run_jobs()
    assert [message.to for message in mail.outbox] == [["sofia@example.com"]]


def test_no_link_to_a_password_is_kept_in_the_jobs(client, run_jobs):
    world.person(email="sofia@example.com")
    client.post("/account/password/reset/", {"email": "sofia@example.com"})
    run_jobs()
    job = Job.objects.get(kind="people.password_reset_mail")
    assert (job.payload, job.result) == ({"email": "sofia@example.com"}, {})


def test_changing_the_password_is_told_by_mail_and_signs_other_devices_out(client, run_jobs):
    from django.test import Client

    person = world.person(email="sofia@example.com", language="en")
    elsewhere = Client()
    for device in (client, elsewhere):
        sign_in(device, "sofia@example.com")
    form = {"oldpassword": "a long password", "password1": "seven steps up", "password2": "seven steps up"}
    client.post("/account/password/change/", form)
    run_jobs()
    assert [(message.to, message.subject) for message in mail.outbox] == [([person.email], "Something changed in how you sign in")]
    assert "Your password is new." in mail.outbox[0].body
    assert client.get(reverse("people:settings")).status_code == 200
    assert elsewhere.get(reverse("people:settings")).status_code == 302


# ── A second step ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_app_is_set_up_used_and_its_secret_is_sealed(client, run_jobs):
    person = world.person(email="sofia@example.com")
    sign_in(client, "sofia@example.com")
    page = client.get("/account/2fa/totp/activate/")
    assert "data:image/svg" in page.content.decode()
    secret = page.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    kept = Authenticator.objects.get(user=person, type="totp")
    assert secret not in kept.data["secret"]
    assert Authenticator.objects.filter(user=person, type="recovery_codes").exists()
    client.post("/account/logout/")
    caches["shared"].clear()
    assert sign_in(client, "sofia@example.com")["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    caches["default"].clear()
    caches["shared"].clear()
    recovery = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    client.post("/account/2fa/authenticate/", {"code": recovery[0]})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_every_account_page_is_ours(client):
    person = world.person(email="sofia@example.com")
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9999999999}]
    session.save()
    for address in (
        "/account/password/change/",
        "/account/logout/",
        "/account/2fa/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/recovery-codes/generate/",
        "/account/3rdparty/",
        "/account/reauthenticate/",
    ):
        page = client.get(address, follow=True)
        assert page.status_code == 200, address
        html = page.content.decode()
        assert "/css/" in html, address
        assert " style=" not in html and " onclick=" not in html, address
        inline = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag and "application/json" not in tag]
        assert inline == [], address
