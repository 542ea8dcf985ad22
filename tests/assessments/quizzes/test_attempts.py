from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connections
from django.utils import translation

from assessments.quizzes.actions import grant_attempt, publish_question, retire_question, save_response, start_attempt, submit_attempt
from assessments.quizzes.exceptions import AttemptClosed, CannotStart, InvalidAnswer, NotReady
from assessments.quizzes.models import Attempt, QuestionVersion, Response
from courses.enrolments.exceptions import NotYours, StepLocked
from courses.enrolments.models import Enrolment, StepProgress
from lms.competencies.models import Evidence
from tests import world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


def answer(attempt, *keys_by_slot):
    for slot, keys in enumerate(keys_by_slot, 1):
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=slot, answer=world.places(attempt, slot, *keys))


def hand_in(attempt, *keys_by_slot, now=None):
    answer(attempt, *keys_by_slot)
    return submit_attempt(attempt=attempt, now=now)


def again(attempt, now=None):
    return start_attempt(enrolment=attempt.enrolment, step_key=attempt.step_key, person=attempt.person, now=now)


# ── Publishing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_publishing_makes_a_version_only_when_something_changed():
    question = world.question()
    assert publish_question(question=question).number == 1
    question.explanation_en = "It is on the other sheet."
    question.save()
    assert publish_question(question=question).number == 2
    question.difficulty = 3
    question.save()
    question.tags.add("m03")
    assert publish_question(question=question).number == 2


def test_a_question_without_a_right_option_is_not_published():
    question = world.question(right=(), live=False)
    with pytest.raises(NotReady):
        publish_question(question=question)
    question.refresh_from_db()
    assert (question.state, QuestionVersion.objects.count()) == ("draft", 0)


def test_a_version_is_never_changed_nor_deleted():
    world.question()
    with pytest.raises(TypeError):
        QuestionVersion.objects.update(kind="multiple")
    with pytest.raises(TypeError):
        QuestionVersion.objects.all().delete()


# ── Starting ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_attempt_freezes_versions_order_and_rules():
    questions = [world.question(stem=stem) for stem in ("uno", "dos", "tres")]
    attempt = world.attempt(world.quiz(questions=questions, pass_percent=60))
    served = [slot["version"] for slot in attempt.slots]
    assert served == [question.current_version_id for question in questions]
    assert [sorted(slot["options"]) for slot in attempt.slots] == [["a", "b", "c"]] * 3
    assert attempt.rules == {"pass_percent": 60, "all_right_in": [], "layout": "one", "reveal": "at_once"}
    questions[0].stem_es = "otra cosa"
    questions[0].save()
    publish_question(question=questions[0])
    assert [response.version_id for response in attempt.responses.order_by("slot")] == served


def test_starting_again_resumes_the_open_attempt():
    attempt = world.attempt()
    assert again(attempt) == attempt
    assert Attempt.objects.count() == 1


def test_the_draws_ask_what_was_not_asked_before():
    bank = [world.question(stem=str(number), tag="m03") for number in range(4)]
    quiz = world.quiz(draws=[{"count": 2, "tag": "m03"}], max_attempts=0)
    first = world.attempt(quiz)
    hand_in(first, ["b"], ["b"])
    second = again(first)
    asked = {slot["version"] for attempt in (first, second) for slot in attempt.slots}
    assert asked == {question.current_version_id for question in bank}


def test_a_retired_question_is_asked_no_more():
    kept, retired = world.question(stem="queda"), world.question(stem="se va")
    quiz = world.quiz(questions=[kept, retired])
    retire_question(question=retired)
    assert [slot["version"] for slot in world.attempt(quiz).slots] == [kept.current_version_id]


def test_a_quiz_without_questions_does_not_start():
    with pytest.raises(CannotStart):
        world.attempt(world.quiz(questions=[world.question(live=False)]))


def test_a_bank_that_is_too_small_does_not_start_and_says_so_to_the_author():
    world.question(tag="m03")
    quiz = world.quiz(draws=[{"count": 2, "tag": "m03"}])
    with pytest.raises(CannotStart):
        world.attempt(quiz)
    with translation.override("en"):
        assert quiz.completion_problem() == "The bank is one live question short for the draws of this quiz."


def test_a_quiz_that_can_be_taken_has_no_problem():
    assert world.quiz(questions=[world.question()]).completion_problem() is None


def test_nobody_starts_in_the_enrolment_of_another():
    attempt = world.attempt()
    with pytest.raises(NotYours):
        start_attempt(enrolment=attempt.enrolment, step_key=attempt.step_key, person=world.person())


