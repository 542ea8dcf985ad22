"""Administrators see every kind of mail as it will look, in both languages, and send themselves one; nobody else's words are shown."""

import pytest
from django.core import mail
from django.urls import reverse

from lms.notifications.actions import notify
from lms.notifications.samples import mailed_kinds, sample
from tests import world

pytestmark = pytest.mark.django_db
PREVIEWED = sorted(kind.name for kind in mailed_kinds())


@pytest.fixture
def owner(client):
    who = world.member("administrator", email="admin@example.com", language="en")
    client.force_login(who)
    return who


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_kind_that_is_mailed_can_be_written_in_both_languages(owner, language):
    for name in PREVIEWED:
        written = sample(name, person=owner, language=language)
        assert written.subject and owner.first_name in written.text and f'lang="{language}"' in written.html


def test_the_list_leads_to_each_and_each_shows_html_and_plain_text(client, owner):
    page = client.get(reverse("notifications:samples")).content.decode()
    assert all(reverse("notifications:sample", args=[name]) in page for name in PREVIEWED)
    page = client.get(reverse("notifications:sample", args=["digest"]), {"language": "es"}).content.decode()
    assert "/notifications/samples/digest/body/?language=es" in page and "sandbox" in page
    body = client.get(reverse("notifications:sample_body", args=["digest"]), {"language": "es"})
    assert body.content.startswith(b"<!doctype html>")
    assert "default-src 'none'" in body.headers["Content-Security-Policy"]


def test_one_is_sent_to_whoever_asks_and_pressed_twice_is_one(client, owner, run_jobs):
    for _time in range(2):
        client.post(reverse("notifications:send_sample", args=["certificates.revoked"]), {"language": "es"})
    run_jobs()
    [message] = mail.outbox
    assert (message.to, message.extra_headers["Content-Language"]) == (["admin@example.com"], "es")


def test_outside_the_demo_what_others_were_told_is_not_shown(owner, settings):
    notify(person=world.person(language="en"), kind="enrolled", key="one", title="Only for Luis", url="/programme/")
    assert "Only for Luis" not in sample("enrolled", person=owner, language="en").text
    settings.DEMO = True
    assert "Only for Luis" in sample("enrolled", person=owner, language="en").text


def test_a_kind_that_is_not_mailed_or_unknown_has_no_sample(client, owner):
    for name in ("unheard.of", "criteria.published", "..", "x" * 300):
        assert client.get(reverse("notifications:sample", args=[name])).status_code == 404
    assert client.get(reverse("notifications:sample", args=["digest"]), {"language": "xx"}).status_code == 200
