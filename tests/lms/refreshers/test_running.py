"""What a day's run gives, once; and that the preview says the same before."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from courses.enrolments.models import Enrolment
from lms.notifications.models import Notification
from lms.refreshers.actions import run_refreshers, stop
from lms.refreshers.models import RefresherAssignment, RuleRun
from lms.refreshers.queries.planning import dry_run, preview
from tests import world
from tests.lms.refreshers import centre
from tests.lms.refreshers.centre import DAY, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return Team()


def test_a_cause_gives_the_module_with_its_reason_in_both_languages_who_and_by_when(team, run_jobs):
    team.version("absence_return")
    centre.back(team.agent)
    assert run_refreshers(on=DAY)["given"] == 1
    row = RefresherAssignment.objects.get()
    assert (row.person, row.state, row.given_on, row.caused_on) == (team.agent, "open", DAY, DAY)
    assert "you are back" in row.reason_en and row.reason_es != ""
    enrolment = Enrolment.objects.get()
    assert (row.enrolment, enrolment.module, enrolment.due_on) == (enrolment, team.module, DAY + timedelta(days=6))  # five working days
    assert (enrolment.assignment.reason, enrolment.assignment.actor) == (row.reason_en, team.trainer)
    run_jobs()
    assert Notification.objects.filter(person=team.agent, kind="enrolled").count() == 1


def test_running_twice_or_an_earlier_day_changes_nothing(team):
    team.version("absence_return")
    centre.back(team.agent)
    run_refreshers(on=DAY)
    before = centre.everything()
    assert run_refreshers(on=DAY)["given"] == 0
    assert run_refreshers(on=DAY - timedelta(days=3))["given"] == 0
    assert centre.everything() == before


def test_ten_days_skipped_come_to_the_same_rows_as_each_day_by_itself(team):
    team.version("absence_return", due_days=20)
    first, second = team.agent, team.another()
    run_refreshers(on=DAY - timedelta(days=11))
    centre.back(first, DAY - timedelta(days=8))
    centre.back(second, DAY - timedelta(days=2))

    def rows():
        fields = ("person", "cause", "caused_on", "given_on", "enrolment__starts_on", "enrolment__due_on")
        return list(RefresherAssignment.objects.order_by("person").values_list(*fields))

    run_refreshers(on=DAY)
    at_once = rows()
    RefresherAssignment.objects.all().delete()
    Enrolment.objects.all().delete()
    RuleRun.objects.filter(on__gt=DAY - timedelta(days=11)).delete()
    for back in range(10, -1, -1):
        run_refreshers(on=DAY - timedelta(days=back))
    assert rows() == at_once
    assert len(at_once) == 2


def test_nobody_is_given_what_would_be_late_already(team):
    team.version("absence_return", due_days=2)
    run_refreshers(on=DAY - timedelta(days=11))
    centre.back(team.agent, DAY - timedelta(days=8))
    run_refreshers(on=DAY)
    row = RefresherAssignment.objects.get()
    assert (row.given_on, row.enrolment.starts_on) == (DAY - timedelta(days=8), DAY)
    assert row.due_on > DAY


def test_the_preview_of_a_draft_is_what_the_next_run_does(team):
    from lms.refreshers.actions import publish

    draft = team.version("absence_return", draft=True)
    people = [team.agent, *(team.another() for _each in range(4))]
    for who in people:
        centre.back(who)
    world.enrolment(people[0], in_module=team.module)  # has it to do already
    said = preview(draft, DAY)
    publish(rule=draft.rule, reason="Now", actor=team.trainer, today=DAY)
    run_refreshers(on=DAY)
    assert [cause.person for cause in said.chosen] == sorted(RefresherAssignment.objects.values_list("person", flat=True))
    assert [(one.person, one.why) for one in said.held] == [(people[0].pk, "has_open")]
    assert len(said.chosen) == 4


def test_the_preview_counts_what_the_rules_before_it_would_fill(team):
    modules = [world.lesson(world.module(title=f"R{place}", kind="refresher")).get_parent().specific for place in range(3)]
    params = {"metric": "fcr", "low": 72}
    versions = [team.version("kpi", params, module=one, code=f"kpi-{place}", draft=place == 2) for place, one in enumerate(modules)]
    centre.weeks(team.agent, 80, 80, 60, 60)
    said = preview(versions[2], DAY)
    assert [(one.person, one.why) for one in said.held] == [(team.agent.pk, "full_week")]


def test_never_more_than_two_in_a_week_and_the_third_comes_in_the_next(team):
    modules = [world.lesson(world.module(title=f"R{place}", kind="refresher")).get_parent().specific for place in range(3)]
    for place, module in enumerate(modules):
        team.version("kpi", {"metric": "fcr", "low": 72}, module=module, code=f"kpi-{place}")
    centre.weeks(team.agent, 80, 80, 60, 60)
    run_refreshers(on=DAY)
    assert RefresherAssignment.objects.count() == 2
    run_refreshers(on=DAY + timedelta(days=7))
    assert RefresherAssignment.objects.count() == 3


def test_a_rule_that_is_stopped_gives_nothing(team):
    version = team.version("absence_return")
    centre.back(team.agent)
    stop(rule=version.rule, why="Under review", actor=team.trainer)
    run_refreshers(on=DAY)
    assert not RefresherAssignment.objects.exists()


def test_only_the_people_of_its_unit_and_roles_are_looked_at(team):
    team.version("absence_return")
    for who in (world.member("agent", team.company), world.member("coordinator", team.team)):
        centre.back(who)
    run_refreshers(on=DAY)
    assert not RefresherAssignment.objects.exists()


def test_the_command_of_the_day_runs_them(team, capsys):
    team.version("absence_return")
    centre.back(team.agent)
    call_command("run_day", "--on", DAY.isoformat())
    assert "refreshers: given 1" in capsys.readouterr().out


def test_the_dry_run_finds_by_week_what_would_have_been(team):
    version = team.version("absence_return", draft=True)
    centre.back(team.agent, DAY - timedelta(days=30))
    weeks = dry_run(version, DAY)
    assert len(weeks) == 13
    assert [(week.starts_on, len(week.choice.chosen)) for week in weeks if week.choice.chosen] == [(DAY - timedelta(days=30), 1)]
    assert not RefresherAssignment.objects.exists()