def test_a_locked_step_does_not_start():
    quiz = world.quiz(questions=[world.question()])
    first = world.lesson().get_parent().specific
    programme = world.programme([first, quiz.get_parent().specific], unlock_rule="after_previous")
    with pytest.raises(StepLocked):
        world.attempt(quiz, enrolment=world.enrolment(in_programme=programme))


def test_a_lesson_is_not_started_as_a_quiz():
    lesson = world.lesson()
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    with pytest.raises(LookupError):
        start_attempt(enrolment=enrolment, step_key=lesson.translation_key, person=enrolment.person)


def test_attempts_end_and_another_can_be_opened_for_someone():
    attempt = world.attempt(world.quiz(questions=[world.question()], max_attempts=1))
    hand_in(attempt, ["b"])
    with pytest.raises(CannotStart):
        again(attempt)
    grant_attempt(enrolment=attempt.enrolment, step_key=attempt.step_key, reason="We went over it", actor=world.member("trainer"))
    assert again(attempt).number == 2


def test_another_attempt_is_not_opened_without_a_reason():
    attempt = world.attempt()
    with pytest.raises(ValueError):
        grant_attempt(enrolment=attempt.enrolment, step_key=attempt.step_key, reason=" ", actor=world.member("trainer"))


def test_the_next_attempt_waits_and_says_until_when():
    attempt = world.attempt(world.quiz(questions=[world.question()], wait_hours=24), at=NOW)
    hand_in(attempt, ["b"], now=NOW)
    with pytest.raises(CannotStart) as refusal:
        again(attempt, now=NOW + timedelta(hours=23))
    assert refusal.value.opens_at == NOW + timedelta(hours=24)
    assert again(attempt, now=NOW + timedelta(hours=24)).number == 2


def test_who_has_passed_does_not_start_again():
    world.evidence_kinds()
    attempt = world.attempt(world.quiz(questions=[world.question()]))
    hand_in(attempt, ["a"])
    with pytest.raises(CannotStart):
        again(attempt)


def test_an_attempt_left_open_in_an_enrolment_that_ended_is_closed_there():
    old = world.attempt()
    Enrolment.objects.filter(pk=old.enrolment_id).update(state="cancelled")
    new = world.enrolment(old.person, old.enrolment.programme, period=2)
    fresh = start_attempt(enrolment=new, step_key=old.step_key, person=old.person)
    old.refresh_from_db()
    assert (old.state, fresh.enrolment, fresh.number) == ("submitted", new, 1)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_start_at_once_share_one_attempt():
    quiz = world.quiz(questions=[world.question()])
    enrolment = world.enrolment(in_programme=world.programme([quiz.get_parent().specific]))
    started, problems = [], []

    def start():
        try:
            started.append(start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=enrolment.person).pk)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    tabs = [Thread(target=start) for _tab in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert (problems, len(started), len(set(started)), Attempt.objects.count()) == ([], 4, 1, 1)


# ── Answering ───────────────────────────────────────────────────────────────────────────────────────────────────


def saved(attempt, slot=1):
    response = Response.objects.get(attempt=attempt, slot=slot)
    return response.answer, response.counter


def test_a_later_answer_overwrites_and_an_earlier_one_does_not():
    attempt = world.attempt()
    values = {"attempt_id": attempt.pk, "person": attempt.person, "slot": 1}
    assert save_response(**values, answer=["1"], counter=5).kept
    assert save_response(**values, answer=["2"], counter=9).kept
    late = save_response(**values, answer=["3"], counter=7)
    assert (late.kept, late.counter, late.answer) == (False, 9, ["2"])
    assert saved(attempt) == (world.keys(attempt, 1, "2"), 9)


def test_a_repeated_answer_is_acknowledged_and_changes_nothing():
    attempt = world.attempt()
    values = {"attempt_id": attempt.pk, "person": attempt.person, "slot": 1, "answer": ["1"], "counter": 5}
    first, second = save_response(**values), save_response(**values)
    assert second == first


def test_an_answer_without_a_counter_is_the_newest():
    attempt = world.attempt()
    values = {"attempt_id": attempt.pk, "person": attempt.person, "slot": 1}
    ahead = save_response(**values, answer=["1"], counter=2**53)
    assert save_response(**values, answer=["2"]).counter == ahead.counter + 1
    assert saved(attempt)[0] == world.keys(attempt, 1, "2")


def test_an_answer_can_be_taken_back():
    attempt = world.attempt()
    answer(attempt, ["a"])
    answer(attempt, [])
    assert saved(attempt)[0] == []


@pytest.mark.parametrize("forged", [["a"], ["0"], ["4"], ["1", "2"], "1", {"1": 1}, [1], None, [["1"]], ["¹"], ["1\x00"]])
def test_what_was_not_served_is_refused(forged):
    attempt = world.attempt()
    with pytest.raises(InvalidAnswer):
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=forged)
    assert saved(attempt) == ([], 0)


