import io
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from openpyxl import load_workbook

from lms.careers.actions import refresh_readiness, start_posting
from lms.careers.models import Readiness, ReadinessCount, Requirement, SavedFilter
from lms.careers.queries import board
from lms.careers.queries.plans import plans_on
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor():
    """A ladder, a team with its coordinator, HR above it, and an agent on the first rung."""
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "EMP", 3, must=True)
    centre.asks_level(version, "R1", "LIS", 2)
    centre.asks(version, "R1", "time_in_company", "", months=6)
    company = world.unit()
    unit = world.unit(kind="team", parent=company, name="ES-1")
    people = {
        "agent": world.member("agent", unit, language="en"),
        "coordinator": world.member("coordinator", unit, language="en", last_name="Campos"),
    }
    people |= {"hr": world.member("hr", company, language="en"), "supervisor": world.member("supervisor", company, language="en")}
    people["elsewhere"] = world.member("coordinator", world.unit(kind="team", parent=company), language="en")
    post(people["agent"])
    return people | {"unit": unit, "company": company}


def post(person, code="R0", *, days_ago=400):
    day = centre.today() - timedelta(days=days_ago)
    type(person).objects.filter(pk=person.pk).update(hired_on=day)
    person.refresh_from_db()
    return start_posting(person=person, rung=centre.rung(code), starts_on=day)


def page_of(client, who, name, *args, **query) -> str:
    client.force_login(who)
    client.cookies["peldano_language"] = "en"
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_a_person_sees_the_rungs_and_what_the_next_one_asks(floor, client):
    page = page_of(client, floor["agent"], "careers:mine")
    assert "Rung 1: 1 of 3 met." in page
    assert "Competency EMP: level 3" in page
    assert "must be met" in page
    assert "Ask your coordinator for an observation of “Competency EMP”" in page


def test_without_a_rung_the_page_says_so(floor, client):
    assert "No rung has been written down yet" in page_of(client, floor["hr"], "careers:mine")


def test_the_person_and_hr_see_the_same_rows(floor, client):
    centre.proved(floor["agent"], "EMP", 3)

    def rows(who, name, *args) -> list[str]:
        page = page_of(client, who, name, *args)
        return [part.split("</span></div>")[0] for part in page.split('<li class="req"')[1:]]

    own = rows(floor["agent"], "careers:mine")
    assert len(own) == 3
    assert own == rows(floor["hr"], "careers:ladder", floor["agent"].pk)


def test_following_the_steps_turns_the_rows(floor, client):
    for code, level in (("EMP", 3), ("LIS", 2)):
        centre.proved(floor["agent"], code, level)
    assert "Everything that “Rung 1” asks is met. A person decides, in a round." in page_of(client, floor["agent"], "careers:mine")


def test_another_rung_can_be_looked_at(floor, client):
    version = Readiness.objects.get().version
    centre.asks_level(version, "R2", "EMP", 4)
    centre.proved(floor["agent"], "EMP", 3)
    assert "Competency EMP: level 4" in page_of(client, floor["agent"], "careers:mine", rung="R2")
    assert "Competency EMP: level 3" in page_of(client, floor["agent"], "careers:mine", rung="nonsense")


def test_the_board_counts_by_state_and_names_what_is_missing(floor, client):
    page = page_of(client, floor["hr"], "careers:board")
    assert floor["agent"].surname_first in page
    assert "Competency EMP: level 3. No evidence yet" in page
    assert "Evidence missing" in page


@pytest.mark.parametrize(("many", "seen"), [(0, 1), (20_000, 2)])
def test_only_counts_of_many_are_held_and_only_for_their_viewer(floor, monkeypatch, many, seen):
    def people(viewer) -> int:
        return sum(one.people for one in board.counts_by_rung(viewer, plans_on()) if one.rung.code == "R1")

    monkeypatch.setattr(board, "MANY", many)
    assert people(floor["hr"]) == 1
    post(world.member("agent", floor["unit"]))
    assert (people(floor["hr"]), people(floor["coordinator"])) == (seen, 2)
    caches["held"].clear()
    assert people(floor["hr"]) == 2


def test_the_board_shows_only_whom_one_leads_and_never_oneself(floor, client):
    post(floor["coordinator"])
    assert floor["agent"].surname_first in page_of(client, floor["coordinator"], "careers:board")
    assert floor["coordinator"].surname_first not in page_of(client, floor["coordinator"], "careers:board")
    assert floor["agent"].surname_first not in page_of(client, floor["elsewhere"], "careers:board")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"state": "missing_evidence"}, True),
        ({"state": "ready"}, False),
        ({"missing": "competency"}, True),
        ({"missing": "certificate"}, False),
        ({"missing": "competency:EMP"}, True),
        ({"missing": "competency:LIS"}, False),
        ({"q": "nobody"}, False),
        ({"state": "nonsense", "missing": "nonsense"}, True),
    ],
)
def test_filters_find_by_state_and_by_what_is_missing(floor, client, asked, shown):
    centre.proved(floor["agent"], "LIS", 2)
    page = page_of(client, floor["hr"], "careers:board", rung="R1", **asked)
    assert (floor["agent"].surname_first in page) is shown


def test_a_filter_is_kept_and_forgotten_by_its_own_person(floor, client):
    client.force_login(floor["hr"])
    client.post(reverse("careers:save_filter") + "?rung=R1&state=ready", {"name": "Ready"})
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query) == ("Ready", "rung=R1&state=ready")
    assert "?rung=R1&amp;state=ready" in page_of(client, floor["hr"], "careers:board")
    client.force_login(floor["supervisor"])
    assert client.post(reverse("careers:forget_filter", args=[kept.pk])).status_code == 404
    client.force_login(floor["hr"])
    client.post(reverse("careers:forget_filter", args=[kept.pk]))
    assert not SavedFilter.objects.exists()


