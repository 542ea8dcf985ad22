"""The register: who has proved what, when and on which version, of the people one looks after."""

import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.criteria.actions import confirm
from lms.criteria.models import GuidelineVersion
from lms.criteria.queries.proofs import proofs_seen
from lms.criteria.queries.register import MISSING, only, people_in, register
from lms.exports.models import Export
from tests import world


def in_force(agreement, code: str = "am-01") -> GuidelineVersion:
    return GuidelineVersion.objects.in_force().select_related("guideline__unit").get(guideline__code=code)


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def test_it_counts_the_people_one_looks_after_and_nobody_else(agreement):
    agreement.published()
    other_team = world.unit(kind="team", parent=agreement.service, name="Poniente")
    world.member("agent", other_team)
    agreement.proved()
    seen = {
        who: [(one.people, one.proved) for one in register(fresh(person))]
        for who, person in {"coordinator": agreement.coordinator, "supervisor": agreement.supervisor, "agent": agreement.agent}.items()
    }
    assert seen == {"coordinator": [(1, 1)], "supervisor": [(2, 1)], "agent": []}


def test_what_is_late_stands_before_what_everybody_has_proved(agreement):
    agreement.published()
    agreement.proved()
    agreement.noticed("n-01")
    entries = register(fresh(agreement.coordinator))
    assert [(one.guideline.code, one.missing) for one in entries] == [("n-01", 1), ("am-01", 0)]
    assert entries[0].is_late(timezone.now() + timedelta(days=3))
    assert not entries[1].is_late(timezone.now() + timedelta(days=3))


def test_a_new_version_that_asks_something_is_proved_anew_and_a_slip_put_right_is_not(agreement):
    agreement.published()
    agreement.proved()
    same = agreement.version.questions
    agreement.revised(*same, minor=True)
    assert [one.missing for one in register(fresh(agreement.coordinator))] == [0]
    agreement.revised(*same, asks=["q1"])
    assert [one.missing for one in register(fresh(agreement.coordinator))] == [1]
    agreement.answer("q1", counter=9)
    found = people_in(fresh(agreement.coordinator), in_force(agreement)).get()
    assert (found.proved_number, found.proved_at is None) == (3, False)


