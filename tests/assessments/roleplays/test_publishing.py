"""Publishing a scenario: what people play is a version that nothing changes."""

import pytest

from assessments.roleplays.actions.publishing import archive_scenario, publish_scenario, save_draft
from assessments.roleplays.exceptions import ScenarioUnplayable
from assessments.roleplays.models import Scenario, ScenarioVersion
from tests import roleplays, world

pytestmark = pytest.mark.django_db


def draft(code: str = roleplays.ROSA, **changes) -> Scenario:
    one = roleplays.written()[code]
    columns = {name: one[name] for name in ("language", "type", "channel", "difficulty", "ceiling_level", "minutes")}
    document = {"sheet": {}, "weights": one["competency_weights"], "conversation": one["dialogue"] | changes}
    scenario = Scenario(code=code, title_es=one["title"]["es"], title_en=one["title"]["en"], draft=document, **columns)
    return save_draft(scenario=scenario, actor=world.member("trainer"))


def test_the_first_version_goes_live_and_keeps_everything():
    scenario = draft()
    version = publish_scenario(scenario=scenario, actor=scenario.created_by, note=" First ")
    scenario.refresh_from_db()
    assert (scenario.state, scenario.current_version, version.number, version.note) == ("live", version, 1, "First")
    assert version.content["conversation"]["start"] == "n1"
    assert (version.content["channel"], version.content["title"]["en"]) == ("email", scenario.title_en)


def test_publishing_the_same_again_makes_no_version():
    scenario = draft()
    first = publish_scenario(scenario=scenario, actor=scenario.created_by)
    assert publish_scenario(scenario=scenario, actor=scenario.created_by) == first
    assert ScenarioVersion.objects.count() == 1


def test_a_change_is_another_version_and_leaves_the_first_as_it_was():
    scenario = draft()
    first = publish_scenario(scenario=scenario, actor=scenario.created_by)
    scenario.refresh_from_db()
    save_draft(scenario=scenario, actor=scenario.created_by, difficulty=4)
    second = publish_scenario(scenario=scenario, actor=scenario.created_by)
    assert (second.number, second.content["difficulty"], ScenarioVersion.objects.get(pk=first.pk).content) == (2, 4, first.content)
    with pytest.raises(TypeError):
        ScenarioVersion.objects.update(note="other")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nodes": []}, "no conversation to play"),
        ({"endings": []}, "no conversation to play"),
        ({"nodes": [{"id": "n1", "says": "Hello?", "choices": []}]}, "Turn n1 offers no choice"),
        ({"nodes": [{"id": "n1", "says": "Hello?", "choices": [{"key": "a", "text": "Yes", "next": "n9"}]}]}, "leads to “n9”"),
    ],
)
def test_what_cannot_be_played_is_refused_with_its_place(changes, words):
    scenario = draft(**changes)
    with pytest.raises(ScenarioUnplayable, match=words):
        publish_scenario(scenario=scenario, actor=scenario.created_by)
    scenario.refresh_from_db()
    assert (scenario.state, scenario.current_version) == ("draft", None)


def test_an_archived_scenario_comes_back_by_publishing_it():
    scenario = draft()
    version = publish_scenario(scenario=scenario, actor=scenario.created_by)
    assert archive_scenario(scenario=scenario, actor=scenario.created_by).state == "archived"
    assert publish_scenario(scenario=scenario, actor=scenario.created_by) == version
    scenario.refresh_from_db()
    assert scenario.state == "live"
