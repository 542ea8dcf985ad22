from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.competencies.actions import (
    answer_question,
    question_evidence,
    record_evidence,
    record_observation,
    refresh_due_states,
    refresh_states,
    void_evidence,
)
from lms.competencies.enums import QuestionOutcome, Standing
from lms.competencies.exceptions import AboutOneself, AlreadyAnswered, CompetencyError, FactMissing, JudgesOwnEvidence, TooLateToQuestion
from lms.competencies.models import CompetencyState, Evidence, EvidenceQuestion
from lms.competencies.queries.states import states_of
from lms.competencies.signals import states_changed
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    world.evidence_kinds()
    return world.member("agent")


def seen(person, kind="observation", level=3, *, days_ago=10, code="EMP", **fields):
    return record_evidence(
        person=person,
        competency=world.competency(code),
        kind=kind,
        level=level,
        source=f"{kind}:{Evidence.objects.count()}",
        observed_at=timezone.now() - timedelta(days=days_ago),
        **fields,
    )


def state(person, code="EMP"):
    return CompetencyState.objects.get(person=person, competency__code=code)


def test_each_piece_changes_the_state_with_it(agent):
    seen(agent)
    assert (state(agent).level, state(agent).standing) == (2, Standing.CURRENT)
    seen(agent, "roleplay")
    assert state(agent).level == 3


def test_what_is_voided_turns_back_exactly_what_it_proved(agent):
    first, _second = seen(agent), seen(agent, "roleplay")
    other = seen(agent, code="LIS")
    before = state(agent, "LIS").computed_at
    void_evidence(evidence=first, reason="Another person's call", actor=world.member("hr"))
    assert (state(agent).level, state(agent, "LIS").computed_at) == (2, before)
    void_evidence(evidence=other, reason="Another person's call", actor=world.member("hr"))
    assert (state(agent, "LIS").standing, state(agent, "LIS").level) == (Standing.NONE, None)


def test_a_transaction_that_fails_leaves_neither_evidence_nor_state(agent):
    def refuse(**_said):
        raise RuntimeError("no")

    states_changed.connect(refuse)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            seen(agent)
    finally:
        states_changed.disconnect(refuse)
    assert (Evidence.objects.count(), CompetencyState.objects.count()) == (0, 0)


def test_a_past_day_says_what_was_known_then(agent):
    long_ago = timezone.now() - timedelta(days=60)
    for kind in ("observation", "roleplay"):
        seen(agent, kind, days_ago=60)
    Evidence.objects.update(recorded_at=long_ago)
    void_evidence(evidence=Evidence.objects.first(), reason="Another person's call", actor=world.member("hr"))
    days = [timezone.localdate() - timedelta(days=back) for back in (90, 30, 0)]
    assert [states_of(agent, day)[0].reading.level for day in days] == [None, 3, 2]


def test_the_calendar_alone_turns_what_lapsed(agent):
    seen(agent, days_ago=300)
    lapses_on = state(agent).valid_until
    assert refresh_due_states(on=lapses_on - timedelta(days=61)) == 0
    assert (refresh_due_states(on=lapses_on), state(agent).standing) == (1, Standing.AGEING)
    assert (refresh_due_states(on=lapses_on + timedelta(days=1)), state(agent).standing) == (1, Standing.EXPIRED)
    assert (state(agent).level, state(agent).proven_level) == (None, 2)


def test_it_costs_the_same_with_three_times_the_evidence(agent):
    def queries(*people) -> int:
        with CaptureQueriesContext(connection) as asked:
            refresh_states(person_ids=[person.pk for person in people])
        return len(asked)

    seen(agent)
    another, before = world.member("agent"), queries(agent)
    for code in ("LIS", "OWN", "DIF"):
        seen(agent, code=code)
        seen(another, code=code)
    assert queries(agent, another) == before <= 14