def test_the_people_of_one_are_found_by_state_unit_and_name(agreement):
    agreement.published()
    other = world.member("agent", agreement.team, first_name="Zoe", last_name="Ávila")
    agreement.proved()
    everybody = people_in(fresh(agreement.supervisor), in_force(agreement))
    assert [one.pk for one in everybody] == [other.pk, agreement.agent.pk]
    assert [one.pk for one in only(everybody, state=MISSING)] == [other.pk]
    assert [one.pk for one in only(everybody, words="avila")] == [other.pk]
    assert [one.pk for one in only(everybody, unit=world.unit(kind="team", parent=agreement.service, name="Vacío"))] == []


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_same_however_much_is_in_force(agreement, client, many):
    agreement.published()
    for number in range(many):
        agreement.noticed(f"n-{number}")
    client.force_login(agreement.coordinator)
    client.get(reverse("criteria:register"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("criteria:register")).status_code == 200
    assert len(asked) <= 12


def test_the_screens_say_who_is_missing_and_remind_them(agreement, client, run_jobs):
    agreement.published()
    client.force_login(agreement.coordinator)
    assert 'data-state="progress"' in client.get(reverse("criteria:register")).content.decode()
    page = client.post(reverse("criteria:remind", args=["am-01"]), follow=True)
    assert (page.status_code, str(agreement.agent.last_name) in page.content.decode()) == (200, True)
    assert run_jobs() >= 1


def test_a_spreadsheet_has_the_same_people(agreement, client):
    agreement.published()
    agreement.proved()
    client.force_login(agreement.coordinator)
    csv = client.post(reverse("criteria:export", args=["am-01", "csv"])).content.decode("utf-8-sig")
    assert agreement.agent.email in csv
    assert client.post(reverse("criteria:export", args=["am-01", "pdf"])).status_code == 404


def test_a_notice_without_questions_is_read_once_and_stands_in_the_register(agreement, client):
    agreement.noticed("n-01")
    client.force_login(agreement.agent)
    for _time in range(2):
        page = client.post(reverse("criteria:confirm", args=["n-01"]), {"version": 1}, follow=True)
        assert page.status_code == 200
    assert [one.missing for one in register(fresh(agreement.coordinator))] == [0]


@pytest.mark.parametrize("number", ["", "abc", "99", "9" * 30])
def test_a_version_that_is_not_there_is_not_read(agreement, client, number):
    agreement.noticed("n-01")
    client.force_login(agreement.agent)
    assert client.post(reverse("criteria:confirm", args=["n-01"]), {"version": number}).status_code == 404


def test_who_is_missing_stands_on_the_first_screen_of_who_looks_after_them(agreement, client):
    agreement.published()
    client.force_login(agreement.coordinator)
    link = reverse("criteria:people", args=["am-01"])
    assert link in client.get("/").content.decode()
    agreement.proved()
    assert link not in client.get("/").content.decode()


def test_each_proof_keeps_its_moment_and_its_version(agreement):
    agreement.published()
    agreement.answer("q1", option="b", counter=8)
    agreement.proved()
    agreement.revised(*agreement.version.questions, asks=["q1"])
    agreement.answer("q1", counter=9)
    viewer = fresh(agreement.coordinator)
    assert [(one.person, one.version.number, one.not_yet) for one in proofs_seen(viewer)] == [
        (agreement.agent, 2, 0),
        (agreement.agent, 1, 1),
    ]
    assert [one.version.number for one in proofs_seen(viewer, version=1, guideline=agreement.guideline)] == [1]


def test_the_proofs_of_others_are_not_seen(agreement):
    agreement.published()
    agreement.proved()
    elsewhere = world.member("coordinator", world.unit(kind="team", parent=agreement.service, name="Poniente"))
    viewers = (elsewhere, agreement.agent, agreement.coordinator, agreement.supervisor)
    assert [proofs_seen(fresh(who)).count() for who in viewers] == [0, 0, 1, 1]


def test_proofs_are_found_by_name_unit_and_days(agreement):
    agreement.published()
    agreement.proved()
    viewer, today = fresh(agreement.supervisor), timezone.localdate()
    day = timedelta(days=1)
    other = world.unit(kind="team", parent=agreement.service, name="Vacío")
    found = [
        proofs_seen(viewer, **asked).count()
        for asked in (
            {"words": agreement.agent.last_name},
            {"words": "nadie"},
            {"unit": agreement.team},
            {"unit": other},
            {"first": today, "last": today},
            {"first": today + day},
            {"last": today - day},
        )
    ]
    assert found == [1, 0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_proofs_asks_the_same_for_few_and_for_many(agreement, client, many):
    for number in range(many):
        confirmed(agreement, f"n-{number}")
    client.force_login(agreement.coordinator)
    client.get(reverse("criteria:proofs"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("criteria:proofs"))
    assert page.context["page"].paginator.count == many
    assert len(asked) <= 10


@pytest.mark.parametrize("query", ["version=x", "guideline=../x", "first=2026-99-99", "unit=9999999", "page=x", "q=" + "x" * 9000])
def test_a_filter_that_cannot_be_read_is_as_if_it_were_not_there(agreement, client, query):
    confirmed(agreement, "n-01")
    client.force_login(agreement.coordinator)
    page = client.get(f"{reverse('criteria:proofs')}?{query}")
    assert (page.status_code, page.context["page"].paginator.count) == (200, 1)


@pytest.mark.parametrize("address", [("criteria:proofs_export", ["csv"]), ("criteria:export", ["n-01", "csv"])])
def test_what_is_long_is_written_by_a_job(agreement, client, run_jobs, monkeypatch, address):
    monkeypatch.setattr(sys.modules["lms.criteria.views.register"], "AT_ONCE", 0)
    confirmed(agreement, "n-01")
    client.force_login(agreement.coordinator)
    answer = client.post(f"{reverse(address[0], args=address[1])}?q={agreement.agent.last_name}")
    export = Export.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("exports:export", args=[export.pk]))
    run_jobs()
    export.refresh_from_db()
    assert agreement.agent.email in export.file.read().decode("utf-8-sig")


def confirmed(agreement, code: str) -> None:
    agreement.noticed(code)
    confirm(version=in_force(agreement, code), actor=agreement.agent)
