"""Beside the text of a scenario: its picture, its versions, a walk through the draft, and files of Twine."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.roleplays.actions.publishing import publish_scenario, save_draft
from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.twee import from_twee
from assessments.roleplays.models import Scenario
from assessments.scripting.comparing import Line, changes
from tests import roleplays, world

pytestmark = pytest.mark.django_db
ROSA = roleplays.ROSA


@pytest.fixture
def author(client):
    who = world.member("trainer", world.unit(), language="en")
    client.force_login(who)
    client.cookies["peldano_language"] = "en"
    return who


@pytest.fixture
def scenario(author):
    content = roleplays.content()
    made = roleplays.scenario()
    draft = {name: content[name] for name in ("sheet", "weights", "conversation")}
    save_draft(scenario=made, actor=author, draft=draft)
    return made


def page_of(client, name, query="") -> str:
    response = client.get(reverse(f"scripting:{name}", args=[ROSA]) + query)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_the_picture_stands_beside_the_text_with_a_list_that_says_the_same(client, scenario):
    page = page_of(client, "edit")
    assert page.count("<rect") == len(roleplays.conversation().nodes) + len(roleplays.conversation().endings) + 1
    assert f'{reverse("scripting:walk", args=[ROSA])}?from=n1x"' in page


def test_the_draft_is_walked_from_any_turn_to_an_ending_and_nothing_is_kept(client, scenario):
    assert "Mood now: 2" in page_of(client, "walk")
    page = page_of(client, "walk", "?" + "&".join(f"key={key}" for key in roleplays.best()))
    assert "Ending" in page
    assert "turn n1x" in page_of(client, "walk", "?from=n1x")
    assert not scenario.current_version.performances.exists()


@pytest.mark.parametrize("query", ["?from=n99", "?key=z", "?from="])
def test_a_walk_that_leads_nowhere_goes_back_to_the_text(client, scenario, query):
    answer = client.get(reverse("scripting:walk", args=[ROSA]) + query)
    assert answer.status_code == (200 if query == "?from=" else 302)


def test_versions_say_what_each_changed_and_what_the_draft_would(client, scenario, author):
    publish_scenario(scenario=scenario, actor=author, note="Shorter")
    scenario.refresh_from_db()
    save_draft(scenario=scenario, actor=author, difficulty=5)
    page = page_of(client, "versions")
    assert "Shorter" in page
    assert "Version 2" in page
    assert "<del>2</del>" in page
    assert "<ins>5</ins>" in page


def test_the_number_of_queries_of_versions_does_not_grow(client, scenario, author, django_assert_max_num_queries):
    for difficulty in (3, 4, 5):
        save_draft(scenario=scenario, actor=author, difficulty=difficulty)
        publish_scenario(scenario=scenario, actor=author)
        scenario.refresh_from_db()
    with django_assert_max_num_queries(12):
        page_of(client, "versions")


def test_a_changed_line_is_said_with_its_turn():
    before = roleplays.content()
    after = Conversation.from_json(before["conversation"]).to_json()
    after["nodes"][0]["prompt"] = "¿Y ahora?"
    assert changes(before, before | {"conversation": after}) == [
        Line("? Antes de escribir, ¿qué haces?", False, "n1"),
        Line("? ¿Y ahora?", True, "n1"),
    ]


def test_the_conversation_goes_to_twine_and_comes_back(client, scenario):
    answer = client.get(reverse("scripting:twee", args=[ROSA]))
    assert from_twee(answer.content.decode()).talk == roleplays.conversation()
    assert 'filename="ESC-ES-01.twee"' in answer["Content-Disposition"]


def bring(client, content: bytes):
    return client.post(reverse("scripting:bring", args=[ROSA]), {"file": SimpleUploadedFile("one.twee", content)}, follow=True)


def test_a_file_is_shown_before_anything_is_kept(client, scenario):
    answer = bring(client, b":: Hi there\n(set: $a to 1)\nHello\n[[Go->Last one]]\n\n:: Last one\nBye")
    assert "== Hi-there" in answer.context["form"]["conversation"].value()
    assert "what its macros do is not brought" in answer.content.decode()
    assert Scenario.objects.get().draft["conversation"] == roleplays.conversation().to_json()


@pytest.mark.parametrize("content", [b"", b"nothing", b"\xff\xfe\x00", b":: One\nalone", b":" * 500_001])
def test_a_file_without_a_conversation_says_so(client, scenario, content):
    assert "No conversation was found" in bring(client, content).content.decode()


@pytest.mark.parametrize("what", ["walk", "twee"])
def test_while_there_is_no_draft_one_is_led_to_where_it_is_written(client, author, what):
    roleplays.scenario()
    answer = client.get(reverse(f"scripting:{what}", args=[ROSA]), follow=True)
    assert answer.redirect_chain == [(reverse("scripting:edit", args=[ROSA]), 302)]
    assert "No conversation has been kept yet" in answer.content.decode()
