import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.calibration.models import AnchorScore, CalibrationSession
from tests import world
from tests.calibrations import all_in, sent, session

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return world.member("quality", first_name="Amparo")


@pytest.fixture
def nuria():
    return world.member("assessor", first_name="Nuria")


@pytest.fixture
def hugo():
    return world.member("assessor", first_name="Hugo")


@pytest.fixture
def november(leader, nuria, hugo):
    return session(leader, [nuria, hugo])


def page(client, who, found):
    client.force_login(who)
    return client.get(reverse("calibration:session", args=[found.code]))


def test_a_sheet_is_filled_without_names_and_handed_in_once(client, november, nuria):
    shown = page(client, nuria, november).content.decode()
    assert "Su clave es 4821." in shown
    assert "Sofía" not in shown.split("<main")[1]
    address = reverse("calibration:score", args=[november.code])
    client.post(address, sent(4))
    client.post(address, sent(1))
    assert {value for row in AnchorScore.objects.all() for value in row.values.values()} == {4}
    assert "Your scores are in." in page(client, nuria, november).content.decode()


def test_half_a_sheet_comes_back_as_it_was_sent(client, november, nuria):
    client.force_login(nuria)
    packet = sent(4)
    del packet["value_B_C2"]
    answer = client.post(reverse("calibration:score", args=[november.code]), packet)
    assert answer.status_code == 422
    assert "Score every criterion of B from 1 to 5." in answer.content.decode()
    assert answer.content.decode().count(" checked") == 3


def test_no_screen_shows_a_score_before_all_are_in(client, november, nuria, hugo, leader):
    client.force_login(nuria)
    client.post(reverse("calibration:score", args=[november.code]), sent(5))
    for who in (hugo, leader):
        shown = page(client, who, november).content.decode()
        assert "Nuria 5" not in shown
        assert "Criterion by criterion" not in shown
    assert "Scores are missing of:" in page(client, leader, november).content.decode()


def test_whoever_is_not_in_it_finds_nothing(client, november):
    assert page(client, world.member("assessor"), november).status_code == 404
    assert page(client, world.person(is_superuser=True), november).status_code == 404


def test_it_is_talked_about_and_signed_with_everybodys_figures(client, november, nuria, hugo, leader):
    for who in (nuria, hugo):
        client.force_login(who)
        client.post(reverse("calibration:score", args=[november.code]), sent(3, value_A_C1="2", value_B_C1="5"))
    client.force_login(leader)
    client.post(reverse("calibration:talk", args=[november.code]))
    assert "Criterion by criterion" in page(client, leader, november).content.decode()
    master = sent(3, value_A_C1="2", value_B_C1="5")
    assert client.post(reverse("calibration:sign", args=[november.code]), master).status_code == 422
    client.post(reverse("calibration:sign", args=[november.code]), master | {"decision": "Un 3 nombra el hecho"})
    shown = page(client, nuria, november).content.decode()
    assert CalibrationSession.objects.get().state == "signed"
    assert "Un 3 nombra el hecho" in shown
    assert "5 scored items are needed and there are 4" in shown
    assert (f"<h3>{nuria}" in shown, f"<h3>{hugo}" in shown) == (True, False)
    everybody = page(client, leader, november).content.decode()
    assert (f"<h3>{nuria}" in everybody, f"<h3>{hugo}" in everybody) == (True, True)


def test_the_page_asks_the_same_for_two_and_for_four_assessors(client, leader):
    asked = []
    client.force_login(leader)
    client.get(reverse("calibration:sessions"))  # the frame of a page is drawn once for who holds the same roles
    for number in (2, 4):
        found = all_in(session(leader, [world.member("assessor") for _one in range(number)], code=f"cal-{number}"))
        client.force_login(leader)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("calibration:session", args=[found.code])).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_assessor_sees_their_licences(client, nuria):
    client.force_login(nuria)
    assert "You have none now." in client.get(reverse("calibration:sessions")).content.decode()
