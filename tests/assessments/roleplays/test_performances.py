"""Performing: one open at a time, each turn answered once, and what an end does for its step."""

import pytest

from assessments.roleplays.actions.playing import choose
from assessments.roleplays.actions.starting import give_up, start, start_step
from assessments.roleplays.conversation.playing import NoSuchChoice
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.models import Choice, Performance, ScenarioVersion
from courses.enrolments.models import StepProgress
from lms.competencies.models import Evidence
from tests import roleplays, world

pytestmark = pytest.mark.django_db


def answer(performance, number: int, key: str):
    return choose(performance_id=performance.pk, person=performance.person, number=number, key=key)


def proved(performance) -> dict[str, int]:
    rows = Evidence.objects.filter(person=performance.person, kind__code="roleplay_auto").order_by("level")
    return dict(rows.values_list("competency__code", "level"))


def test_starting_twice_gives_back_the_open_one():
    scenario, person = roleplays.scenario(), world.member("trainee")
    assert start(scenario=scenario, person=person) == start(scenario=scenario, person=person)
    assert Performance.objects.count() == 1


def test_one_goes_on_with_the_version_that_one_began():
    performance = roleplays.practice()
    scenario = performance.version.scenario
    newer = ScenarioVersion.objects.create(scenario=scenario, number=2, content=roleplays.content(), sha256="b" * 64)
    scenario.current_version = newer
    scenario.save()
    assert start(scenario=scenario, person=performance.person) == performance
    give_up(performance=performance)
    assert start(scenario=scenario, person=performance.person).version == newer


def test_open_practice_that_is_opened_from_a_step_becomes_the_steps():
    step = roleplays.step()
    enrolment = roleplays.place(step)
    performance = start(scenario=step.scenario, person=enrolment.person)
    opened = start_step(enrolment=enrolment, step_key=step.translation_key, person=enrolment.person, mode="alone")
    assert (opened.pk, opened.enrolment, opened.step_key) == (performance.pk, enrolment, step.translation_key)


def test_a_scenario_that_is_not_live_is_not_played():
    scenario = roleplays.scenario(state="archived")
    with pytest.raises(CannotPlay):
        start(scenario=scenario, person=world.member("trainee"))


def test_nobody_starts_alone_what_needs_somebody_else():
    with pytest.raises(CannotPlay):
        roleplays.practice(mode="live")


def test_a_turn_is_answered_once():
    performance = roleplays.practice()
    answer(performance, 1, "b")
    after = answer(performance, 1, "a")
    assert (after.node, after.mood) == ("n2", 3)
    assert list(Choice.objects.values_list("number", "node", "key")) == [(1, "n1", "b")]


def test_a_packet_from_further_on_changes_nothing():
    performance = roleplays.practice()
    answer(performance, 3, "b")
    assert not Choice.objects.exists()


def test_a_choice_that_is_not_there_changes_nothing():
    performance = roleplays.practice()
    with pytest.raises(NoSuchChoice):
        answer(performance, 1, "z")
    assert not Choice.objects.exists()


def test_nobody_answers_for_somebody_else():
    performance = roleplays.practice()
    with pytest.raises(Performance.DoesNotExist):
        choose(performance_id=performance.pk, person=world.member("trainer"), number=1, key="b")


def test_after_the_end_nothing_changes():
    performance = roleplays.play(roleplays.practice(), roleplays.best())
    again = answer(performance, performance.choices.count() + 1, "a")
    assert (again.state, again.ending, again.outcome) == ("finished", "E1", "good")


def test_leaving_proves_nothing_and_another_may_be_opened():
    performance = roleplays.play(roleplays.open_step(), ["b"])
    give_up(performance=performance)
    give_up(performance=performance)
    assert performance.state == "given_up"
    assert answer(performance, 2, "b").choices.count() == 1
    assert roleplays.practice(performance.version.scenario, performance.person) != performance
    assert proved(performance) == {}


def test_the_end_keeps_points_total_and_errors():
    performance = roleplays.play(roleplays.practice(), ["c", "c"])
    assert (performance.ending, performance.outcome) == ("E3", "poor")
    assert performance.result["errors"] == [{"turn": 2, "code": "CE-GENERIC"}]
    assert performance.result["by_competency"]["OWN"] == {"points": 1, "possible": 6}


def test_an_answer_costs_four_queries(django_assert_max_num_queries):
    performance = roleplays.practice()
    for number in (1, 2):
        with django_assert_max_num_queries(6) as queries:
            answer(performance, number, "b")
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) == 4


# ── The step ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_end_completes_the_step_and_proves_level_two_at_most():
    performance = roleplays.play(roleplays.open_step(), roleplays.best())
    assert StepProgress.objects.get(enrolment=performance.enrolment, step_key=performance.step_key).state == "completed"
    assert set(proved(performance)) == set(roleplays.written()[roleplays.ROSA]["competency_weights"])
    assert set(proved(performance).values()) == {2}
    assert set(Evidence.objects.values_list("ceiling", "channel", "assessor")) == {(2, "email", None)}


def test_a_poor_end_completes_the_step_and_proves_nothing():
    performance = roleplays.play(roleplays.open_step(), ["c", "c"])
    assert StepProgress.objects.get(enrolment=performance.enrolment).state == "completed"
    assert proved(performance) == {}


def test_playing_a_step_again_adds_only_what_was_not_shown_before():
    performance = roleplays.play(roleplays.open_step(), roleplays.best())
    before = Evidence.objects.filter(kind__code="roleplay_auto").count()
    asked = {"enrolment": performance.enrolment, "step_key": performance.step_key, "person": performance.person, "mode": "alone"}
    again = roleplays.play(start_step(**asked), roleplays.best())
    assert again.state == "finished" and again != performance
    assert Evidence.objects.filter(kind__code="roleplay_auto").count() == before


def test_practice_outside_a_module_leaves_no_evidence():
    performance = roleplays.play(roleplays.practice(), roleplays.best())
    assert performance.state == "finished"
    assert not Evidence.objects.exists()


def test_evidence_of_a_simulation_is_no_assessed_roleplay():
    from lms.careers.roleplays import subject_of

    roleplays.play(roleplays.open_step(), roleplays.best())
    assert {subject_of(one) for one in Evidence.objects.filter(kind__code="roleplay_auto").values_list("source", flat=True)} == {None}


def test_an_enrolment_cancelled_on_the_way_leaves_the_practice_whole_and_proves_nothing():
    performance = roleplays.open_step()
    performance.enrolment.state = "cancelled"
    performance.enrolment.save(update_fields=["state"])
    performance = roleplays.play(performance, roleplays.best())
    assert performance.state == "finished"
    assert proved(performance) == {}
