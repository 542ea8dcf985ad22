from datetime import date

import pytest
from django.urls import reverse

from lms.competencies.actions import draft_rule, publish_rule, record_evidence, set_up_kinds
from lms.competencies.forms.rules import ways_in
from lms.competencies.levels import DEFAULT_RULE, Piece, compiled
from lms.competencies.models import CompetencyState, Framework, LevelRule
from tests import world

pytestmark = pytest.mark.django_db

EASY = {"levels": [{"from": 1, "to": 5, "needs": {"pieces": 1}}]}
# What the form of a draft sends for: one piece for levels 1 and 2; for the others two of two kinds, or one and an observation.
FIELDS = {
    "s0-first": "1",
    "s0-last": "2",
    "s0w0p0-pieces": "1",
    "s1-first": "3",
    "s1-last": "5",
    "s1w0p0-pieces": "2",
    "s1w0p0-kinds": "2",
    "s1w1p0-pieces": "1",
    "s1w1p1-pieces": "1",
    "s1w1p1-of": ["observation"],
    "beside-most_quiz": "2",
    "beside-ageing_days": "30",
}
RULE = {
    "levels": [
        {"from": 1, "to": 2, "needs": {"pieces": 1}},
        {"from": 3, "to": 5, "needs": {"any": [{"pieces": 2, "kinds": 2}, {"all": [{"pieces": 1}, {"pieces": 1, "of": ["observation"]}]}]}},
    ],
    "ceilings": {"quiz": 2},
    "ageing_days": 30,
}


@pytest.fixture
def hr(client):
    set_up_kinds()
    company = world.unit()
    person = world.member("hr", company, language="en")
    agent = world.member("agent", world.unit(kind="team", parent=company), last_name="Zurita")
    record_evidence(person=agent, competency=world.competency("EMP"), kind="observation", level=3, source="observation:1")
    as_english(client, person)
    return person


def as_english(client, person):
    client.force_login(person)
    client.cookies["peldano_language"] = "en"


def page_of(client, name, *args) -> str:
    response = client.get(reverse(f"competencies:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def drafted(actor, rule=EASY) -> LevelRule:
    return draft_rule(framework=Framework.objects.get(), rule=rule, actor=actor)


def test_without_a_rule_of_its_own_a_framework_shows_the_one_that_holds(hr, client):
    assert "Nobody has set another rule here" in page_of(client, "rules")


def test_a_draft_is_written_with_fields(hr, client):
    code = Framework.objects.get().code
    assert "Write a draft" in page_of(client, "rule_draft", code)
    response = client.post(reverse("competencies:rule_draft", args=[code]), FIELDS)
    rule = LevelRule.objects.get()
    assert (response.status_code, rule.rule, rule.status) == (302, RULE, "draft")
    page = page_of(client, "rule", rule.pk)
    assert "30 days before the end" in page
    assert "Qué hace falta" in page
    assert 'name="s1w1p1-pieces" value="1"' in page_of(client, "rule_draft", code)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"s1-first": "4"}, "Each level from 1 to 5 is said once"),
        ({"s1w0p0-kinds": "3"}, "more kinds than it has pieces"),
        ({"s0w0p0-pieces": ""}, "says nothing of what it takes"),
        ({"s0-first": "2", "s0-last": "1"}, "ends before it begins"),
    ],
)
def test_a_draft_that_says_nothing_clear_is_not_kept(hr, client, changed, told):
    address = reverse("competencies:rule_draft", args=[Framework.objects.get().code])
    assert told in client.post(address, FIELDS | changed).content.decode()
    assert not LevelRule.objects.exists()


def test_nonsense_in_a_field_is_said_beside_it(hr, client):
    address = reverse("competencies:rule_draft", args=[Framework.objects.get().code])
    assert client.post(address, FIELDS | {"s0w0p0-pieces": "many", "s0-first": "9"}).status_code == 200
    assert not LevelRule.objects.exists()


def test_who_would_change_is_shown_before_it_is_in_force(hr, client, run_jobs):
    rule = drafted(hr)
    assert "Nobody has tried this draft yet" in page_of(client, "rule", rule.pk)
    for _twice in range(2):
        client.post(reverse("competencies:rule_preview", args=[rule.pk]))
    run_jobs()
    page = page_of(client, "rule", rule.pk)
    assert "1 person would change level." in page
    assert "Zurita" in page
    assert CompetencyState.objects.get().level == 2


def test_the_works_council_reads_numbers_and_no_names(hr, client, run_jobs):
    rule = drafted(hr)
    client.post(reverse("competencies:rule_preview", args=[rule.pk]))
    run_jobs()
    as_english(client, world.member("works_council", language="en"))
    page = page_of(client, "rule", rule.pk)
    assert "1 person would change level." in page
    assert "Zurita" not in page
    assert "Put it in force" not in page


def test_it_is_put_in_force_with_a_reason_and_everybody_is_read_anew(hr, client, run_jobs):
    rule = drafted(hr)
    address = reverse("competencies:rule_publish", args=[rule.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    rule.refresh_from_db()
    assert rule.status == "draft"
    for _twice in range(2):
        assert client.post(address, {"reason": "Small team"}).status_code == 302
    run_jobs()
    rule.refresh_from_db()
    assert (rule.status, rule.reason, CompetencyState.objects.get().level) == ("live", "Small team", 3)
    assert "Small team" in page_of(client, "rules")


def test_what_was_in_force_does_not_come_back(hr, client):
    first = publish_rule(rule=drafted(hr), reason="One", actor=hr)
    publish_rule(rule=drafted(hr, DEFAULT_RULE), reason="Two", actor=hr)
    for name in ("rule_publish", "rule_preview"):
        assert client.post(reverse(f"competencies:{name}", args=[first.pk]), {"reason": "Three"}).status_code == 302
    first.refresh_from_db()
    assert first.status == "retired"


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_however_many_versions(hr, client, size, django_assert_max_num_queries):
    for _number in range(size):
        publish_rule(rule=drafted(hr), reason="Again", actor=hr)
    page_of(client, "rules")
    with django_assert_max_num_queries(8):
        page_of(client, "rules")


def test_any_tree_becomes_ways_of_demands():
    one, two, three = {"pieces": 1}, {"pieces": 2}, {"pieces": 3}
    assert ways_in({"all": [{"any": [one, two]}, three]}) == [[one, three], [two, three]]


def test_a_rule_holds_kinds_lower_and_never_higher():
    rule = compiled(EASY | {"ceilings": {"quiz": 2, "observation": 5}})
    day = date(2026, 1, 1)
    seen = rule.seen([Piece(1, "quiz", 4, 3, day), Piece(2, "observation", 4, 3, day), Piece(3, "course", 4, 3, day)])
    assert [piece.ceiling for piece in seen] == [2, 3, 3]
