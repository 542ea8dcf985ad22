from datetime import timedelta

import pytest
from django.urls import reverse

from lms.careers.actions import add_requirement, ask_for_preview, draft_version, save_requirement, start_posting
from lms.careers.models import Posting, Readiness
from lms.careers.queries.preview import people_on, preview_of
from lms.careers.views import preview as view
from lms.competencies.models import CompetencyState
from lms.jobs.actions import run
from lms.jobs.models import Job
from lms.people.models import Membership, User
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "EMP", 3)
    return version


@pytest.fixture
def unit():
    return world.unit()


@pytest.fixture
def hr(unit):
    return world.member("hr", unit, language="en")


@pytest.fixture
def draft(live, hr):
    return draft_version(ladder=live.ladder, actor=hr)


def standing(unit, level=None):
    person = world.member("agent", unit)
    start_posting(person=person, rung=centre.rung("R0"), starts_on=centre.today())
    if level:
        centre.proved(person, "EMP", level)
    return person


def previewed(draft, hr):
    return preview_of(draft, people_on(draft, hr))


def test_who_was_ready_and_no_longer_is_loses_it_by_what_is_asked_more(draft, hr, unit):
    ready, short = standing(unit, 3), standing(unit)
    save_requirement(requirement=draft.requirements.get(), values={"level": 4}, actor=hr)
    rung, kept = centre.rung("R1").pk, list(Readiness.objects.order_by("pk").values())
    result = previewed(draft, hr)
    assert result["people"] == 2
    assert result["rungs"] == [{"rung": rung, "before": {"ready": 1, "missing_evidence": 1}, "after": {"nearly": 1, "missing_evidence": 1}}]
    assert result["changes"] == [[ready.pk, rung, "ready", "nearly", "loses", ["competency:EMP"]]]
    assert list(Readiness.objects.order_by("pk").values()) == kept
    assert short.pk != ready.pk


def test_who_meets_what_is_asked_less_gains_it(draft, hr, unit):
    person = standing(unit, 2)
    save_requirement(requirement=draft.requirements.get(), values={"level": 2}, actor=hr)
    assert previewed(draft, hr)["changes"] == [[person.pk, centre.rung("R1").pk, "nearly", "ready", "gains", ["competency:EMP"]]]


def test_a_rung_that_asks_for_the_first_time_is_a_new_aim(draft, hr, unit):
    person = standing(unit, 3)
    add_requirement(version=draft, rung=centre.rung("R2"), kind="time_in_company", values={"months": 6}, actor=hr)
    assert previewed(draft, hr)["changes"] == [[person.pk, centre.rung("R2").pk, None, "on_the_way", "moves", []]]


def test_hr_of_a_branch_reads_its_people_alone(draft, unit):
    standing(unit)
    elsewhere = world.member("hr", world.unit())
    assert people_on(draft, elsewhere) == []


@pytest.mark.parametrize("people", [1, 3])
def test_the_same_queries_for_one_as_for_three(draft, hr, unit, people, django_assert_num_queries, django_assert_max_num_queries):
    for _number in range(people):
        standing(unit, 3)
    with django_assert_max_num_queries(26):
        previewed(draft, hr)


def test_of_three_hundred_a_job_tells_how_far_it_is(client, draft, hr, unit, django_assert_max_num_queries):
    """The real limit, with people enough for it: half of them lose the rung."""
    crowd(unit, 320)
    save_requirement(requirement=draft.requirements.get(), values={"level": 4}, actor=hr)
    client.force_login(hr)
    client.cookies["peldano_language"] = "en"
    address = reverse("careers:preview", args=[draft.ladder.code, draft.label])
    with django_assert_max_num_queries(40):
        assert "Read everybody" in client.get(address).content.decode()
    client.post(address)
    job, told = Job.objects.get(kind="careers.preview"), []
    assert job.progress_total == 320
    result = preview_of(draft, people_on(draft, hr), told.append)
    assert told == [100, 200, 300, 320]
    assert run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.progress_done, job.result["people"], job.result["changes"]) == (320, 320, result["changes"])
    assert {(before, after, turn) for _person, _rung, before, after, turn, _keys in result["changes"]} == {("ready", "nearly", "loses")}
    page = client.get(address).content.decode()
    assert "160 → 0" in page and page.count("Crowd") == 25
    with django_assert_max_num_queries(40):
        client.get(address, {"page": 7})


def test_names_of_a_kept_preview_are_shown_to_whoever_still_sees_them(client, draft, hr, unit, monkeypatch):
    monkeypatch.setattr(view, "AT_ONCE", 0)
    person, stays = standing(unit, 3), standing(unit, 3)
    save_requirement(requirement=draft.requirements.get(), values={"level": 5}, actor=hr)
    run(job_id=ask_for_preview(version=draft, actor=hr).pk)
    person.memberships.update(valid_from=centre.today() - timedelta(days=9), valid_to=centre.today() - timedelta(days=1))
    type(person).objects.filter(pk=person.pk).update(last_name="Gone")
    client.force_login(hr)
    page = client.get(reverse("careers:preview", args=[draft.ladder.code, draft.label])).content.decode()
    assert "Gone" not in page and stays.surname_first in page


def crowd(unit, number: int) -> None:
    """People on the first rung, written in bulk; every other one has what the next rung asks."""
    today, competency = centre.today(), world.competency("EMP")
    users = User.objects.bulk_create(
        User(email=f"crowd{one}@example.com", first_name="Ana", last_name=f"Crowd {one:03}") for one in range(number)
    )
    Membership.objects.bulk_create(Membership(person=one, unit=unit, role="agent", valid_from=today) for one in users)
    Posting.objects.bulk_create(Posting(person=one, rung=centre.rung("R0"), starts_on=today) for one in users)
    CompetencyState.objects.bulk_create(
        CompetencyState(person=one, competency=competency, standing="current", level=3, proven_level=3) for one in users[::2]
    )


def test_the_screen_says_who_and_why(client, draft, hr, unit):
    person = standing(unit, 3)
    add_requirement(version=draft, rung=centre.rung("R1"), kind="roleplay", values={"roleplay_type": "written_reply"}, actor=hr)
    client.force_login(hr)
    client.cookies["peldano_language"] = "en"
    address = reverse("careers:preview", args=[draft.ladder.code, draft.label])
    page = client.get(address).content.decode()
    assert person.surname_first in page and "Roleplay passed: a written reply" in page and "1 → 0" in page
    assert "Nobody changes state before this rung." in client.get(address, {"rung": "R1", "turn": "gains"}).content.decode()


def test_of_many_a_job_reads(client, draft, hr, unit, monkeypatch):
    monkeypatch.setattr(view, "AT_ONCE", 0)
    person = standing(unit, 3)
    save_requirement(requirement=draft.requirements.get(), values={"level": 5}, actor=hr)
    client.force_login(hr)
    client.cookies["peldano_language"] = "en"
    address = reverse("careers:preview", args=[draft.ladder.code, draft.label])
    assert "Read everybody" in client.get(address).content.decode()
    client.post(address)
    client.post(address)
    job = Job.objects.get(kind="careers.preview")
    assert "0 of 1 people read." in client.get(address).content.decode()
    assert run(job_id=job.pk)
    assert person.surname_first in client.get(address).content.decode()
    save_requirement(requirement=draft.requirements.get(), values={"level": 4}, actor=hr)
    assert person.surname_first not in client.get(address).content.decode()
    assert ask_for_preview(version=draft, actor=hr) != job
