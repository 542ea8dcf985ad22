"""What scenarios begin from, and the plain text tried on situations that other people wrote."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.roleplays.actions.publishing import publish_scenario
from assessments.roleplays.conversation import Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.linting import findings
from assessments.roleplays.conversation.text import parse, write
from assessments.roleplays.models import Scenario
from assessments.scripting.beginnings import BEGINNINGS, beginning
from tests import world
from tests.real import REAL as REAL_DATA

SITUATIONS = REAL_DATA / "roleplay/tau2-retail/tasks_first25.json"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("one", BEGINNINGS, ids=lambda one: one.type)
def test_each_beginning_plays_as_it_is_in_both_languages(one, language):
    with translation.override(language):
        talk, problems = parse(one.conversation())
        assert problems == []
        words = one.weights.replace(",", "").split()
        weights = dict(zip(words[::2], map(int, words[1::2]), strict=True))
        assert findings(talk, weights) == []


def test_there_is_one_for_each_format_of_a_centre():
    formats = {"identity_check", "difficult_customer", "written_reply", "two_chats", "transfer_avoidance", "helpdesk_internal"}
    formats |= {"coaching_conversation", "team_briefing", "coordinator_disparity", "client_meeting"}
    assert {one.type for one in BEGINNINGS} == formats
    assert {one.channel for one in BEGINNINGS} == {"voice", "chat", "email", "in_person"}


@pytest.mark.django_db
def test_an_author_begins_from_one_keeps_it_and_publishes_for_two_assessors(client):
    world.competency("UNI"), world.competency("LEA")
    client.force_login(world.member("trainer", world.unit()))
    page = client.get(reverse("scripting:add"), {"from": "team_briefing"})
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert (sent["channel"], sent["two_assessors"], sent["minutes"]) == ("in_person", "promotion", 10)
    sent |= {"code": "BRIEF", "title_es": "Cinco minutos", "title_en": "Five minutes", "persona_name": "El equipo", "rungs": "R3, R4"}
    assert client.post(reverse("scripting:add"), sent | {"language": "en"}).status_code == 302
    version = publish_scenario(scenario=Scenario.objects.get(), actor=None)
    assert (version.content["two_assessors"], version.content["rungs"]) == ("promotion", ["R3", "R4"])
    shown = client.get(reverse("scripting:edit", args=["BRIEF"])).context["form"]
    assert (shown["two_assessors"].value(), shown["rungs"].value()) == ("promotion", "R3, R4")


def test_an_unknown_beginning_is_none():
    assert beginning("nonsense") is None


@pytest.mark.skipif(not SITUATIONS.exists(), reason="the situations are not beside the checkout")
def test_situations_of_others_are_written_and_read_back_as_they_are():
    tasks = json.loads(SITUATIONS.read_text())
    assert len(tasks) == 25
    for task in tasks:
        said = task["user_scenario"]["instructions"]
        talk = _talk(said["reason_for_call"], said["task_instructions"], said["known_info"] or "-", said["unknown_info"] or "-")
        again, problems = parse(write(talk))
        assert (again, problems) == (talk, []), task["id"]


def _talk(says: str, then: str, one: str, other: str) -> Conversation:
    says, then, one, other = ("\n".join(line.strip() for line in text.split("\n") if line.strip()) for text in (says, then, one, other))
    first = tuple(Choice(key, " ".join(text.split()), "n2", {"LIS": points}) for key, text, points in (("a", one, 3), ("b", other, 0)))
    last = tuple(Choice(key, " ".join(text.split()), "END", {"LIS": points}) for key, text, points in (("a", other, 1), ("b", one, 2)))
    return Conversation(
        start="n1",
        mood_start=4,
        mood_scale=(0, 10),
        nodes=(Node("n1", says, first), Node("n2", then, last)),
        endings=(Ending("E1", -99, "good", then),),
    )
