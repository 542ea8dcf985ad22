"""A call opens when nothing is missing; then its rules are frozen, and what changes is an amendment that everybody reads."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lms.notifications.models import Notification
from lms.promotions import actions
from lms.promotions.enums import RoundProblem, RoundState
from lms.promotions.exceptions import CallRefused, ConflictOfInterest, NotReady, ReasonMissing, WrongMoment
from lms.promotions.models import PromotionRound, PublishedRules
from lms.promotions.queries.published import is_as_published, opening_problems
from lms.promotions.rules import digest
from tests import world

pytestmark = pytest.mark.django_db
WHY = {"es": "La sala está ocupada ese día.", "en": "The room is taken that day."}


def test_a_draft_says_what_is_missing_and_does_not_open(call):
    call.round.exercises.filter(code="seniority").delete()
    call.round.panel.filter(person=call.marta).delete()
    assert opening_problems(call.round) == [RoundProblem.WEIGHTS, RoundProblem.CONSIDERS, RoundProblem.ASSESSORS]
    with pytest.raises(NotReady) as refused:
        call.opened()
    assert (refused.value.problems, call.round.state) == (
        (RoundProblem.WEIGHTS, RoundProblem.CONSIDERS, RoundProblem.ASSESSORS),
        RoundState.DRAFT,
    )


def test_opening_twice_publishes_once(call):
    assert actions.open_round(round=call.round, actor=call.hr).pk == actions.open_round(round=call.round, actor=call.hr).pk
    rules = PublishedRules.objects.get()
    assert (rules.number, rules.sha256, is_as_published(call.round)) == (1, digest(rules.content), True)


def test_an_open_call_takes_no_edit(call):
    call.opened()
    exercise = call.round.exercises.first()
    for act in (
        lambda: actions.save_round(round=call.round, actor=call.hr),
        lambda: actions.save_exercise(exercise=exercise, actor=call.hr),
        lambda: actions.remove_exercise(exercise=exercise, actor=call.hr),
        lambda: actions.name_member(round=call.round, person=call.amparo, part="assessor", actor=call.hr),
        lambda: actions.discard_round(round=call.round, actor=call.hr),
    ):
        with pytest.raises(WrongMoment):
            act()


def test_what_somebody_changes_behind_the_screens_is_seen(call):
    call.opened()
    call.round.exercises.filter(code="tray").update(weight=30)
    assert not is_as_published(call.round)


def test_an_amendment_is_dated_says_why_and_reaches_whoever_has_applied(call, run_jobs):
    call.applied()
    later = call.round.closes_on + timedelta(days=2)
    rules = actions.amend_round(round=call.round, values={"closes_on": later}, why=WHY, actor=call.hr)
    assert (rules.number, rules.why_es, [change["field"] for change in rules.changes]) == (2, WHY["es"], ["closes_on"])
    assert (call.round.closes_on, is_as_published(call.round)) == (later, True)
    assert PublishedRules.objects.get(number=1).sha256 != rules.sha256
    run_jobs()
    told = Notification.objects.filter(kind="promotions.amended")
    assert set(told.values_list("person_id", "text")) == {(call.lucia.pk, WHY["en"]), (call.marcos.pk, WHY["en"])}


def test_an_amendment_needs_both_languages_dates_in_order_and_something_to_change(call):
    call.opened()

    def amend(values, why=WHY):
        return actions.amend_round(round=call.round, values=values, why=why, actor=call.hr)

    with pytest.raises(ReasonMissing):
        amend({"posts": 2}, {"es": "Otra plaza", "en": ""})
    for values in ({"closes_on": call.round.panel_on + timedelta(days=9)}, {"posts": 1}, {"code": "OTRA"}):
        with pytest.raises(CallRefused):
            amend(values)
    call.round.refresh_from_db()
    assert (PublishedRules.objects.count(), call.round.code) == (1, "CONV-COO")


def test_whoever_sees_names_may_chair_and_not_score(call):
    another = world.member("hr", call.company)
    with pytest.raises(ConflictOfInterest):
        actions.name_member(round=call.round, person=another, part="assessor", actor=call.hr)


def test_only_hr_of_the_branch_manages(call):
    elsewhere = world.member("hr", world.unit(name="Otra"))
    for actor in (call.marta, call.lucia, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.open_round(round=call.round, actor=actor)


def test_hr_who_stands_in_a_call_does_not_manage_it(call):
    """Somebody of HR who had applied before they came to HR."""
    call.applied(call.marcos)
    world.member("hr", call.company, who=call.marcos)
    assert list(PromotionRound.objects.manageable_by(call.marcos)) == []


def test_the_database_refuses_an_amendment_without_words(call):
    call.opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedRules.objects.create(round=call.round, number=2, content="{}", sha256="", published_by=call.hr)
