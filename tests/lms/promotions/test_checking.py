"""Requirements: facts frozen with their hash, whatever is edited later; a reasoned no, and three days to put it right."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.jobs.models import Job
from lms.promotions import actions
from lms.promotions.enums import Eligibility, Outcome
from lms.promotions.exceptions import ReasonMissing, StillFixable, TooLate, WrongMoment
from lms.promotions.models import Application, Snapshot
from lms.promotions.rules import digest
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder(call):
    world.evidence_kinds()
    version = centre.ladder(rungs=4)
    centre.asks_level(version, "R3", "EMP", 3)
    centre.asks(version, "R3", "time_in_company", "months", months=18)
    centre.proved(call.lucia, "EMP", 3)
    return version


def test_a_snapshot_holds_the_ladder_its_version_and_each_result(call, ladder):
    call.applied()
    snapshot = actions.take_snapshot(application=call.application)
    facts = snapshot.facts
    assert (snapshot.rule_version, facts["version"], snapshot.sha256) == ("1", "1", digest(snapshot.content))
    assert [(row["key"], row["result"]) for row in facts["results"]] == [("competency:EMP", "met"), ("time_in_company:months", "missing")]


def test_while_nothing_changes_there_is_one_snapshot_and_then_another(call, ladder):
    call.applied()
    first = actions.take_snapshot(application=call.application)
    assert actions.take_snapshot(application=call.application).pk == first.pk
    type(call.lucia).objects.filter(pk=call.lucia.pk).update(hired_on=call.today - timedelta(days=900))
    later = actions.take_snapshot(application=call.of(call.lucia))
    assert (later.number == 2, first.sha256 == digest(Snapshot.objects.get(pk=first.pk).content)) == (True, True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.sampled_from(["name", "evidence", "rung", "hired", "ladder", "delete_requirement"]), max_size=5))
def test_no_later_edit_moves_what_was_frozen(call, ladder, edits):
    with transaction.atomic():
        if not call.round.applications.exists():
            call.applied()
        snapshot = actions.take_snapshot(application=call.application)
        before = (snapshot.content, snapshot.sha256)
        for number, edit in enumerate(edits):
            _edit(call, ladder, edit, number)
        kept = Snapshot.objects.get(pk=snapshot.pk)
        assert (kept.content, kept.sha256, digest(kept.content)) == (*before, before[1])
        transaction.set_rollback(True)


def _edit(call, ladder, edit: str, number: int) -> None:
    from lms.careers.actions import start_posting
    from lms.people.models import User

    if edit == "name":
        User.objects.filter(pk=call.lucia.pk).update(first_name=f"Otra {number}")
    elif edit == "evidence":
        centre.proved(call.lucia, "EMP", 2, days_ago=number, source=f"later:{number}")
    elif edit == "rung":
        start_posting(person=call.lucia, rung=centre.rung("R2"), starts_on=call.today)
    elif edit == "hired":
        User.objects.filter(pk=call.lucia.pk).update(hired_on=call.today - timedelta(days=number * 400))
    elif edit == "ladder":
        type(ladder).objects.filter(pk=ladder.pk).update(label=f"edited {number}")
    else:
        ladder.requirements.all().delete()


def test_after_the_last_day_everything_is_frozen_by_itself(call, ladder, run_jobs):
    call.applied()
    job = Job.objects.get(kind="promotions.freeze")
    assert timezone.localdate(job.due_at) == call.round.closes_on + timedelta(days=1)
    type(call.round).objects.filter(pk=call.round.pk).update(
        opens_on=call.today - timedelta(days=9), closes_on=call.today - timedelta(days=1)
    )
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    run_jobs()
    assert Snapshot.objects.count() == 2


def test_a_no_says_why_and_leaves_three_days(call):
    call.applied()
    with pytest.raises(ReasonMissing):
        actions.reject(application=call.application, reason=" ", actor=call.hr)
    actions.reject(application=call.application, reason="Falta CERT-ASR", actor=call.hr, today=call.today)
    waiting = call.application
    assert (waiting.eligibility, waiting.fix_until) == (Eligibility.FIXABLE, call.today + timedelta(days=3))
    with pytest.raises(StillFixable):
        actions.reject(application=waiting, reason="Falta CERT-ASR", actor=call.hr, today=waiting.fix_until)


def test_put_right_it_is_looked_at_again(call):
    call.applied()
    actions.reject(application=call.application, reason="Falta CERT-ASR", actor=call.hr)
    actions.put_right(application=call.application, note="Lo renové ayer", actor=call.lucia)
    assert actions.accept(application=call.application, actor=call.hr).eligibility == Eligibility.ELIGIBLE


def test_after_the_three_days_it_is_settled_as_a_decision_with_the_same_reason(call):
    call.applied()
    actions.reject(application=call.application, reason="Falta CERT-ASR", actor=call.hr, today=call.today)
    late = call.today + timedelta(days=4)
    with pytest.raises(TooLate):
        actions.put_right(application=call.application, note="Ya", actor=call.lucia, today=late)
    actions.reject(application=call.application, reason="Sigue faltando CERT-ASR", actor=call.hr, today=late)
    decision = call.application.decisions.get()
    assert (decision.outcome, decision.reason, decision.decided_by) == (Outcome.NOT_ELIGIBLE, "Sigue faltando CERT-ASR", call.hr)
    with pytest.raises(WrongMoment):
        actions.accept(application=call.application, actor=call.hr)


def test_nobody_but_hr_checks_and_nobody_puts_right_for_another(call):
    call.applied()
    for actor in (call.marta, call.lucia):
        with pytest.raises(PermissionDenied):
            actions.accept(application=call.application, actor=actor)
    actions.reject(application=call.application, reason="Falta algo", actor=call.hr)
    with pytest.raises(PermissionDenied):
        actions.put_right(application=call.application, note="Ya", actor=call.marcos)


def test_the_database_refuses_a_no_without_a_reason(call):
    call.applied()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.update(eligibility=Eligibility.NOT_ELIGIBLE, eligibility_reason="")
