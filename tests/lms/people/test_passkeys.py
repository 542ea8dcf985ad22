"""A passkey from its first day to its last, in a real browser with a virtual authenticator, under the policy of every page."""

import pytest
from allauth.mfa.models import Authenticator

from tests import world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def device(chromium):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    page.virtual = lambda: devtools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}}
    )
    page.refused = []
    page.on("console", lambda message: page.refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.set_default_timeout(30000)
    yield page
    context.close()


def test_a_passkey_is_added_renamed_used_alone_and_removed(live_server, device):
    person = world.person(email="sofia@example.com")
    here = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    device.virtual()

    device.goto(f"{here}/account/login/?next=/account/2fa/webauthn/add/")
    device.fill("[name=login]", "sofia@example.com")
    device.fill("[name=password]", "a long password")
    device.click("form[action='/account/login/'] [type=submit]")

    device.wait_for_selector("#mfa_webauthn_add")
    device.fill("[name=name]", "My laptop")
    device.click("#mfa_webauthn_add")
    device.wait_for_url(lambda url: "webauthn/add" not in url)
    key = Authenticator.objects.get(user=person, type="webauthn")
    assert key.wrap().is_passwordless is True

    device.goto(f"{here}/account/2fa/webauthn/keys/{key.pk}/edit/")
    device.fill("[name=name]", "My telephone")
    device.click("main form.form [type=submit]")
    device.wait_for_url("**/2fa/webauthn/")
    assert "My telephone" in device.inner_text("main")

    device.context.clear_cookies()
    device.goto(f"{here}/account/login/?next=/account/settings/")
    device.click("#passkey_login")
    device.wait_for_selector("[name=time_zone]")

    device.goto(f"{here}/account/2fa/webauthn/keys/{key.pk}/remove/")
    device.click("main form [type=submit]")
    device.wait_for_url("**/2fa/webauthn/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert device.refused == []


def test_a_passkey_that_does_not_work_out_is_said_in_words(live_server, device):
    here = live_server.url.replace("127.0.0.1", "localhost")
    device.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    device.goto(f"{here}/account/login/")
    device.click("#passkey_login")
    device.wait_for_selector("[data-passkey-problem]:not([hidden])")
    assert device.inner_text("[data-passkey-problem]").strip() != ""
    assert device.refused == []
