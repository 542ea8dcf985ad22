import pytest

from assessments.rubrics.models import Criterion
from assessments.scores.actions import Entry, Words, ask_for_two, open_cases, recuse, save_criteria, save_words, submit_score
from assessments.scores.actions.writing import anchor_of
from assessments.scores.exceptions import CannotScore
from assessments.scores.models import Case, CriterionScore, RoleplayResult, Score
from assessments.scores.queries.screens import anchors_of
from courses.enrolments.models import StepProgress
from lms.careers.roleplays import subject_of
from lms.competencies.models import Evidence
from tests.scores import NOW, Room, hand_in, in_step, score_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


def readers(performance):
    return list(performance.scores.order_by("pk").values_list("assessor__first_name", flat=True))


def result(performance):
    return RoleplayResult.objects.filter(performance=performance).latest_first().first()


# ── Handing out ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_performance_is_given_to_one_who_is_told(room):
    made = room.performance()
    assert readers(made) == ["Nuria"]
    assert room.nuria.notifications.get().title == "A roleplay to score: Rosa’s complaint"


def test_the_load_is_spread(room):
    assert [readers(room.performance()) for _one in range(4)] == [["Nuria"], ["Marta"], ["Hugo"], ["Nuria"]]


def test_what_opens_a_gate_is_read_by_two_and_the_same_two_are_not_together_again(room):
    assert readers(room.performance(two="gate")) == ["Nuria", "Marta"]
    assert readers(room.performance(two="gate")) == ["Hugo", "Nuria"]
    assert readers(room.performance(two="promotion")) == ["Marta", "Hugo"]


def test_opening_twice_gives_it_once(room):
    made = room.performance()
    assert open_cases(now=NOW) == 0
    assert readers(made) == ["Nuria"]


def test_practice_is_given_to_nobody(room):
    from tests import scores

    made = scores.performance(room.person, by=room.version)
    made.practice = False
    type(made).objects.filter(pk=made.pk).update(practice=True)
    assert open_cases(now=NOW) == 0
    assert Case.objects.count() == 0


def test_nobody_reads_their_own():
    from lms.people.models import Membership
    from tests import scores

    room = Room(names=("nuria",))
    made = scores.performance(room.nuria, by=room.version)
    open_cases(now=NOW)
    assert Membership.objects.filter(person=room.nuria).exists()
    assert readers(made) == []


def test_whoever_recuses_themselves_is_replaced_and_never_asked_again(room):
    made = room.performance()
    recuse(score=score_of(made, room.nuria), reason="Es mi prima", actor=room.nuria, now=NOW)
    assert readers(made) == ["Marta"]
    with pytest.raises(CannotScore):
        recuse(score=score_of(made, room.marta), reason=" ", actor=room.marta)


def test_somebody_may_ask_for_two(room):
    made = room.performance()
    ask_for_two(performance=made, why="dispute", actor=room.hugo, now=NOW)
    ask_for_two(performance=made, why="dispute", actor=room.hugo, now=NOW)
    assert len(readers(made)) == 2


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def entry(score, value, counter):
    criterion = score.performance.version.rubric_version.criteria.first()
    return save_criteria(score=score, entries={criterion.pk: Entry(value, counter=counter)}, actor=score.assessor)


def test_a_late_packet_overwrites_nothing_newer(room):
    score = score_of(room.performance(), room.nuria)
    assert entry(score, 4, counter=10)
    assert not entry(score, 2, counter=9)
    assert not entry(score, 2, counter=10)
    assert CriterionScore.objects.get(score=score).value == 4


def test_each_criterion_has_a_counter_of_its_own(room):
    score = score_of(room.performance(), room.nuria)
    first, second = score.performance.version.rubric_version.criteria.order_by("position")
    save_criteria(score=score, entries={first.pk: Entry(5, counter=100)}, actor=room.nuria)
    assert save_criteria(score=score, entries={second.pk: Entry(3, counter=1)}, actor=room.nuria) == {second.pk}


def test_a_late_word_overwrites_nothing_newer(room):
    score = score_of(room.performance(), room.nuria)
    assert save_words(score=score, words=Words(worked="La clave", counter=5), actor=room.nuria)
    assert not save_words(score=score, words=Words(worked="", counter=4), actor=room.nuria)
    score.refresh_from_db()
    assert score.worked == "La clave"


def test_the_anchor_and_the_sentence_are_kept_as_they_were(room):
    score = write(score_of(room.performance(), room.nuria), (4, 2))
    kept = score.criteria.order_by("criterion__position")
    assert [one.anchor["en"] for one in kept] == ["C1 at 3", "C2 at 1"]
    assert {one.quote for one in kept} == {"Su clave es 4821."}


def test_where_a_rubric_has_words_for_two_or_four_those_are_kept():
    said = Criterion(anchors={points: {"en": f"at {points}"} for points in "1345"})
    assert [anchor_of(said, value).get("en") for value in (1, 2, 3, 4, 5)] == ["at 1", "at 1", "at 3", "at 4", "at 5"]
    assert [points for points, _words in anchors_of(said)] == ["1", "3", "4", "5"]


