"""One click makes you anybody: only where `DEMO` is on."""

import pytest
from django.test import override_settings

from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofia():
    return world.member("trainee", email="sofia.medina@alborada.example", first_name="Sofía", last_name="Medina")


@pytest.fixture
def in_a_demo(settings):
    settings.ROOT_URLCONF = "tests.lms.demo.demo_urls"
    settings.DEMO = True


def test_there_is_no_such_address_outside_a_demo(client, sofia):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/enter/", {"person": "sofia.medina"}).status_code == 404


@override_settings(ROOT_URLCONF="tests.lms.demo.demo_urls")
def test_the_door_stays_shut_even_where_it_is_routed(client, sofia):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/enter/", {"person": "sofia.medina"}).status_code == 404


def test_a_click_signs_in(in_a_demo, client, sofia):
    response = client.post("/demo/enter/", {"person": "sofia.medina"})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/demo/").wsgi_request.user == sofia


def test_a_link_does_not_sign_in(in_a_demo, client, sofia):
    assert client.get("/demo/enter/?person=sofia.medina").status_code == 405


def test_only_the_people_of_the_table_may_be_chosen(in_a_demo, client, sofia):
    world.member("hr", email="someone.else@alborada.example")
    assert client.post("/demo/enter/", {"person": "someone.else"}).status_code == 404
    assert client.post("/demo/enter/", {}).status_code == 404


def test_an_account_that_is_closed_is_not_offered(in_a_demo, client, sofia):
    sofia.is_active = False
    sofia.save()
    assert client.post("/demo/enter/", {"person": "sofia.medina"}).status_code == 404


def test_the_sign_in_page_offers_the_people_with_what_to_look_at(in_a_demo, client, sofia):
    page = client.get("/account/login/", headers={"accept-language": "en"}).content.decode()
    assert "Sofía Medina" in page
    assert "Day three of ten" in page


def test_the_sign_in_page_offers_nobody_outside_a_demo(client, sofia):
    assert "Sofía Medina" not in client.get("/account/login/").content.decode()


def test_the_people_have_a_page_of_their_own(in_a_demo, client, sofia):
    assert "Sofía Medina" in client.get("/demo/").content.decode()
