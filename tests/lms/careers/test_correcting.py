from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lms.careers.acting import claim_from
from lms.careers.actions import act_up, correct_posting, end_posting, start_posting, withdraw_posting
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, PostingRefused
from lms.careers.models import Posting, Readiness
from lms.careers.queries.acting import alarms_for
from lms.careers.queries.board import rows_before
from lms.careers.queries.plans import plans_on
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor(client):
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks(version, "R1", "time_in_rung", "", months=6)
    centre.asks(version, "R2", "time_in_rung", "", months=6)
    unit = world.unit()
    people = {role: world.member(role, unit, language="en") for role in ("agent", "hr", "supervisor", "works_council")}
    client.cookies["peldano_language"] = "en"
    return people


def ago(days):
    return centre.today() - timedelta(days=days)


@pytest.fixture
def posting(floor):
    return start_posting(person=floor["agent"], rung=centre.rung("R0"), starts_on=ago(30))


def corrected(posting, hr, **values):
    values = {"rung": posting.rung, "starts_on": posting.starts_on, "ends_on": None, "reason": "Fecha equivocada"} | values
    return correct_posting(posting=posting, actor=hr, **values)


def test_a_correction_keeps_the_old_row_and_computes_anew(floor, posting):
    assert Readiness.objects.get(rung__code="R1").state == "on_the_way"
    made = corrected(posting, floor["hr"], starts_on=ago(300))
    posting.refresh_from_db()
    assert (posting.withdrawn_for, posting.withdrawn_by, made.corrects) == ("Fecha equivocada", floor["hr"], posting)
    assert list(Posting.objects.all()) == [made]
    assert Posting.everywhere.count() == 2
    assert Readiness.objects.get(rung__code="R1").state == "ready"


def test_correcting_twice_is_correcting_once(floor, posting):
    made = corrected(posting, floor["hr"], starts_on=ago(300))
    assert corrected(posting, floor["hr"], starts_on=ago(200)) == made


def test_a_correction_says_why_and_lies_over_nothing(floor, posting):
    with pytest.raises(PostingRefused):
        corrected(posting, floor["hr"], reason=" ")
    end_posting(posting=posting, ends_on=ago(20))
    second = start_posting(person=floor["agent"], rung=centre.rung("R1"), starts_on=ago(10))
    with pytest.raises(PostingRefused):
        corrected(second, floor["hr"], starts_on=ago(25))
    with pytest.raises(EndsBeforeItStarts):
        corrected(second, floor["hr"], ends_on=ago(40))
    assert Posting.objects.count() == Posting.everywhere.count() == 2


def test_nobody_holds_two_rungs_on_a_day(floor, posting):
    end_posting(posting=posting, ends_on=ago(5))
    with pytest.raises(PostingRefused):
        start_posting(person=floor["agent"], rung=centre.rung("R1"), starts_on=ago(10))


def test_what_never_was_is_withdrawn(floor, posting):
    withdraw_posting(posting=posting, reason="Era otra persona", actor=floor["hr"])
    withdraw_posting(posting=posting, reason="Otra vez", actor=floor["hr"])
    posting.refresh_from_db()
    assert posting.withdrawn_for == "Era otra persona"
    assert not Readiness.objects.exists()
    with pytest.raises(PostingRefused):
        corrected(posting, floor["hr"])


def test_only_hr_corrects_and_never_about_oneself(floor, posting):
    with pytest.raises(PermissionDenied):
        corrected(posting, floor["supervisor"])
    own = start_posting(person=floor["hr"], rung=centre.rung("R0"), starts_on=ago(30))
    with pytest.raises(AboutOneself):
        corrected(own, floor["hr"])


def test_a_corrected_person_stands_once_on_the_board(floor, posting):
    corrected(posting, floor["hr"], starts_on=ago(300))
    rung = centre.rung("R1")
    assert len(rows_before(rung, viewer=floor["hr"], plan=plans_on().by_rung[rung.pk])) == 1


def test_the_day_from_which_the_post_may_be_claimed():
    assert claim_from([(ago(100), None)], centre.today()) > centre.today()
    assert claim_from([(ago(300), None)], centre.today()) == centre.today()
    assert claim_from([(ago(100), ago(50))], centre.today()) is None


def test_alarms_name_who_nears_the_limit(floor, posting):
    act_up(person=floor["agent"], rung=centre.rung("R2"), starts_on=ago(140))
    other = world.member("agent", world.unit())
    act_up(person=other, rung=centre.rung("R2"), starts_on=ago(140))
    (alarm,) = alarms_for(floor["hr"])
    assert (alarm.person, alarm.counted.warning, [one.rung.code for one in alarm.postings]) == (floor["agent"], 4, ["R2"])


def test_hr_writes_down_ends_and_corrects_in_screens(floor, client):
    agent = floor["agent"]
    client.force_login(floor["hr"])
    mine = reverse("careers:person_postings", args=[agent.pk])
    data = {"kind": "held", "rung": centre.rung("R0").pk, "starts_on": ago(30).isoformat(), "reason": "Alta"}
    add = reverse("careers:add_posting", args=[agent.pk])
    assert client.post(add, data).url == mine
    client.post(add, data)
    posting = Posting.objects.get()
    refused = client.post(add, data | {"rung": centre.rung("R1").pk, "starts_on": ago(40).isoformat()})
    assert refused.status_code == 422 and "It begins before what they hold began" in refused.content.decode()
    correct = reverse("careers:correct_posting", args=[posting.pk])
    assert client.post(correct, {"rung": posting.rung_id, "starts_on": ago(300).isoformat(), "why": ""}).status_code == 422
    assert client.post(correct, {"rung": posting.rung_id, "starts_on": ago(300).isoformat(), "why": "Era antes"}).url == mine
    page = client.get(mine).content.decode()
    assert "Era antes" in page and "Written down wrong" in page
    standing = Posting.objects.get()
    client.post(reverse("careers:end_posting", args=[standing.pk]), {"ends_on": ago(1).isoformat()})
    standing.refresh_from_db()
    assert standing.ends_on == ago(1)
    client.post(
        reverse("careers:correct_posting", args=[standing.pk]),
        {"rung": posting.rung_id, "starts_on": ago(300).isoformat(), "why": "No", "never_was": "on"},
    )
    assert not Posting.objects.exists()


def test_acting_up_shows_its_limit(floor, client, posting):
    client.force_login(floor["hr"])
    data = {"kind": "acting_up", "rung": centre.rung("R2").pk, "starts_on": ago(140).isoformat()}
    client.post(reverse("careers:add_posting", args=[floor["agent"].pk]), data)
    page = client.get(reverse("careers:postings")).content.decode()
    assert floor["agent"].surname_first in page and "4.6" in page
    assert (
        "If it goes on they may claim the post" in client.get(reverse("careers:person_postings", args=[floor["agent"].pk])).content.decode()
    )


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_is_read_with_few_queries(floor, client, people, django_assert_max_num_queries):
    unit = world.unit()
    hr = world.member("hr", unit)
    for _number in range(people):
        person = world.member("agent", unit)
        start_posting(person=person, rung=centre.rung("R0"), starts_on=ago(30))
        act_up(person=person, rung=centre.rung("R2"), starts_on=ago(140))
    client.force_login(hr)
    client.get(reverse("careers:postings"))
    with django_assert_max_num_queries(14):
        client.get(reverse("careers:postings"))
    with django_assert_max_num_queries(14):
        client.get(reverse("careers:person_postings", args=[person.pk]))
