import pytest
from django.urls import reverse

from lms.careers.actions import draft_version
from lms.careers.models import LadderVersion, Rung
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "EMP", 3, must=True)
    return version


@pytest.fixture
def hr(client):
    made = world.member("hr", world.unit(), language="en")
    client.force_login(made)
    client.cookies["peldano_language"] = "en"
    return made


@pytest.fixture
def draft(live, hr):
    return draft_version(ladder=live.ladder, actor=hr)


def at(name, draft, *args):
    return reverse(f"careers:{name}", args=[draft.ladder.code, draft.label, *args])


def page_of(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def refused(client, address, data) -> str:
    response = client.post(address, data)
    assert response.status_code == 422, response.status_code
    return response.content.decode()


def test_hr_prepares_a_version_from_the_list(client, live, hr):
    assert "Prepare a version" in page_of(client, reverse("careers:ladders"))
    answer = client.post(reverse("careers:draft", args=[live.ladder.code]))
    draft = LadderVersion.objects.drafts().get()
    assert answer.url == at("version", draft)
    page = page_of(client, answer.url)
    assert "Competency EMP: level 3 (must be met)" in page
    assert "Nothing: they ask and say the same." in page
    assert "Go on with the draft" in page_of(client, reverse("careers:ladders"))


def test_a_rung_is_added_named_and_moved(client, draft):
    data = {"code": "R3", "kind": "main", "name_es": "Coordinación", "name_en": "Coordinator", "summary_en": "Leads a team"}
    assert client.post(at("add_rung", draft), data).url.endswith("#rung-R3")
    page = page_of(client, at("version", draft))
    assert "Coordinator" in page and "Leads a team" in page and "Reached from Rung 2" in page and "New on the ladder" in page
    client.post(at("rung", draft, "R3"), {"name_es": "Coordina", "name_en": "Team lead"})
    client.post(at("move_rung", draft, "R3", "up"))
    page = page_of(client, at("version", draft))
    assert page.index("Team lead") < page.index("Rung 2")
    client.post(at("remove_rung", draft, "R3"))
    assert not Rung.everywhere.filter(code="R3").exists()


def test_a_code_is_not_given_twice_and_a_path_says_where_it_leaves_from(client, draft):
    names = {"name_es": "x", "name_en": "x"}
    assert "This ladder has a rung with that code." in refused(client, at("add_rung", draft), {"code": "R1", "kind": "main", **names})
    assert "Say from which rung" in refused(client, at("add_rung", draft), {"code": "L-X", "kind": "lateral", **names})


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("competency", {"competency": "EMP2", "level": 2}, "Competency EMP2: level 2"),
        ("metric", {"metric": "qa", "scope": "person", "comparison": ">=", "value": 90, "floor": 80, "window_months": 6, "min_sample": 5},
         "Quality: at least 90 over 6 months (no month under 80, at least 5 cases)"),
        ("metric", {"metric": "qa", "scope": "team", "comparison": "band", "value": 80, "value_to": 90, "window_months": 3},
         "Quality: from 80 to 90 over 3 months, of the team"),
        ("roleplay", {"roleplay_type": "written_reply", "count": 2}, "Roleplay passed: a written reply × 2"),
        ("licence", {"licence": "assessor", "count": 1}, "Licence: to assess roleplays"),
        ("time_in_rung", {"months": 6, "must": "on"}, "6 months as Rung 0 (must be met)"),
        ("time_in_company", {"months": 12}, "12 months in the company"),
        ("certificate", {"certifications": ["CERT-A", "CERT-B"]}, "Certificate: CERT-A or CERT-B"),
    ],
)  # fmt: skip
def test_each_kind_of_thing_is_asked(client, draft, kind, data, words):
    keys = {"competency": lambda code: world.competency(code).pk, "metric": lambda code: centre.metric(code).pk}
    data = {name: keys[name](value) if name in keys else value for name, value in data.items()}
    if kind == "certificate":
        data["certifications"] = [certification(code).pk for code in data["certifications"]]
    answer = client.post(at("add_requirement", draft, "R1", kind), data)
    assert answer.status_code == 302, answer.content.decode()
    assert words in page_of(client, at("version", draft))
    made = draft.requirements.get(kind=kind) if kind != "competency" else draft.requirements.get(level=2)
    page_of(client, at("requirement", draft, made.pk))
    assert client.post(at("requirement", draft, made.pk), data).status_code == 302
    client.post(at("remove_requirement", draft, made.pk))
    assert words not in page_of(client, at("version", draft)).split('id="changes"')[0]


