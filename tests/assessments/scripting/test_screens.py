"""Where authors write scenarios: from a beginning that plays to a version that people play."""

import pytest
from django.urls import reverse

from assessments.roleplays.conversation.text import parse
from assessments.roleplays.models import Scenario
from assessments.scripting import beginnings
from tests import roleplays, world

pytestmark = pytest.mark.django_db
FIELDS = {
    "code": "ESC-NEW",
    "title_es": "La tarjeta",
    "title_en": "The card",
    "language": "en",
    "type": "difficult_customer",
    "channel": "voice",
    "difficulty": "2",
    "ceiling_level": "3",
    "minutes": "10",
    "persona_name": "Alan",
    "hidden_facts": "He is late\n\nHe has the receipt",
    "weights": "EMP 100",
}


@pytest.fixture
def author(client):
    world.competency("EMP")
    who = world.member("trainer", world.unit())
    client.force_login(who)
    return who


def written(client, **changes):
    return client.post(reverse("scripting:add"), FIELDS | {"conversation": beginnings.conversation()} | changes)


def test_a_new_scenario_begins_with_a_conversation_that_plays(client, author):
    page = client.get(reverse("scripting:add"))
    talk, problems = parse(page.context["form"]["conversation"].value())
    assert problems == []
    assert [node.id for node in talk.nodes] == ["n1", "n2"]


def test_an_author_writes_publishes_and_plays_it(client, author):
    assert written(client).status_code == 302
    scenario = Scenario.objects.get()
    assert (scenario.state, scenario.created_by) == ("draft", author)
    assert scenario.draft["sheet"]["brief_for_actor"]["hidden_facts"] == ["He is late", "He has the receipt"]
    client.post(reverse("scripting:publish", args=["ESC-NEW"]), {"note": "First"})
    scenario.refresh_from_db()
    assert (scenario.state, scenario.current_version.number) == ("live", 1)
    assert "The card" in client.get(reverse("roleplays:list")).content.decode()
    assert client.get(reverse("roleplays:scenario", args=["ESC-NEW"])).status_code == 200


def test_what_was_kept_is_shown_as_it_was_written(client, author):
    written(client)
    form = client.get(reverse("scripting:edit", args=["ESC-NEW"])).context["form"]
    assert form["weights"].value() == "EMP 100"
    assert form["hidden_facts"].value() == "He is late\nHe has the receipt"
    assert parse(form["conversation"].value()) == parse(beginnings.conversation())


def test_keeping_changes_nothing_that_people_play(client, author):
    written(client)
    client.post(reverse("scripting:publish", args=["ESC-NEW"]))
    version = Scenario.objects.get().current_version
    client.post(reverse("scripting:edit", args=["ESC-NEW"]), FIELDS | {"conversation": beginnings.conversation(), "difficulty": "5"})
    scenario = Scenario.objects.get()
    assert (scenario.difficulty, scenario.current_version) == (5, version)
    assert version.content["difficulty"] == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"conversation": "== n1\nHi\n- a) Yes"}, "Line 3: This choice leads nowhere"),
        ({"weights": "EMP"}, "as in EMP 40"),
        ({"weights": "XYZ 100"}, "There is no competency XYZ"),
        ({"code": ""}, "required"),
    ],
)
def test_what_cannot_be_kept_says_where_and_keeps_what_was_typed(client, author, changes, words):
    answer = written(client, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "The card" in answer.content.decode()
    assert not Scenario.objects.exists()


def test_a_dead_end_is_kept_as_a_draft_and_not_published(client, author):
    written(client, conversation="== n1\nHi\n== ending E1 good from 0\nBye")
    page = client.post(reverse("scripting:publish", args=["ESC-NEW"]), follow=True).content.decode()
    assert "Turn n1 offers no choice" in page
    assert Scenario.objects.get().state == "draft"


def test_what_to_look_at_is_said_while_writing_and_nothing_is_kept(client, author):
    words = {"conversation": "== n1\nHi\n- a) Yes\n-> n7\n== ending E1 good from 0\nBye", "weights": "EMP 100"}
    page = client.post(reverse("scripting:check"), words).content.decode()
    assert "leads to “n7”" in page
    assert "cannot be read yet" in client.post(reverse("scripting:check"), {"conversation": "nothing"}).content.decode()
    assert not Scenario.objects.exists()


def test_a_copy_is_a_draft_of_its_own(client, author):
    written(client)
    client.post(reverse("scripting:publish", args=["ESC-NEW"]))
    for _time in range(2):
        client.post(reverse("scripting:duplicate", args=["ESC-NEW"]))
    rows = Scenario.objects.order_by("code").values_list("code", "state", "current_version__number")
    assert list(rows) == [("ESC-NEW", "live", 1), ("ESC-NEW-2", "draft", None), ("ESC-NEW-3", "draft", None)]


def test_an_archived_scenario_is_begun_by_nobody(client, author):
    written(client)
    client.post(reverse("scripting:publish", args=["ESC-NEW"]))
    client.post(reverse("scripting:archive", args=["ESC-NEW"]))
    assert "The card" not in client.get(reverse("roleplays:list")).content.decode()


def test_the_conversation_is_taken_away_as_text(client, author):
    written(client)
    answer = client.get(reverse("scripting:text", args=["ESC-NEW"]))
    assert 'filename="ESC-NEW.txt"' in answer["Content-Disposition"]
    assert parse(answer.content.decode()) == parse(beginnings.conversation())


def test_the_list_is_searched_and_filtered_in_few_queries(client, author, django_assert_max_num_queries):
    for code in roleplays.CODES[:3]:
        roleplays.scenario(code)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("scripting:list"), {"q": "tennis"}).content.decode()
    assert "ESC-ES-02" in page
    assert "ESC-ES-01" not in page
    assert "No scenario like that" in client.get(reverse("scripting:list"), {"state": "archived", "language": "xx"}).content.decode()


@pytest.mark.parametrize("role", ["agent", "coordinator", "hr"])
def test_who_writes_nothing_finds_it_closed(client, role):
    client.force_login(world.member(role, world.unit()))
    for name in ("list", "add", "check"):
        assert client.get(reverse(f"scripting:{name}")).status_code in (403, 405)


def test_the_later_of_two_authors_is_told_and_overwrites_nothing(client, author):
    written(client)
    seen = client.get(reverse("scripting:edit", args=["ESC-NEW"])).context["form"]["seen"].value()
    words = FIELDS | {"conversation": beginnings.conversation(), "seen": seen}
    assert client.post(reverse("scripting:edit", args=["ESC-NEW"]), words | {"title_en": "The first one"}).status_code == 302
    late = client.post(reverse("scripting:edit", args=["ESC-NEW"]), words | {"title_en": "The second one"})
    assert late.status_code == 422
    assert "Somebody else kept this scenario" in late.content.decode()
    assert "The second one" in late.content.decode()
    assert Scenario.objects.get().title_en == "The first one"


@pytest.mark.parametrize("weights", ["EMP ²", "EMP -1", "EMP 1.5"])
def test_a_weight_that_is_no_whole_number_says_so(client, author, weights):
    assert written(client, weights=weights).status_code == 422
