"""The six scenarios of the demo, each with its rubric, and where they are played."""

import pytest

from assessments.roleplays.models import Scenario, ScenarioPage
from assessments.rubrics.models import Rubric
from courses.catalogue.queries import programme_outline
from courses.enrolments.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_all_six_can_be_played():
    rows = Scenario.objects.order_by("code").values_list("code", "state", "current_version__number", "rubric__versions__number")
    assert list(rows) == [(f"ESC-{language}-0{number}", "live", 1, 1) for language in ("EN", "ES") for number in (1, 2, 3)]


def test_each_rubric_weighs_a_hundred():
    weights = {rubric.code: sum(one.weight for one in rubric.current.criteria.all()) for rubric in Rubric.objects.all()}
    assert set(weights.values()) == {100}


@pytest.mark.parametrize("language", ["es", "en"])
def test_four_modules_play_one_and_nobody_has_to(language):
    programme = Enrolment.objects.filter(programme__isnull=False).first().programme_id
    steps = [step for module in programme_outline(programme, language).modules for step in module.steps if step.completion == "roleplay"]
    assert len(steps) == 4
    assert not any(step.required for step in steps)
    assert ScenarioPage.objects.count() == 8
