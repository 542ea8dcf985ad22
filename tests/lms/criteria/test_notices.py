"""A plain notice: what has changed, for whom, until when, and a tick when it asks no question."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lms.criteria import actions
from lms.criteria.exceptions import GuidelineRefused, Incomplete, NotInForce
from lms.criteria.models import Guideline, Proof
from lms.criteria.queries import audience
from lms.criteria.queries.proving import to_prove
from lms.criteria.signals import guideline_published
from lms.people.models import Membership
from tests import world
from tests.criteria import question, texts

TODAY = timezone.localdate()


def codes_of(person) -> list[str]:
    by_rule = [line.guideline.code for line in to_prove(person)]
    assert sorted(Guideline.objects.live().meant_for(person).unproved_by(person).values_list("code", flat=True)) == sorted(by_rule)
    return by_rule


@pytest.fixture
def heard():
    told = []

    def hear(sender, **facts):
        told.append({name: facts[name] for name in ("version_id", "kind", "minor")})

    guideline_published.connect(hear)
    yield told
    guideline_published.disconnect(hear)


def test_a_notice_needs_no_signature_and_counts_not_among_the_four(agreement):
    for number in range(6):
        agreement.noticed(f"n-{number}")
    assert Guideline.objects.live().count() == 6
    assert Guideline.objects.criteria().live().count() == 0


def test_a_notice_without_questions_is_ticked_once(agreement):
    version = agreement.noticed()
    assert codes_of(agreement.agent) == ["n-01"]
    first, again = (actions.confirm(version=version, actor=agreement.agent) for _each in range(2))
    assert (first.pk, first.proved_at) == (again.pk, again.proved_at)
    assert codes_of(agreement.agent) == []


def test_a_notice_with_questions_is_not_ticked(agreement):
    version = agreement.noticed("n-01", question("q1"), question("q2"))
    with pytest.raises(GuidelineRefused):
        actions.confirm(version=version, actor=agreement.agent)
    assert not Proof.objects.exists()


def test_a_new_version_of_what_is_only_read_is_read_again_and_a_slip_is_not(agreement):
    actions.confirm(version=agreement.noticed(), actor=agreement.agent)
    guideline = Guideline.objects.get(code="n-01")
    slip = actions.revise(guideline=guideline, texts={**texts(minor=True, title_en="Mended"), "questions": []}, actor=agreement.supervisor)
    actions.publish(version=slip, actor=agreement.supervisor)
    assert codes_of(agreement.agent) == []
    change = actions.revise(guideline=guideline, texts={**texts(says_en="Other"), "questions": []}, actor=agreement.supervisor)
    actions.publish(version=change, actor=agreement.supervisor)
    assert codes_of(agreement.agent) == ["n-01"]


def test_a_tick_on_a_page_left_open_while_a_new_version_came_is_refused(agreement):
    old = agreement.noticed()
    change = actions.revise(guideline=old.guideline, texts={**texts(says_en="Other"), "questions": []}, actor=agreement.supervisor)
    actions.publish(version=change, actor=agreement.supervisor)
    old.refresh_from_db()
    with pytest.raises(GuidelineRefused):
        actions.confirm(version=old, actor=agreement.agent)
    assert not Proof.objects.exists()


def test_one_question_alone_is_too_few(agreement):
    with pytest.raises(Incomplete):
        agreement.noticed("n-01", question("q1"))


def test_a_notice_ends_after_its_last_day(agreement):
    today = timezone.localdate()
    version = agreement.noticed(valid_to=today)
    guideline = version.guideline
    assert codes_of(agreement.agent) == ["n-01"]
    assert not Guideline.objects.live(today + timedelta(days=1)).filter(pk=guideline.pk).exists()
    with pytest.raises(NotInForce):
        actions.confirm(version=version, actor=agreement.agent, now=timezone.now() + timedelta(days=2))
    with pytest.raises(Incomplete):
        agreement.noticed("n-02", valid_to=today - timedelta(days=1))


def test_it_reaches_the_units_and_roles_it_names_and_nobody_else(agreement):
    other = world.unit(kind="team", parent=agreement.service, name="Poniente")
    far = world.member("agent", other)
    left = world.member("agent", agreement.team)
    Membership.objects.filter(person=left).update(valid_from=TODAY - timedelta(days=9), valid_to=TODAY - timedelta(days=1))
    version = agreement.noticed(units=[agreement.team.code], roles=["agent", "coordinator"])
    assert set(audience(version)) == {agreement.agent, agreement.coordinator}
    assert (codes_of(far), codes_of(agreement.coordinator)) == ([], ["n-01"])


def test_the_audience_is_that_of_the_version_in_force(agreement):
    version = agreement.noticed()
    following = actions.revise(
        guideline=version.guideline,
        texts={**texts(says_en="Other"), "questions": [], "roles": ["coordinator"]},
        actor=agreement.supervisor,
    )
    assert (codes_of(agreement.agent), codes_of(agreement.coordinator)) == (["n-01"], [])
    actions.publish(version=following, actor=agreement.supervisor)
    assert (codes_of(agreement.agent), codes_of(agreement.coordinator)) == ([], ["n-01"])


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_who_teaches_or_leads_publishes_for_their_own_units_and_not_above(agreement, role):
    who, above = world.member(role, agreement.team), agreement.noticed("n-02")
    version = actions.draft(code="n-01", unit=agreement.team, roles=["agent"], texts=texts(), actor=who, kind="notice")
    assert actions.publish(version=version, actor=who).published_by == who
    following = actions.revise(guideline=above.guideline, texts={**texts(), "roles": ["agent"]}, actor=agreement.supervisor)
    for act in (
        lambda: actions.publish(version=following, actor=who),
        lambda: actions.withdraw(guideline=above.guideline, why="Ya no", actor=who),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_coordinator_proposes_no_criterion_and_a_trainer_publishes_none(agreement):
    trainer = world.member("trainer", agreement.service)
    with pytest.raises(PermissionDenied):
        actions.draft(code="am-02", unit=agreement.team, roles=["agent"], texts=texts(), actor=agreement.coordinator)
    with pytest.raises(PermissionDenied):
        actions.publish(version=agreement.version, actor=trainer)


def test_a_trainer_of_one_team_writes_nothing_for_the_service_above(agreement):
    trainer = world.member("trainer", agreement.team)
    with pytest.raises(PermissionDenied):
        actions.draft(code="n-01", unit=agreement.service, roles=["agent"], texts=texts(), actor=trainer, kind="notice")


def test_publishing_is_told_once_it_is_kept(agreement, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        version = agreement.noticed()
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(version=version, actor=agreement.supervisor)
    assert heard == [{"version_id": version.pk, "kind": "notice", "minor": False}]
