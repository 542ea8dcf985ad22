import pytest
from django.urls import reverse

from tests import world

pytestmark = pytest.mark.django_db


def switch(client, language: str, back: str):
    return client.post(reverse("language:switch"), {"language": language, "next": back})


def test_the_switch_keeps_the_page(client):
    assert switch(client, "en", "/people/?q=ana&page=2")["Location"] == "/people/?q=ana&page=2"


@pytest.mark.parametrize(
    "foreign", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil.example", "\\\\evil.example", ""]
)
def test_the_switch_never_leads_to_another_site(client, foreign):
    assert switch(client, "en", foreign)["Location"] == "/"


def test_before_signing_in_the_browser_remembers(client):
    assert 'lang="es"' in client.get("/account/login/").content.decode()
    switch(client, "en", "/")
    assert 'lang="en"' in client.get("/account/login/").content.decode()


def test_the_first_visit_speaks_what_the_browser_asks_for(client):
    assert 'lang="en"' in client.get("/account/login/", headers={"accept-language": "en-GB,en;q=0.9"}).content.decode()
    assert 'lang="es"' in client.get("/account/login/", headers={"accept-language": "fr"}).content.decode()


def test_a_person_keeps_the_language_on_every_device(client):
    person = world.person(language="es")
    client.force_login(person)
    switch(client, "en", "/")
    person.refresh_from_db()
    assert person.language == "en"
    client.cookies["django_language"] = "es"
    assert 'lang="en"' in client.get(reverse("people:settings")).content.decode()


def test_a_language_that_is_not_spoken_here_changes_nothing(client):
    person = world.person(language="es")
    client.force_login(person)
    response = switch(client, "klingon", "/people/")
    person.refresh_from_db()
    assert (person.language, response["Location"], response.cookies.get("django_language")) == ("es", "/people/", None)


def test_a_visit_switches_nothing(client):
    assert client.get(reverse("language:switch")).status_code == 405


def test_the_answer_says_its_language_and_what_it_depends_on(client):
    response = client.get("/account/login/", headers={"accept-language": "en"})
    assert response["Content-Language"] == "en"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
