"""What the screens are told: where one is, what is next, who is late; and at what cost."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from courses.enrolments import actions, queries
from tests import world

pytestmark = pytest.mark.django_db
MONDAY = timezone.make_aware(datetime(2026, 11, 9, 10))


def programme(modules=1, lessons=2, rule="open"):
    made = [world.module(title=f"Module {number}: more") for number in range(1, modules + 1)]
    steps = [world.lesson(module, title=f"Lesson {number}") for module in made for number in range(1, lessons + 1)]
    return world.programme(made, unlock_rule=rule), steps


def finish(enrolment, *lessons, now=MONDAY):
    for lesson in lessons:
        actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person, now=now)
    enrolment.refresh_from_db()


def test_the_staircase_has_a_step_a_day_with_its_state_and_its_lock_in_words():
    in_programme, steps = programme(modules=3, rule="on_day_after_previous")
    enrolment = world.enrolment(in_programme=in_programme)
    finish(enrolment, *steps[:2])
    staircase = queries.staircase(enrolment, MONDAY)
    assert [(day.number, day.label, day.state) for day in staircase.days] == [
        (1, "Module 1", "met"),
        (2, "Module 2", "missing"),
        (3, "Module 3", "missing"),
    ]
    assert [module.reason for module in staircase.modules] == [
        "",
        "Opens tomorrow, Tuesday 10 November",
        "Opens on Wednesday 11 November, once “Module 2: more” is done",
    ]


def test_the_next_step_is_the_first_open_one_that_is_not_done():
    in_programme, steps = programme(modules=2)
    enrolment = world.enrolment(in_programme=in_programme)
    assert queries.next_step(enrolment, MONDAY).key == steps[0].key
    finish(enrolment, steps[0])
    assert queries.next_step(enrolment, MONDAY).key == steps[1].key
    finish(enrolment, *steps[1:])
    assert queries.next_step(enrolment, MONDAY) is None


def test_the_player_knows_what_stands_around_a_step():
    in_programme, steps = programme(modules=2)
    enrolment = world.enrolment(in_programme=in_programme)
    last = queries.player(enrolment.pk, steps[1].key, enrolment.person, MONDAY)
    assert (last.position, last.total, last.previous.key, last.reason) == (2, 2, steps[0].key, None)
    assert last.next.key == steps[0].key  # passed over, still to do
    finish(enrolment, steps[0])
    assert queries.player(enrolment.pk, steps[1].key, enrolment.person, MONDAY).next.key == steps[2].key


def test_at_the_end_of_a_module_the_next_one_is_named_with_its_day():
    in_programme, steps = programme(modules=2, lessons=1, rule="on_day")
    enrolment = world.enrolment(in_programme=in_programme)
    finish(enrolment, steps[0])
    player = queries.player(enrolment.pk, steps[0].key, enrolment.person, MONDAY)
    assert (player.next, player.following.title, player.following.reason) == (None, "Module 2: more", "Opens tomorrow, Tuesday 10 November")
    assert player.completed_module


def test_the_agenda_has_what_is_due_first_on_top_and_says_why():
    who = world.member("trainee")
    later = world.enrolment(who, programme()[0], due_on=date(2026, 12, 1))
    sooner = world.enrolment(who, programme()[0], due_on=date(2026, 11, 10))
    entries = queries.agenda(who, MONDAY + timedelta(days=3))
    assert [(entry.enrolment, entry.overdue, entry.reason) for entry in entries] == [
        (sooner, True, "You start on Monday"),
        (later, False, "You start on Monday"),
    ]


def test_where_people_are_is_said_in_words_by_surname():
    unit = world.unit()
    trainer = world.member("trainer", unit)
    in_programme, steps = programme(modules=2)
    zoe, ana = (world.member("trainee", unit, last_name=name) for name in ("Zapata", "Abril"))
    finish(world.enrolment(zoe, in_programme), steps[0])
    finish(world.enrolment(ana, in_programme), *steps)
    world.enrolment(world.member("trainee"), in_programme)
    rows = queries.people_progress(trainer, now=MONDAY)
    assert [(row.person, row.where, row.late) for row in rows] == [(zoe, "Day 1, “Module 1”: 1 of 2 steps", "")]
    cohort = actions.open_cohort(name="Room 2", programme=in_programme, starts_on=date(2026, 11, 9), unit=unit, actor=trainer)
    in_programme.enrolments.update(cohort=cohort)
    rows = queries.people_progress(trainer, now=MONDAY, cohort=cohort)
    assert [(row.person, row.where) for row in rows] == [(ana, "Completed on 9 Nov 2026"), (zoe, "Day 1, “Module 1”: 1 of 2 steps")]


def test_late_is_past_the_due_date_or_behind_ones_day():
    unit = world.unit()
    trainer = world.member("trainer", unit)
    world.enrolment(world.member("trainee", unit, last_name="A"), programme()[0], due_on=date(2026, 11, 10))
    world.enrolment(world.member("trainee", unit, last_name="B"), programme(modules=3)[0])
    rows = queries.people_progress(trainer, now=MONDAY + timedelta(days=2))
    assert [row.late for row in rows] == ["Was due on Tuesday 10 November", "On day 3 with day 1 still to do"]


@pytest.mark.parametrize("times", [1, 3])
def test_where_people_are_costs_the_same_for_one_and_for_three(times, django_assert_num_queries):
    unit = world.unit()
    trainer = world.member("trainer", unit)
    in_programme, _steps = programme(modules=times, lessons=times)
    for _number in range(times):
        world.enrolment(world.member("trainee", unit), in_programme)
    queries.people_progress(trainer, now=MONDAY)
    with django_assert_num_queries(5):
        queries.people_progress(trainer, now=MONDAY)
