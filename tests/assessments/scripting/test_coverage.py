"""Which ways were taken: of assessed plays, in numbers, and in words below five people."""

import pytest
from django.urls import reverse

from assessments.scripting.queries.coverage import coverage_of
from tests import roleplays, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario():
    world.evidence_kinds()
    return roleplays.scenario(roleplays.TENNIS)


def played(scenario, step, people, keys):
    for _one in range(people):
        roleplays.play(roleplays.open_step(step, world.member("trainee")), keys)


@pytest.fixture
def step(scenario):
    return roleplays.step(scenario)


def test_five_people_show_which_ways_were_taken_and_where_points_are_lost(scenario, step):
    best, poor = roleplays.best(roleplays.TENNIS), roleplays.ways(roleplays.TENNIS)["E3"]
    played(scenario, step, 4, best)
    played(scenario, step, 1, poor)
    found = coverage_of(scenario.current_version)
    first = found.turns[0]
    assert (found.people, found.plays) == (5, 5)
    assert (first.people, first.times, {one.key: one.times for one in first.taken if one.times}) == (
        5,
        5,
        {best[0]: 4} | {poor[0]: 1 if poor[0] != best[0] else 5},
    )
    assert sum(times for _id, _result, times in found.endings) == 5
    assert found.worst


def test_a_turn_that_fewer_than_five_came_to_says_no_number(scenario, step):
    best, poor = roleplays.best(roleplays.TENNIS), roleplays.ways(roleplays.TENNIS)["E3"]
    played(scenario, step, 4, best)
    played(scenario, step, 1, poor)
    turns = {one.id: one for one in coverage_of(scenario.current_version).turns}
    few = [one for one in turns.values() if one.people is None]
    assert few
    assert all(one.times is None and one.taken == () for one in few)


def test_four_people_are_too_few_for_any_number(client, scenario, step):
    played(scenario, step, 4, roleplays.best(roleplays.TENNIS))
    found = coverage_of(scenario.current_version)
    assert (found.people, found.turns, found.endings) == (None, (), ())
    client.force_login(world.member("trainer", world.unit()))
    page = client.get(reverse("scripting:coverage", args=[scenario.code])).content.decode()
    assert "Fewer than five people have played it as a step." in page


def test_practice_is_never_counted_not_even_in_a_sum(scenario):
    for _one in range(6):
        roleplays.play(roleplays.practice(scenario), roleplays.best(roleplays.TENNIS))
    found = coverage_of(scenario.current_version)
    assert (found.people, found.plays) == (None, 0)


def test_nobody_is_named_on_its_screen(client, scenario, step):
    played(scenario, step, 5, roleplays.best(roleplays.TENNIS))
    client.force_login(world.member("trainer", world.unit(), first_name="Carmen"))
    page = client.get(reverse("scripting:coverage", args=[scenario.code])).content.decode().split("<main")[1]
    assert "5 people, 5 plays." in page
    assert "Sofía" not in page