def test_evidence_by_hand_says_what_was_seen_and_by_whom(agent):
    coordinator, competency = world.member("coordinator"), world.competency("EMP")
    with pytest.raises(FactMissing):
        record_observation(person=agent, competency=competency, level=3, fact="  ", actor=coordinator)
    with pytest.raises(AboutOneself):
        record_observation(person=agent, competency=competency, level=3, fact="Named the worry", actor=agent)
    once = record_observation(person=agent, competency=competency, level=3, fact="Named the worry", actor=coordinator, token="a")
    again = record_observation(person=agent, competency=competency, level=3, fact="Named the worry", actor=coordinator, token="a")
    assert (once, once.assessor, once.fact) == (again, coordinator, "Named the worry")


def test_a_person_questions_what_is_said_of_them_and_somebody_else_answers(agent):
    coordinator, hr = world.member("coordinator"), world.member("hr")
    strong = seen(agent, "assessment_centre", 4, days_ago=100)
    low = seen(agent, level=1, assessor=coordinator)
    assert state(agent).to_review
    with pytest.raises(CompetencyError):
        question_evidence(evidence=low, text="Not me", actor=hr)
    question = question_evidence(evidence=low, text="It was another call", actor=agent)
    assert question_evidence(evidence=low, text="Again", actor=agent) == question
    assert not state(agent).to_review
    for wrong, reason in ((agent, AboutOneself), (coordinator, JudgesOwnEvidence)):
        with pytest.raises(reason):
            answer_question(question=question, outcome=QuestionOutcome.KEPT, answer="It stays", actor=wrong)
    answer_question(question=question, outcome=QuestionOutcome.KEPT, answer="The recording is yours", actor=hr)
    assert state(agent).to_review
    with pytest.raises(AlreadyAnswered):
        answer_question(question=question, outcome=QuestionOutcome.VOIDED, answer="No", actor=hr)
    assert strong.level == 4


def test_the_person_and_those_who_may_answer_are_told():
    world.evidence_kinds()
    company = world.unit()
    agent, hr = world.member("agent", world.unit(kind="team", parent=company), language="en"), world.member("hr", company, language="en")
    author = world.member("supervisor", company)
    piece = record_observation(person=agent, competency=world.competency("EMP"), level=1, fact="Waited", actor=author, token="a")
    question = question_evidence(evidence=piece, text="It was another call", actor=agent)
    answer_question(question=question, outcome=QuestionOutcome.VOIDED, answer="You are right", actor=hr)
    assert sorted(Notification.objects.values_list("person", "kind")) == sorted(
        [(agent.pk, "evidence_written"), (hr.pk, "evidence_questioned"), (agent.pk, "evidence_answered")]
    )


def test_an_answer_may_void_it(agent):
    low = seen(agent, level=1)
    question = question_evidence(evidence=low, text="It was another call", actor=agent)
    answer_question(question=question, outcome=QuestionOutcome.VOIDED, answer="You are right", actor=world.member("hr"))
    assert (Evidence.objects.standing().count(), EvidenceQuestion.objects.open().count()) == (0, 0)


def test_after_the_set_days_it_is_too_late(agent, settings):
    piece = seen(agent)
    Evidence.objects.filter(pk=piece.pk).update(recorded_at=timezone.now() - timedelta(days=settings.EVIDENCE_QUESTION_DAYS + 1))
    piece.refresh_from_db()
    with pytest.raises(TooLateToQuestion):
        question_evidence(evidence=piece, text="It was another call", actor=agent)


def test_a_piece_with_its_own_last_day_keeps_it(agent):
    piece = seen(agent, "certificate", 3, expires_on=date(2030, 1, 31))
    assert piece.expires_on == date(2030, 1, 31)


def test_what_is_void_ends_an_open_question_and_an_answer_is_not_asked_for_again(agent):
    low, hr = seen(agent, level=1), world.member("hr")
    question = question_evidence(evidence=low, text="It was another call", actor=agent)
    void_evidence(evidence=low, reason="Another person's call", actor=hr)
    question.refresh_from_db()
    assert (question.outcome, question.answer, question.answered_by) == (QuestionOutcome.VOIDED, "Another person's call", hr)
    kept = seen(agent, level=2)
    answer_question(question=question_evidence(evidence=kept, text="No", actor=agent), outcome="kept", answer="It is yours", actor=hr)
    with pytest.raises(AlreadyAnswered):
        question_evidence(evidence=kept, text="Again", actor=agent)
