from datetime import timedelta
from decimal import Decimal

import pytest

from assessments.scores.actions import answer_result, appeal, decide_appeal
from assessments.scores.exceptions import CannotScore
from assessments.scores.models import Appeal, RoleplayResult
from lms.competencies.models import Evidence
from tests.scores import NOW, Room, hand_in, score_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def result(room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (4, 3))
    return made.results.get()


def ask(result, room, *, text="También di la hora", now=NOW, code="C2"):
    criterion = result.performance.version.rubric_version.criteria.get(code=code)
    return appeal(result=result, criterion=criterion, text=text, actor=room.person, now=now)


def latest(result):
    return RoleplayResult.objects.filter(performance=result.performance).latest_first().first()


def test_the_person_answers_once(room, result):
    assert answer_result(result=result, text="Diré la hora", actor=room.person).answer == "Diré la hora"
    assert answer_result(result=result, text="Otra cosa", actor=room.person).answer == "Diré la hora"


def test_nobody_answers_for_them(room, result):
    assert answer_result(result=result, text="Diré la hora", actor=room.nuria).answer == ""


def test_an_appeal_goes_to_somebody_who_did_not_score_it(room, result):
    made = ask(result, room)
    assert made.assigned_to != room.nuria
    assert made.assigned_to in (room.marta, room.hugo)
    assert made.assigned_to.notifications.get().url == f"/scores/appeals/{made.pk}/"


def test_asking_twice_asks_once(room, result):
    assert ask(result, room) == ask(result, room)
    assert Appeal.objects.count() == 1


def test_it_is_asked_within_seven_days_and_with_words(room, result):
    with pytest.raises(CannotScore, match="7 days"):
        ask(result, room, now=NOW + timedelta(days=8))
    with pytest.raises(CannotScore):
        ask(result, room, text=" ")


def test_the_same_score_stands_with_its_reason(room, result):
    made = ask(result, room)
    decided = decide_appeal(appeal=made, value=3, reason="Leo lo mismo", actor=made.assigned_to, now=NOW)
    assert (decided.outcome, latest(result)) == ("stands", result)


def test_another_score_makes_another_result_with_what_it_proves_and_the_first_stays(room, result):
    made = ask(result, room)
    assert result.verdict == "not_yet"
    decide_appeal(appeal=made, value=5, reason="Sí que la dice", actor=made.assigned_to, now=NOW)
    again = latest(result)
    assert (again.number, again.verdict, again.percent, again.scores) == (2, "passed", Decimal("87.5"), {"C1": 4.0, "C2": 5.0})
    assert RoleplayResult.objects.filter(performance=result.performance).count() == 2
    standing = Evidence.objects.filter(person=room.person, void__isnull=True)
    assert {(one.competency.code, one.level, one.source) for one in standing} == {
        ("OWN", 4, f"roleplay:written_reply:{result.performance_id}:2"),
        ("EMP", 4, f"roleplay:written_reply:{result.performance_id}:2"),
    }


def test_deciding_twice_decides_once(room, result):
    made = ask(result, room)
    decide_appeal(appeal=made, value=5, reason="Sí", actor=made.assigned_to, now=NOW)
    decide_appeal(appeal=made, value=1, reason="No", actor=made.assigned_to, now=NOW)
    assert latest(result).scores["C2"] == 5


def test_nobody_else_decides_it(room, result):
    made = ask(result, room)
    with pytest.raises(Appeal.DoesNotExist):
        decide_appeal(appeal=made, value=5, reason="Sí", actor=room.nuria)