def test_a_slot_that_is_not_there_or_not_theirs_is_not_found():
    attempt = world.attempt()
    for forged in ({"slot": 0}, {"slot": 4}, {"person": world.person()}):
        with pytest.raises(Response.DoesNotExist):
            save_response(**{"attempt_id": attempt.pk, "person": attempt.person, "slot": 1, "answer": ["1"], **forged})


def test_nothing_is_saved_after_handing_in():
    attempt = world.attempt()
    hand_in(attempt, ["b"])
    with pytest.raises(AttemptClosed):
        answer(attempt, ["a"])
    assert saved(attempt)[0] == ["b"]


# ── Handing in ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_passing_completes_the_step_and_proves_what_reached_the_mark():
    world.evidence_kinds()
    module = world.module()
    world.lesson(module)
    questions = [world.question(stem=str(number)) for number in range(4)] + [world.question(code="DPR")]
    quiz = world.quiz(module, questions=questions, pass_percent=80)
    attempt = hand_in(world.attempt(quiz), ["a"], ["a"], ["a"], ["a"], ["b"])
    assert (attempt.passed, attempt.points, attempt.max_points) == (True, 4, 5)
    done = StepProgress.objects.get(enrolment=attempt.enrolment, step_key=quiz.translation_key)
    assert done.state == "completed"
    proved = Evidence.objects.filter(kind__code="quiz").values_list("competency__code", "level", "source")
    assert list(proved) == [("PRO", 2, f"attempt:{attempt.pk}")]


def test_not_yet_completes_nothing():
    world.evidence_kinds()
    attempt = hand_in(world.attempt(), ["a"], ["b"])
    assert (attempt.passed, attempt.points, attempt.result["needed"]) == (False, 1, 3)
    assert not Evidence.objects.exists()
    assert not StepProgress.objects.filter(state="completed").exists()


def test_a_critical_competency_keeps_an_attempt_from_passing():
    questions = [world.question(stem=str(number)) for number in range(4)] + [world.question(code="DPR")]
    quiz = world.quiz(questions=questions, all_right_in=[world.competency("DPR")])
    attempt = hand_in(world.attempt(quiz), ["a"], ["a"], ["a"], ["a"], ["b"])
    assert (attempt.passed, attempt.result["short_in"]) == (False, ["DPR"])


def test_handing_in_twice_changes_nothing():
    world.evidence_kinds()
    attempt = world.attempt()
    first = hand_in(attempt, ["a"], ["a"], ["a"], now=NOW)
    second = submit_attempt(attempt=attempt, now=NOW + timedelta(hours=1))
    assert (second.submitted_at, second.points) == (first.submitted_at, first.points)
    assert Evidence.objects.filter(kind__code="quiz").count() == 1


def test_an_attempt_that_passes_in_a_cancelled_enrolment_is_still_handed_in():
    world.evidence_kinds()
    attempt = world.attempt()
    Enrolment.objects.filter(pk=attempt.enrolment_id).update(state="cancelled")
    assert hand_in(attempt, ["a"], ["a"], ["a"]).passed
    assert not StepProgress.objects.filter(state="completed").exists()


def test_the_rules_are_those_of_the_start():
    world.evidence_kinds()
    quiz = world.quiz(questions=[world.question(stem="1"), world.question(stem="2")], pass_percent=50)
    attempt = world.attempt(quiz)
    quiz.pass_percent = 100
    quiz.save()
    assert hand_in(attempt, ["a"], ["b"]).passed


@pytest.mark.django_db(transaction=True)
def test_handing_in_from_two_tabs_scores_once():
    world.evidence_kinds()
    attempt = world.attempt(world.quiz(questions=[world.question()]))
    answer(attempt, ["a"])
    problems = []

    def submit():
        try:
            submit_attempt(attempt=attempt)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    tabs = [Thread(target=submit) for _tab in range(3)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert (problems, Evidence.objects.filter(kind__code="quiz").count()) == ([], 1)
