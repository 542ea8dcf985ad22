"""What each of the triggers finds, of whom, and what it says of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lms.refreshers.actions import announce_change, answer_request, ask_for, run_refreshers
from lms.refreshers.exceptions import AboutOneself, ReasonMissing
from lms.refreshers.models import RefresherAssignment, RefresherRequest
from lms.refreshers.queries.planning import preview
from tests import world
from tests.lms.refreshers import centre
from tests.lms.refreshers.centre import DAY, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return Team()


def given() -> list[tuple]:
    run_refreshers(on=DAY)
    return list(RefresherAssignment.objects.order_by("person").values_list("person", "trigger"))


def why() -> str:
    return RefresherAssignment.objects.get().reason


def test_a_figure_that_left_its_band_prints_its_numbers(team):
    version = team.version("kpi", {"metric": "fcr", "low": 72})
    steady, few, swings = team.another(), team.another(), team.another()
    centre.weeks(team.agent, 80, 64, 66, 73, 62)
    centre.weeks(steady, 80, 80, 80, 80, 80)
    centre.weeks(few, 50, 50, 50, 50, cases=5)
    centre.weeks(swings, 71, 71, 71, 71)
    said = {one.person: one.why for one in preview(version, DAY).held}
    assert said == {steady.pk: "inside", few.pk: "few_cases", swings.pk: "unclear"}
    assert given() == [(team.agent.pk, "kpi")]
    assert "66.2 % on 800 cases" in why() and "3 of 4 weeks" in why() and "at least 72 %" in why()
    row = RefresherAssignment.objects.get()
    assert row.numbers["points"][-1][2:] == [62.0, 200]
    assert 0 < row.numbers["chance"] < 0.003 / 13


def test_a_protected_absence_pauses_the_figures_and_nobody_reads_that_it_did(team):
    version = team.version("kpi", {"metric": "fcr", "low": 72})
    centre.weeks(team.agent, 80, 80, 60, 60)
    from lms.operations.actions import record_absence

    record_absence(person=team.agent, starts_on=DAY - timedelta(days=16), ends_on=DAY - timedelta(days=3))
    held = preview(version, DAY).held
    assert [(one.person, one.why) for one in held] == [(team.agent.pk, "few_periods")]
    assert "bsence" not in str(held)


def test_a_figure_of_the_queue_is_nobodys(team):
    from lms.operations.models import Metric

    centre.weeks(team.agent, 40, 40, 40, 40, metric="sl")
    Metric.objects.update(attaches_to_person=False)
    team.version("kpi", {"metric": "sl", "low": 80})
    assert given() == []


def test_a_change_that_is_announced_reaches_everybody_of_its_unit(team):
    team.version("product_change")
    other = world.member("agent", world.unit(parent=team.service, kind="team"))
    announce_change(title_es="Router M3", title_en="Router M3", effective_on=DAY + timedelta(days=5), unit=team.team, actor=team.trainer)
    from lms.refreshers.models import ProductChange

    ProductChange.objects.update(announced_at=timezone.make_aware(timezone.datetime(2026, 11, 17, 9)))
    assert given() == [(team.agent.pk, "product_change")]
    assert other.pk not in RefresherAssignment.objects.values_list("person", flat=True)
    assert "“Router M3” changes on 23" in why()


def test_an_agreement_not_proved_after_some_days_is_brought_again(team):
    from lms.criteria import actions as criteria
    from lms.criteria.models import GuidelineVersion, Proof
    from tests.criteria import texts

    supervisor = world.member("supervisor", team.service)
    version = criteria.draft(code="am-03", unit=team.service, roles=["agent"], texts=texts(), actor=supervisor)
    criteria.sign(version=version, actor=supervisor)
    criteria.publish(version=version, actor=supervisor)
    moment = timezone.make_aware(timezone.datetime(2026, 11, 12, 9))
    GuidelineVersion.objects.update(published_at=moment)
    proved = team.another()
    Proof.objects.create(person=proved, version=version, proved_at=moment)
    rule = team.version("notice", {"after_days": 3})
    assert [(one.person, one.why) for one in preview(rule, DAY).held] == [(proved.pk, "proved")]
    assert given() == [(team.agent.pk, "notice")]
    assert "AM-03" in why()


def test_a_notice_for_one_team_is_no_cause_for_another(team):
    from tests.criteria import Agreement

    elsewhere = world.member("agent", world.unit(kind="team", parent=team.service, name="Azul"))
    noticed(Agreement(service=team.service), units=[team.team.code])
    rule = team.version("notice", {"after_days": 3})
    assert [one.person for one in preview(rule, DAY).chosen] == [team.agent.pk]
    assert elsewhere.pk not in [one.person for one in preview(rule, DAY).chosen]


def test_a_slip_put_right_in_the_meantime_takes_no_refresher_away(team):
    from lms.criteria import actions as criteria
    from tests.criteria import Agreement, question, texts

    agreement = Agreement(service=team.service)
    version = noticed(agreement, units=[team.team.code])
    slip = texts(question("q1"), question("q2"), says_en="Another word", minor=True, units=[team.team.code])
    following = criteria.revise(guideline=version.guideline, texts=slip, actor=agreement.supervisor)
    criteria.publish(version=following, actor=agreement.supervisor)
    rule = team.version("notice", {"after_days": 3})
    assert [one.person for one in preview(rule, DAY).chosen] == [team.agent.pk]


@pytest.mark.parametrize(("days", "given_at_once"), [(0, 1), (3, 0)])
def test_a_notice_in_force_asks_the_rules_that_wait_for_no_day(team, run_jobs, django_capture_on_commit_callbacks, days, given_at_once):
    from lms.refreshers.models import RefresherAssignment
    from tests.criteria import Agreement, question

    agreement = Agreement(service=team.service)
    team.version("notice", {"after_days": days}, live_from=timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        agreement.noticed("n-01", question("q1"), question("q2"), units=[team.team.code])
    run_jobs()
    rows = RefresherAssignment.objects.filter(person=team.agent)
    assert rows.count() == given_at_once
    run_jobs()
    assert rows.count() == given_at_once


def noticed(agreement, **more):
    from lms.criteria.models import GuidelineVersion
    from tests.criteria import question

    version = agreement.noticed("n-01", question("q1"), question("q2"), **more)
    moment = timezone.make_aware(timezone.datetime(2026, 11, 12, 9))
    GuidelineVersion.objects.filter(pk=version.pk).update(published_at=moment)
    return version


def test_coming_back_says_nothing_of_the_time_away(team):
    team.version("absence_return")
    centre.back(team.agent)
    short = team.another()
    centre.back(short, days=10)
    assert given() == [(team.agent.pk, "absence_return")]
    assert RefresherAssignment.objects.get().numbers == {}


def test_joining_a_service_from_another_is_one_and_starting_here_is_none(team):
    team.version("new_service", unit=team.team)
    world.member("agent", world.unit(parent=team.company, kind="service"), who=team.agent, valid_from=date(2019, 1, 1))
    assert given() == []  # has been here for years
    newcomer = world.member("agent", team.team, valid_from=DAY - timedelta(days=2))
    mover = world.member("agent", world.unit(parent=team.company, kind="service"))
    world.member("agent", team.team, who=mover, valid_from=DAY - timedelta(days=2))
    assert given() == [(mover.pk, "new_service")]
    assert newcomer.pk != mover.pk


def test_time_since_is_offered_before_it_is_over(team):
    proves(team.agent, "DPR", date(2025, 12, 10))
    never = team.another()
    team.module.competencies.set([world.competency("DPR")])
    rule = team.version("time_since", {"months": 12, "before_days": 30, "competencies": ["DPR"]})
    assert [(one.person, one.why) for one in preview(rule, DAY).held] == [(never.pk, "no_evidence")]
    assert preview(rule, date(2026, 11, 9)).chosen == ()
    assert len(preview(rule, date(2026, 11, 10)).chosen) == 1
    assert given() == [(team.agent.pk, "time_since")]


def test_what_runs_out_is_offered_a_fortnight_before_at_least_and_passing_it_renews(team):
    from courses.enrolments.actions import complete_step
    from lms.competencies.models import CompetencyState, Evidence
    from lms.competencies.queries.states import states_of

    competency = world.competency("DPR")
    old = proves(team.agent, "DPR", date(2025, 12, 2))
    lesson = world.lesson(world.module(title="R02", kind="refresher", competencies=[competency]))
    module = lesson.get_parent().specific
    rule = team.version("expiry", {"days": 14, "competencies": ["DPR"]}, module=module, renews=True)
    assert preview(rule, date(2026, 11, 17)).chosen == ()
    assert given() == [(team.agent.pk, "expiry")]  # the 18th: 14 days before 2 December
    row = RefresherAssignment.objects.get()
    before = CompetencyState.objects.get(person=team.agent).proven_level
    complete_step(enrolment=row.enrolment, step_key=lesson.translation_key, actor=team.agent)
    row.enrolment.refresh_from_db()
    from lms.refreshers.actions import complete

    complete(enrolment=row.enrolment)
    complete(enrolment=row.enrolment)
    row.refresh_from_db()
    assert row.state == "done"
    state = next(one.reading for one in states_of(team.agent) if one.competency == competency)
    assert (state.standing, state.level) == ("current", before)
    assert Evidence.objects.standing().filter(competency=competency, kind=old.kind).count() == 2  # the old one is listed still


def test_an_error_read_for_the_record_and_none_of_practice(team):
    from tests.lms.refreshers.read import result_of

    rule = team.version("quality_error", {"critical": ["CE-ID"]}, asks_first=True)
    result_of(team.agent, critical=["CE-ID"], on=DAY)
    result_of(team.another(), critical=["CE-ID"], on=DAY, practice=True)
    said = preview(rule, DAY)
    assert [cause.person for cause in said.chosen] == [team.agent.pk]
    run_refreshers(on=DAY)
    row = RefresherAssignment.objects.get()
    assert (row.state, row.enrolment) == ("proposed", None)  # a person decides


def test_a_criterion_missed_once_is_not_yet_a_cause(team):
    from tests.lms.refreshers.read import result_of

    rule = team.version("quality_error", {"competencies": ["OWN"], "times": 2})
    result_of(team.agent, short=["C1"], on=DAY - timedelta(days=3))
    assert [one.why for one in preview(rule, DAY).held] == ["once"]
    result_of(team.agent, short=["C1"], on=DAY)
    assert [cause.person for cause in preview(rule, DAY).chosen] == [team.agent.pk]


def test_a_request_is_answered_in_words_and_given_at_once(team):
    team.version("request")
    asked = ask_for(person=team.agent, module=team.module, words="I get lost in holds", actor=team.agent)
    assert ask_for(person=team.agent, module=team.module, words="Again", actor=team.agent) == asked
    with pytest.raises(ReasonMissing):
        answer_request(request=asked, grants=True, words=" ", actor=team.trainer, today=DAY)
    with pytest.raises(AboutOneself):
        answer_request(request=asked, grants=True, words="Yes", actor=team.agent, today=DAY)
    row = answer_request(request=asked, grants=True, words="Good idea", actor=team.trainer, today=DAY)
    assert (row.state, row.reason) == ("open", "Because you asked for it: “I get lost in holds”")
    assert answer_request(request=asked, grants=True, words="Again", actor=team.trainer, today=DAY) is None
    run_refreshers(on=timezone.localdate())
    assert RefresherAssignment.objects.count() == 1


def test_a_request_may_be_refused_with_its_why(team):
    team.version("request")
    asked = ask_for(person=team.agent, module=team.module, words="Please", actor=team.agent)
    assert answer_request(request=asked, grants=False, words="After the peak", actor=team.trainer, today=DAY) is None
    assert RefresherRequest.objects.get().state == "declined"
    assert not RefresherAssignment.objects.exists()


def proves(who, code: str, on: date):
    from lms.competencies.actions import record_evidence

    world.evidence_kinds()
    moment = timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12))
    made = record_evidence(person=who, competency=world.competency(code), kind="quiz", level=2, source="attempt:1", observed_at=moment)
    type(made).objects.filter(pk=made.pk).update(recorded_at=moment)
    return made
