"""A licence, or the sign-off of a gate, is given by a named person with what it rests on; calibrations give their own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from assessments.scores.actions.licensing import give_licence as license_assessor
from assessments.scores.actions.licensing import revoke_licence
from lms.careers.actions import give_licence, start_posting, withdraw_licence
from lms.careers.exceptions import AboutOneself, Refused
from lms.careers.models import Licence
from lms.careers.queries.readiness import readiness_of, standing_of
from tests import scores, world
from tests.lms.careers import centre
from tests.lms.careers.centre import today

pytestmark = pytest.mark.django_db
SEEN = "Two roleplays passed, attendance of 96 %"


@pytest.fixture
def floor():
    """Whoever begins, their trainer and HR; out of the classroom by a sign-off, and a path that asks for assessors."""
    unit = world.unit()
    version = centre.ladder()
    gate = centre.asks(version, "R1", "licence", "classroom_exit", licence="classroom_exit")
    assessing = centre.asks(version, "R1", "licence", "assessor", licence="assessor")
    people = {role: world.member(role, unit, language="en") for role in ("trainee", "trainer", "hr", "coordinator")}
    start_posting(person=people["trainee"], rung=centre.rung("R0"), starts_on=today() - timedelta(days=40))
    return people | {"gate": gate, "assessing": assessing, "agent": people["trainee"]}


def results(floor) -> list[str]:
    return [one["r"] for one in floor["agent"].readiness.get().results]


def signed(floor, **fields) -> Licence:
    values = {"code": "classroom_exit", "given_on": today(), "words": SEEN, "actor": floor["trainer"], **fields}
    return give_licence(person=floor["agent"], **values)


def test_a_gate_is_met_once_a_person_signs_it_off_and_withdrawing_turns_it_back(floor):
    assert results(floor) == ["missing", "missing"]
    made = signed(floor)
    assert results(floor) == ["met", "missing"]
    withdraw_licence(licence=made, reason="It was somebody else", actor=floor["hr"])
    assert results(floor) == ["missing", "missing"]
    made.refresh_from_db()
    assert (made.withdrawn_by, made.words) == (floor["hr"], SEEN)


def test_given_twice_it_is_one_and_it_runs_out_on_its_day(floor):
    first = signed(floor, until=today() + timedelta(days=3))
    assert signed(floor).pk == first.pk
    found = {one.key: one for one in readiness_of(floor["agent"], centre.rung("R1")).standings}["licence:classroom_exit"]
    assert (found.result, found.until) == ("met", today() + timedelta(days=3))
    assert floor["agent"].readiness.get().changes_on == today() + timedelta(days=4)


def test_without_words_for_oneself_for_a_day_to_come_or_by_a_stranger_there_is_none(floor):
    for fields, refusal in (
        ({"words": "  "}, Refused),
        ({"given_on": today() + timedelta(days=1)}, Refused),
        ({"actor": floor["agent"]}, AboutOneself),
        ({"actor": world.member("trainer", world.unit())}, PermissionDenied),
    ):
        with pytest.raises(refusal):
            signed(floor, **fields)
    assert not Licence.objects.exists()


def test_a_calibration_gives_the_licence_to_assess_and_takes_it_back(floor):
    licence = license_assessor(assessor=floor["agent"], rubric=scores.rubric().rubric, source="calibration:1")
    assert results(floor) == ["missing", "met"]
    proof = standing_of(floor["agent"], floor["assessing"]).proofs[0]
    assert (proof.kind, proof.until) == ("licence", licence.valid_to)
    revoke_licence(licence=licence, actor=floor["hr"], why="drift")
    assert results(floor) == ["missing", "missing"]


def test_the_way_to_each_licence_is_said(floor):
    with translation.override("en"):
        steps = {one.key: one.steps[0].words for one in readiness_of(floor["agent"], centre.rung("R1")).standings}
    assert "sign it off" in steps["licence:classroom_exit"] and "calibration" in steps["licence:assessor"]


def test_a_trainer_signs_a_gate_off_from_the_ladder_and_the_person_reads_it(floor, client):
    client.force_login(floor["hr"])
    client.cookies["peldano_language"] = "en"
    address = reverse("careers:licences", args=[floor["agent"].pk])
    assert f"{address}?code=classroom_exit" in client.get(reverse("careers:ladder", args=[floor["agent"].pk])).content.decode()
    client.force_login(floor["trainer"])
    assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": SEEN}).status_code == 302
    made = Licence.objects.get()
    client.force_login(floor["agent"])
    page = client.get(address).content.decode()
    assert SEEN in page and str(floor["trainer"]) in page and "Write one down" not in page
    assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": SEEN}).status_code == 403
    client.force_login(floor["trainer"])
    assert client.post(reverse("careers:withdraw_licence", args=[made.pk]), {"reason": "Too early"}).status_code == 302
    assert "Too early" in client.get(address).content.decode()


def test_what_a_calibration_gives_is_not_given_by_hand(floor, client):
    client.force_login(floor["trainer"])
    address = reverse("careers:licences", args=[floor["agent"].pk])
    assert client.post(address, {"code": "assessor", "given_on": today(), "words": SEEN}).status_code == 422


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_of_licences_is_read_with_few_queries(floor, client, size, django_assert_max_num_queries):
    for number in range(size):
        signed(floor, given_on=today() - timedelta(days=number))
    client.force_login(floor["agent"])
    client.get(reverse("careers:licences", args=[floor["agent"].pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("careers:licences", args=[floor["agent"].pk]))