@pytest.mark.parametrize("wrong", [Entry(6), Entry(0), Entry(None, not_applicable=True)])
def test_what_the_rubric_does_not_allow_is_refused_and_nothing_is_kept(room, wrong):
    score = score_of(room.performance(), room.nuria)
    first, second = score.performance.version.rubric_version.criteria.order_by("position")
    with pytest.raises(CannotScore):
        save_criteria(score=score, entries={first.pk: Entry(4), second.pk: wrong}, actor=room.nuria)
    assert not score.criteria.exists()


def test_nobody_writes_in_anothers_score(room):
    score = score_of(room.performance(), room.nuria)
    with pytest.raises(Score.DoesNotExist):
        save_criteria(score=score, entries={}, actor=room.marta)


def test_what_is_missing_is_said_before_it_is_handed_in(room):
    score = score_of(room.performance(), room.nuria)
    entry(score, 4, counter=1)
    with pytest.raises(CannotScore) as refusal:
        submit_score(score=score, actor=room.nuria)
    assert refusal.value.problems == ["Score “Names the fact”.", "Say what worked.", "Say one thing to do next time."]


def test_handing_in_twice_hands_in_once_and_nothing_changes_after(room):
    score = hand_in(score_of(room.performance(), room.nuria))
    submit_score(score=score, actor=room.nuria)
    assert RoleplayResult.objects.count() == 1
    with pytest.raises(CannotScore):
        write(score, (1, 1), counter=9)


# ── Results ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_reading_gives_the_result_and_the_person_is_told(room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (4, 4))
    found = result(made)
    assert (found.verdict, found.percent, found.scores, found.levels) == ("passed", 75, {"C1": 4.0, "C2": 4.0}, {"EMP": 4, "OWN": 4})
    assert room.person.notifications.get().url == f"/scores/of/{made.pk}/"


def test_a_passed_roleplay_is_evidence_that_ladders_find_up_to_its_ceiling(room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (5, 5))
    pieces = Evidence.objects.filter(person=room.person)
    assert {(one.competency.code, one.level, one.ceiling, one.source) for one in pieces} == {
        ("OWN", 4, 4, f"roleplay:written_reply:{made.pk}"),
        ("EMP", 4, 4, f"roleplay:written_reply:{made.pk}"),
    }
    assert subject_of(pieces[0].source) == ("roleplay", "written_reply")


def test_what_is_not_passed_proves_its_level_and_is_no_passed_roleplay(room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (2, 3))
    assert (result(made).verdict, result(made).short) == ("not_yet", ["C1"])
    assert {(one.level, subject_of(one.source)) for one in Evidence.objects.filter(person=room.person)} == {(2, None), (3, None)}


def test_a_critical_error_is_not_yet_and_proves_nothing(room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (5, 5), critical=["CE-FALSE"])
    assert (result(made).verdict, result(made).critical) == ("not_yet", ["CE-FALSE"])
    assert not Evidence.objects.filter(person=room.person).exists()


def test_two_readings_wait_for_each_other_and_count_with_their_mean(room):
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), (4, 5))
    assert result(made) is None
    hand_in(score_of(made, room.marta), (5, 5))
    assert result(made).scores == {"C1": 4.5, "C2": 5.0}


def test_two_levels_apart_call_a_third_and_the_middle_counts(room):
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), (5, 5))
    hand_in(score_of(made, room.marta), (3, 5))
    assert result(made) is None
    assert readers(made) == ["Nuria", "Marta", "Hugo"]
    hand_in(score_of(made, room.hugo), (4, 4))
    assert result(made).scores == {"C1": 4.0, "C2": 5.0}


def test_a_critical_error_that_one_saw_is_decided_by_a_third(room):
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), critical=["CE-FALSE"])
    hand_in(score_of(made, room.marta))
    assert result(made) is None
    hand_in(score_of(made, room.hugo))
    assert (result(made).critical, result(made).verdict) == ([], "passed")


def test_a_lapsed_assessors_score_is_kept_and_proves_nothing():
    room = Room(licensed=False)
    made = room.performance()
    hand_in(score_of(made, room.nuria))
    assert (result(made).verdict, result(made).licensed, result(made).levels) == ("passed", False, {})
    assert not Evidence.objects.exists()


def test_a_licence_that_lapsed_before_handing_in_is_no_licence(room):
    from datetime import timedelta

    made = room.performance()
    hand_in(score_of(made, room.nuria), now=NOW + timedelta(days=200))
    assert not score_of(made, room.nuria).licensed
    assert not result(made).licensed


def test_only_the_licensed_reading_proves():
    room = Room(licensed=False)
    room.licence("nuria")
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), (4, 4))
    hand_in(score_of(made, room.marta), (5, 5))
    assert result(made).scores == {"C1": 4.5, "C2": 4.5}
    assert result(made).levels == {"OWN": 4, "EMP": 4}


def test_passing_completes_the_step(room):
    placed = in_step(room.person)
    made = room.performance(**placed)
    hand_in(score_of(made, room.nuria))
    assert StepProgress.objects.filter(enrolment=placed["enrolment"], step_key=placed["step_key"], state="completed").exists()


def test_not_yet_completes_nothing(room):
    made = room.performance(**in_step(room.person))
    hand_in(score_of(made, room.nuria), (2, 2))
    assert not StepProgress.objects.filter(state="completed").exists()
