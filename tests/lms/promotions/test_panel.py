"""Who judges whom: closeness told by the unit tree, recusals with a reason and somebody who stands in, and codes instead of people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lms.promotions import actions
from lms.promotions.enums import AssessingProblem
from lms.promotions.exceptions import CallRefused, ConflictOfInterest, NotReady, ReasonMissing, WrongMoment
from lms.promotions.models import Application, Recusal, ScoreDraft
from lms.promotions.queries.panels import blind_list, blind_sheet
from lms.promotions.queries.people import conflict_hints
from lms.promotions.queries.sheets import scorers_of
from tests import world

pytestmark = pytest.mark.django_db


def test_the_tree_tells_who_coordinates_and_who_leads_from_above(call):
    call.applied()
    found = {(str(hint.member.person), hint.application.person.first_name, hint.direct) for hint in conflict_hints(call.round)}
    assert found == {("Nuria Campos", "Lucía", True), ("Marta Oliver", "Lucía", False), ("Marta Oliver", "Marcos", False)}


def test_whoever_supervises_a_coordinator_is_as_close_to_them_as_they_are_to_their_team(call):
    diego = world.member("coordinator", call.poniente, first_name="Diego")
    call.applied(diego)
    assert {(hint.member.person, hint.direct) for hint in conflict_hints(call.round)} == {(call.marta, True)}


def test_the_panel_does_not_begin_while_a_coordinator_would_judge_their_own(call):
    call.checked()
    after = call.round.closes_on + timedelta(days=1)
    with pytest.raises(NotReady) as refused:
        actions.start_assessing(round=call.round, actor=call.hr, today=after)
    assert refused.value.problems == (AssessingProblem.CONFLICT,)
    call.recuse_nuria()
    actions.start_assessing(round=call.round, actor=call.hr, today=after)
    assert [str(member.person) for member in scorers_of(call.application)] == ["Marta Oliver", "James Whitlock"]
    assert [str(member.person) for member in scorers_of(call.of(call.marcos))] == ["Marta Oliver", "Nuria Campos"]


def test_it_does_not_begin_before_the_last_day_nor_with_something_unchecked(call):
    call.applied()
    with pytest.raises(NotReady) as refused:
        actions.start_assessing(round=call.round, actor=call.hr, today=call.round.closes_on)
    assert refused.value.problems == (AssessingProblem.STILL_OPEN, AssessingProblem.UNCHECKED, AssessingProblem.NOBODY)


def test_nobody_stands_in_who_is_close_a_candidate_or_sees_names(call):
    call.checked()
    also_coordinates = world.member("coordinator", call.levante)
    for person in (call.marcos, call.hr, call.marta, also_coordinates):
        with pytest.raises(ConflictOfInterest):
            actions.recuse(application=call.application, member=call.place(call.nuria), replacement=person, reason="Cerca", actor=call.hr)
    with pytest.raises(CallRefused):
        actions.recuse(application=call.application, member=call.place(call.nuria), replacement=None, reason="Cerca", actor=call.hr)
    assert not Recusal.objects.exists()


def test_a_member_says_it_by_name_before_any_code_is_known_and_hr_finds_the_candidate(call):
    call.checked()
    asked = actions.say_conflict(member=call.place(call.marta), reason="Marcos Peña es mi cuñado", actor=call.marta)
    with pytest.raises(CallRefused):
        actions.settle_recusal(recusal=asked, accepted=True, answer="", replacement=call.james, actor=call.hr)
    actions.settle_recusal(recusal=asked, accepted=True, answer="", application=call.of(call.marcos), replacement=call.james, actor=call.hr)
    assert [str(member.person) for member in scorers_of(call.of(call.marcos))] == ["Nuria Campos", "James Whitlock"]


def test_a_candidate_asks_and_a_no_is_answered_in_words(call):
    call.checked()
    asked = actions.ask_recusal(application=call.application, member=call.place(call.marta), reason="Discutimos", actor=call.lucia)
    with pytest.raises(ReasonMissing):
        actions.settle_recusal(recusal=asked, accepted=False, answer=" ", actor=call.hr)
    actions.settle_recusal(recusal=asked, accepted=False, answer="Fue hace seis años", actor=call.hr)
    assert (Recusal.objects.get().accepted, [m.person for m in scorers_of(call.application)]) == (False, [call.marta, call.nuria])


def test_nobody_asks_or_settles_for_somebody_else(call):
    call.checked()
    with pytest.raises(PermissionDenied):
        actions.ask_recusal(application=call.application, member=call.place(call.marta), reason="x", actor=call.marcos)
    with pytest.raises(PermissionDenied):
        actions.say_conflict(member=call.place(call.marta), reason="x", actor=call.nuria)
    asked = actions.say_conflict(member=call.place(call.marta), reason="x", actor=call.marta)
    with pytest.raises(PermissionDenied):
        actions.settle_recusal(recusal=asked, accepted=True, answer="", actor=call.marta)


def test_a_recusal_in_the_middle_takes_the_draft_and_uncounts_the_scores(call):
    from lms.promotions.queries.arithmetic import counting_scores

    call.assessing()
    marcos = call.of(call.marcos)
    call.hand_in(call.marta, marcos, 5)
    call.hand_in(call.nuria, marcos, 1)
    assert call.of(call.marcos).sheets_in_at is not None
    actions.recuse(application=marcos, member=call.place(call.nuria), replacement=call.james, reason="Su cuñado", actor=call.hr)
    assert {score.scorer for score in counting_scores(marcos)} == {call.marta}
    assert call.of(call.marcos).sheets_in_at is None
    assert not ScoreDraft.objects.exists()


def test_after_scoring_a_recusal_comes_too_late(call):
    call.closed_scoring()
    with pytest.raises(WrongMoment):
        actions.say_conflict(member=call.place(call.marta), reason="x", actor=call.marta)


# ── Codes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_until_scoring_is_over_the_panel_has_no_row_with_a_person(call):
    call.assessing()
    for person in (call.marta, call.nuria, call.james):
        assert not Application.objects.visible_to(person).exists()
        rows = list(Application.objects.assigned_to(call.place(person)).blind())
        assert rows
        assert {name for row in rows for name in row} == {"code", "blind_motivation", "round_id"}
        assert {line.name for line in blind_list(call.place(person))} == {""}


def test_a_sheet_says_nothing_of_who_it_is(call):
    call.assessing()
    for candidate in (call.lucia, call.marcos):
        application = call.of(candidate)
        sheet = repr(blind_sheet(call.place(call.marta), application.code))
        told = (candidate.first_name, candidate.last_name, candidate.email, "Levante", "Poniente", "Nuria")
        assert [word for word in told if word in sheet] == []


def test_names_come_once_scoring_is_over(call):
    call.closed_scoring()
    assert {line.name for line in blind_list(call.place(call.marta))} == {"Lucía Ferrán", "Marcos Peña"}
    assert blind_sheet(call.place(call.nuria), call.application.code) is None


def test_the_database_holds_one_recusal_for_a_member_and_a_candidate_and_a_reason_for_each(call):
    call.assessing()
    made = Recusal.objects.get()
    values = {"round": call.round, "member": made.member, "asked_by": call.hr, "origin": "hr"}
    for wrong in (
        {"application": made.application, "reason": "x", "accepted": True},
        {"application": made.application, "reason": " "},
        {"application": None, "reason": "x", "accepted": True},
        {"application": made.application, "reason": "x", "accepted": False, "answer": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recusal.objects.create(**values, **wrong)
