from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from lms.careers.actions import (
    act_up,
    count_readiness,
    recompute_everybody,
    refresh_readiness,
    start_posting,
    sweep_readiness,
    warn_of_acting_up,
)
from lms.careers.models import Readiness, ReadinessCount
from lms.competencies.actions import record_evidence
from lms.competencies.models import CompetencyState
from lms.jobs.actions import run
from lms.jobs.models import Job
from lms.notifications.models import Notification
from tests import world
from tests.lms.careers import centre
from tests.lms.careers.centre import asks_level, ladder, proved, rung, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    world.evidence_kinds()
    made = ladder()
    asks_level(made, "R1", "EMP", 3)
    return made


@pytest.fixture
def agent(version):
    made = world.member("agent")
    start_posting(person=made, rung=rung("R0"), starts_on=today() - relativedelta(months=12))
    return made


def test_what_expires_overnight_is_found_in_the_morning(agent):
    until = today() + timedelta(days=3)
    record_evidence(
        person=agent, competency=world.competency("EMP"), kind="assessment_centre", level=3, source="centre:1", expires_on=until
    )
    sweep_readiness(on=until)
    assert agent.readiness.get().state == "ready"
    sweep_readiness(on=until + timedelta(days=1))
    assert agent.readiness.get().state == "missing_evidence"
    assert centre.kept(agent.readiness.get().results)[0].result == "expired"


def test_a_change_that_told_nobody_is_caught(agent):
    proved(agent, "EMP", 3)
    CompetencyState.objects.update(level=None, proven_level=None, standing="none", changes_on=None, computed_at=timezone.now())
    assert sweep_readiness() == 1
    assert agent.readiness.get().state == "missing_evidence"
    assert sweep_readiness() == 0


def test_another_version_in_force_is_caught(agent, version):
    version.status = "retired"
    version.save()
    newer = ladder(label="2")
    asks_level(newer, "R1", "LEA", 2)
    assert sweep_readiness() == 1
    assert agent.readiness.get().version == newer


def test_everybody_is_computed_anew_by_jobs_asked_for_once_a_version(agent, version):
    world.member("agent")
    Readiness.objects.all().delete()
    jobs = recompute_everybody(version=version)
    assert recompute_everybody(version=version) == jobs and Job.objects.filter(kind="careers.recompute").count() == 1
    run(job_id=jobs[0].pk)
    assert Readiness.objects.count() == 1
    assert Job.objects.get(pk=jobs[0].pk).result == {"rows": 1}


def test_the_days_counts_count_each_person_in_the_deepest_of_their_units(version):
    company = world.unit()
    team = world.unit(kind="team", parent=company)
    for who in (world.member("agent", team), world.member("agent", team)):
        world.member("assessor", company, who=who)
        start_posting(person=who, rung=rung("R0"), starts_on=today())
    proved(who, "EMP", 3)
    count_readiness()
    count_readiness()
    assert sorted(ReadinessCount.objects.values_list("unit", "rung__code", "state", "people")) == [
        (team.pk, "R1", "missing_evidence", 1),
        (team.pk, "R1", "ready", 1),
    ]


def test_an_earlier_day_is_counted_as_it_was_known_then(agent):
    proved(agent, "EMP", 3)
    before = today() - timedelta(days=20)
    count_readiness(on=before)
    count_readiness()
    assert list(ReadinessCount.objects.order_by("counted_on").values_list("counted_on", "state")) == [
        (before, "missing_evidence"),
        (today(), "ready"),
    ]


def test_hr_of_the_branch_is_warned_of_acting_up_once_a_step(version):
    company = world.unit()
    hr, elsewhere = world.member("hr", company), world.member("hr")
    agent = world.member("agent", world.unit(kind="team", parent=company))
    act_up(person=agent, rung=rung("R1"), starts_on=today() - timedelta(days=100))
    assert warn_of_acting_up() == 0
    act_up(person=agent, rung=rung("R2"), starts_on=today() - timedelta(days=130))
    assert (warn_of_acting_up(), warn_of_acting_up()) == (1, 1)
    assert list(Notification.objects.values_list("person", flat=True)) == [hr.pk]
    assert elsewhere.pk != hr.pk
    warn_of_acting_up(on=today() + timedelta(days=30))
    assert Notification.objects.filter(person=hr).count() == 2


def test_refreshing_nobody_does_nothing(version):
    assert refresh_readiness(person_ids=[]) == 0


def test_whoever_begins_on_another_rung_one_day_is_read_anew_on_that_day(agent, version):
    asks_level(version, "R2", "EMP", 4)
    refresh_readiness(person_ids=[agent.pk])
    begins = today() + timedelta(days=5)
    start_posting(person=agent, rung=rung("R1"), starts_on=begins, actor=None)
    assert {row.rung.code: row.held.code for row in agent.readiness.all()} == {"R1": "R0", "R2": "R0"}
    sweep_readiness(on=begins)
    assert {row.rung.code: row.held.code for row in agent.readiness.all()} == {"R2": "R1"}
