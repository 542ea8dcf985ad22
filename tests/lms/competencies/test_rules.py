from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.competencies.actions import draft_rule, preview_rule, publish_rule, record_evidence
from lms.competencies.enums import RuleStatus
from lms.competencies.exceptions import NoDraft, ReasonMissing, RuleIsFaulty
from lms.competencies.levels import DEFAULT_RULE
from lms.competencies.models import CompetencyState, Evidence, Framework, LevelRule
from lms.competencies.queries.rules import changes_by
from lms.competencies.queries.states import states_of
from lms.jobs.actions import run
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db

EASY = {"levels": [{"from": 1, "to": 5, "needs": {"pieces": 1}}]}
HARD = {"levels": [{"from": 1, "to": 5, "needs": {"pieces": 3}}]}


@pytest.fixture
def agent():
    world.evidence_kinds()
    who = world.member("agent")
    seen(who)
    return who


@pytest.fixture
def actor(agent):
    return world.member("administrator")


def seen(person, kind="observation", level=3, *, days_ago=10, code="EMP"):
    return record_evidence(
        person=person,
        competency=world.competency(code),
        kind=kind,
        level=level,
        source=f"{kind}:{Evidence.objects.count()}",
        observed_at=timezone.now() - timedelta(days=days_ago),
    )


def drafted(rule, actor):
    return draft_rule(framework=Framework.objects.get(), rule=rule, actor=actor)


def level_of(person):
    return CompetencyState.objects.get(person=person).level


def test_there_is_one_draft_and_it_counts_for_nothing(agent, actor):
    first, second = drafted(HARD, actor), drafted(EASY, actor)
    assert (first.pk, second.rule, second.number) == (second.pk, EASY, 1)
    seen(agent, code="LIS")
    assert sorted(CompetencyState.objects.values_list("level", flat=True)) == [2, 2]


def test_a_rule_with_faults_is_not_kept(actor):
    with pytest.raises(RuleIsFaulty) as told:
        drafted({"levels": [{"from": 1, "to": 5, "needs": {"pieces": 1, "of": ["horoscope"]}}]}, actor)
    assert [(fault.path, fault.code) for fault in told.value.faults] == [("levels.0.needs.of", "unknown_kind")]
    assert not LevelRule.objects.exists()


def test_published_it_is_computed_for_everybody_by_workers(agent, actor, run_jobs):
    rule = publish_rule(rule=drafted(EASY, actor), reason="Small team", actor=actor)
    assert level_of(agent) == 2
    run_jobs()
    assert (level_of(agent), CompetencyState.objects.get().rule) == (3, rule)
    again = publish_rule(rule=rule, reason="Other words", actor=actor)
    assert (again.reason, Job.objects.filter(kind="competencies.recompute").count()) == ("Small team", 1)


def test_it_needs_a_reason_and_what_was_in_force_never_comes_back(agent, actor):
    with pytest.raises(ReasonMissing):
        publish_rule(rule=drafted(EASY, actor), reason=" ", actor=actor)
    old = publish_rule(rule=drafted(EASY, actor), reason="Small team", actor=actor)
    new = publish_rule(rule=drafted(DEFAULT_RULE, actor), reason="It has grown", actor=actor)
    old.refresh_from_db()
    assert (old.status, old.rule, old.live_until, new.number) == (RuleStatus.RETIRED, EASY, new.live_from, 2)
    with pytest.raises(NoDraft):
        publish_rule(rule=old, reason="Back", actor=actor)


def test_a_past_day_is_read_by_the_rule_then_in_force(agent, actor):
    Evidence.objects.update(recorded_at=timezone.now() - timedelta(days=9))
    rule = publish_rule(rule=drafted(EASY, actor), reason="Small team", actor=actor)
    LevelRule.objects.filter(pk=rule.pk).update(live_from=timezone.now() - timedelta(days=2))
    days = [timezone.localdate() - timedelta(days=back) for back in (5, 1, 0)]
    assert [states_of(agent, day)[0].reading.level for day in days] == [2, 3, 3]


def test_a_preview_says_who_gains_and_who_loses_and_writes_nothing(agent, actor, run_jobs):
    easy = preview_rule(rule=drafted(EASY, actor), actor=actor)
    assert preview_rule(rule=drafted(EASY, actor), actor=actor) == easy
    run_jobs()
    hard = preview_rule(rule=drafted(HARD, actor), actor=actor)
    run_jobs()
    easy.refresh_from_db()
    hard.refresh_from_db()
    competency = world.competency("EMP").pk
    assert easy.result == {"people": 1, "gains": {str(competency): 1}, "losses": {}, "listed": [[agent.pk, competency, 2, 3]]}
    assert hard.result == {"people": 1, "gains": {}, "losses": {str(competency): 1}, "listed": [[agent.pk, competency, 2, None]]}
    assert (level_of(agent), LevelRule.objects.get().status) == (2, RuleStatus.DRAFT)


def test_a_preview_asks_the_same_for_three_times_the_people(agent, actor):
    rule = drafted(EASY, actor)

    def queries(*people) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(changes_by(rule, [one.pk for one in people])) == len(people)
        return len(asked)

    others = [world.member("agent"), world.member("agent")]
    before = queries(agent)
    for other in others:
        seen(other)
    assert queries(agent, *others) == before


def test_a_worker_killed_half_way_leaves_what_it_did_and_the_next_one_ends_it(agent, actor, monkeypatch):
    other = world.member("agent")
    seen(other)
    publish_rule(rule=drafted(EASY, actor), reason="Small team", actor=actor)
    job = Job.objects.get(kind="competencies.recompute")
    from lms.competencies import tasks

    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "report_progress", _killed)
        assert run(job_id=job.pk) is False
    assert sorted([level_of(agent), level_of(other)]) == [2, 3]
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    assert run(job_id=job.pk) is True
    job.refresh_from_db()
    assert (level_of(agent), level_of(other), job.progress_done) == (3, 3, 2)


def _killed(**_said):
    raise RuntimeError("gone")