def test_the_board_costs_the_same_with_three_times_the_people(floor, client, django_assert_max_num_queries):
    def queries() -> int:
        client.force_login(floor["hr"])
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("careers:board"), {"rung": "R1"})
        return len(asked)

    queries()
    before = queries()
    for _more in range(3):
        post(world.member("agent", floor["unit"]))
    assert queries() == before


def test_the_ladder_costs_the_same_with_three_times_the_requirements(floor, client, django_assert_max_num_queries):
    def queries() -> int:
        client.force_login(floor["agent"])
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("careers:mine"))
        return len(asked)

    queries()
    before = queries()
    version = Readiness.objects.get().version
    for code in ("OWN", "DIF", "VUL", "ORA"):
        centre.asks_level(version, "R1", code, 3)
    refresh_readiness(person_ids=[floor["agent"].pk])
    queries()
    assert queries() == before


@pytest.mark.parametrize("size", [1, 3])
def test_a_ladder_is_read_with_few_queries(floor, client, size, django_assert_max_num_queries):
    version = Readiness.objects.get().version
    for number in range(size):
        centre.asks_level(version, "R1", f"A{number}", 3)
        centre.asks(version, "R1", "metric", f"qa{number}", metric=centre.metric(f"qa{number}"), comparison=">=", value=90, window_months=3)
        centre.proved(floor["agent"], f"A{number}", 2)
        world.module(title=f"Module {number}", competencies=[world.competency(f"A{number}")])
    agent, hr = floor["agent"], floor["hr"]
    for who, name, args in ((agent, "careers:mine", []), (hr, "careers:ladder", [agent.pk])):
        page_of(client, who, name, *args)
        with django_assert_max_num_queries(12):
            assert client.get(reverse(name, args=args)).status_code == 200


def test_a_row_that_a_day_has_passed_by_is_read_anew(floor, client):
    centre.proved(floor["agent"], "EMP", 3)
    Readiness.objects.update(changes_on=centre.today(), results=[["no_evidence"]] * 3)
    assert "Rung 1: 2 of 3 met." in page_of(client, floor["agent"], "careers:mine")


def test_the_facts_of_a_requirement_open_on_demand(floor, client):
    centre.proved(floor["agent"], "EMP", 3)
    asked = Requirement.objects.get(key="competency:EMP")
    page = page_of(client, floor["agent"], "careers:mine")
    assert reverse("careers:facts", args=[floor["agent"].pk, asked.pk]) in page
    assert page_of(client, floor["hr"], "careers:facts", floor["agent"].pk, asked.pk).count("<li>") >= 2
    fragment = client.get(reverse("careers:facts", args=[floor["agent"].pk, asked.pk]), headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<ul class="facts-list">')


def test_what_nothing_in_force_asks_has_no_facts(floor, client):
    asked = Requirement.objects.get(key="competency:EMP")
    type(asked.version).objects.update(status="retired")
    client.force_login(floor["agent"])
    assert client.get(reverse("careers:facts", args=[floor["agent"].pk, asked.pk])).status_code == 404


def test_an_export_has_a_column_for_each_requirement(floor, client):
    client.force_login(floor["hr"])
    client.cookies["peldano_language"] = "en"
    response = client.post(reverse("careers:export", args=["xlsx"]) + "?rung=R1")
    heading, row = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert heading[7:] == ("Competency EMP: level 3", "Competency LIS: level 2", "6 months in the company")
    assert (row[0], row[3], row[7]) == (floor["agent"].last_name, "Evidence missing", "Missing: No evidence yet")
    assert client.post(reverse("careers:export", args=["xlsx"]) + "?rung=nonsense").status_code == 404


def test_many_rows_come_when_they_are_opened_and_without_a_script_on_a_page_that_has_them(floor, client):
    version = Readiness.objects.get().version
    for number in range(8):
        centre.asks_level(version, "R1", f"C{number}", 2)
        centre.proved(floor["agent"], f"C{number}", 2)
    for number in range(14):
        centre.asks_level(version, "R1", f"D{number}", 2)
    page = page_of(client, floor["agent"], "careers:mine")
    assert "Competency C3: level 2" not in page
    for name, words in (("met", "Competency C3: level 2"), ("later", "Competency D13: level 2")):
        address = f"?rung=R1&amp;rows={name}"
        assert address in page
        rows = page_of(client, floor["agent"], "careers:mine", rung="R1", rows=name)
        assert words in rows and "<html" not in rows
        opened = page_of(client, floor["agent"], "careers:mine", rung="R1", open=name)
        assert words in opened and address not in opened
        assert words in page_of(client, floor["hr"], "careers:ladder", floor["agent"].pk, rung="R1", rows=name), "HR sees the same rows"
    assert "<html" in page_of(client, floor["agent"], "careers:mine", rows="nonsense")


def test_the_pipeline_draws_the_last_count_of_each_month(floor, client):
    unit = floor["unit"]
    for day, people in ((20, 3), (28, 4)):
        ReadinessCount.objects.create(
            rung=centre.rung("R1"), unit=unit, counted_on=centre.today().replace(month=9, day=day), state="nearly", people=people
        )
    page = page_of(client, floor["hr"], "careers:pipeline", "R1")
    assert '<td class="num">4</td>' in page
    assert '<td class="num">3</td>' not in page
    assert "Nothing has been counted yet" in page_of(client, floor["elsewhere"], "careers:pipeline", "R1")


def test_who_leads_nobody_has_no_board(floor, client):
    client.force_login(floor["agent"])
    assert client.get(reverse("careers:board")).status_code == 403
    assert client.get(reverse("careers:ladder", args=[floor["hr"].pk])).status_code == 404