def certification(code):
    return world.certification(code=code, name_es=code, name_en=code)


def test_what_makes_no_sense_is_refused_in_words(client, draft):
    metric = centre.metric()
    metric.attaches_to_person = False
    metric.save()
    data = {"metric": metric.pk, "scope": "person", "comparison": "band", "value": 90, "value_to": 80, "window_months": 3}
    page = refused(client, at("add_requirement", draft, "R1", "metric"), data)
    assert "is not attached to a person" in page and "A band needs an upper end above its lower one." in page
    data |= {"scope": "team", "comparison": ">=", "floor": 95}
    assert "cannot be above the value" in refused(client, at("add_requirement", draft, "R1", "metric"), data)
    assert draft.requirements.count() == 1


@pytest.mark.parametrize(
    ("direction", "comparison", "words"),
    [
        ("band", "<=", "neither the lowest nor the highest is best"),
        ("band", ">=", "neither the lowest nor the highest is best"),
        ("lower", ">=", "less is better"),
        ("higher", "<=", "more is better"),
    ],
)
def test_a_figure_is_not_asked_for_the_wrong_way_round(client, draft, direction, comparison, words):
    metric = centre.metric()
    metric.direction = direction
    metric.save()
    data = {"metric": metric.pk, "scope": "person", "comparison": comparison, "value": 400, "window_months": 3}
    assert words in refused(client, at("add_requirement", draft, "R1", "metric"), data)
    data |= {"comparison": "band", "value": 360, "value_to": 480}
    assert client.post(at("add_requirement", draft, "R1", "metric"), data).status_code == 302


def test_publishing_asks_for_a_note_and_is_done_once(client, live, draft):
    assert "This field is required" in refused(client, at("publish", draft), {"note": ""})
    for _time in range(2):
        assert client.post(at("publish", draft), {"note": "Sube el listón"}).url == at("version", draft)
    page = page_of(client, at("version", draft))
    assert "Sube el listón" in page and "Ask one more thing" not in page
    assert client.post(at("discard", draft)).status_code == 404
    assert client.get(at("rung", live, "R1")).status_code == 404


def test_a_draft_is_thrown_away(client, draft):
    assert "data-confirm" in page_of(client, at("version", draft))
    assert client.post(at("discard", draft)).url == reverse("careers:ladders")
    assert not LadderVersion.objects.drafts().exists()


def test_the_works_council_reads_what_was_published(client, live, draft):
    client.force_login(world.member("works_council", world.unit(), language="en"))
    page = page_of(client, reverse("careers:ladders"))
    assert draft.label not in page and "Prepare a version" not in page
    assert "Competency EMP: level 3" in page_of(client, at("version", live))
    assert client.get(at("version", draft)).status_code == 404


@pytest.mark.parametrize("rungs", [1, 3])
def test_a_version_is_read_with_few_queries(client, live, draft, rungs, django_assert_max_num_queries):
    for order in range(rungs):
        for number in range(rungs):
            centre.asks_level(draft, f"R{order}", f"C{number}", 2)
    client.get(at("version", draft))
    with django_assert_max_num_queries(40) as asked:
        client.get(at("version", draft))
    with django_assert_max_num_queries(10):
        client.get(reverse("careers:ladders"))
    assert len(asked) <= 40
