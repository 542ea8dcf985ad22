from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.quizzes.actions import correct_version, rescore, retire_question, start_attempt, submit_attempt
from assessments.reviews.actions import gather
from assessments.reviews.models import ReviewCard, ReviewLog
from tests import world
from tests.reviews import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds_of_evidence(db):
    world.evidence_kinds()


def state():
    return list(ReviewCard.objects.order_by("pk").values_list("person", "question", "reviews", "due_on")), ReviewLog.objects.count()


def test_a_quiz_that_was_handed_in_becomes_cards_by_a_job(run_jobs):
    attempt = handed_in(right=(1,))
    assert ReviewCard.objects.count() == 0
    run_jobs()
    day = timezone.localdate()
    due = dict(ReviewCard.objects.values_list("log__right", "due_on"))
    assert ReviewCard.objects.filter(person=attempt.person).count() == 3
    assert due == {True: day + timedelta(days=2), False: day + timedelta(days=1)}


def test_a_second_job_of_the_same_quiz_changes_nothing(run_jobs):
    attempt = handed_in(right=(1,))
    run_jobs()
    before = state()
    assert gather(attempt=attempt) == 0
    assert state() == before


def test_what_a_person_reads_and_marks_does_not_come_back(run_jobs):
    handed_in(questions=[world.question(), world.question()])
    written = world.written_question()
    quiz = world.quiz(questions=[written])
    place = world.enrolment(None, world.programme([quiz.get_parent().specific]))
    submit_attempt(attempt=start_attempt(enrolment=place, step_key=quiz.translation_key, person=place.person))
    run_jobs()
    assert ReviewCard.objects.filter(question=written).count() == 0
    assert ReviewCard.objects.count() == 2


def test_answers_that_a_quiz_keeps_to_itself_become_no_cards(run_jobs):
    handed_in(right=(1, 2, 3), reveal="competency")
    run_jobs()
    assert ReviewCard.objects.count() == 0


def test_answers_shown_after_the_last_attempt_come_in_with_all_attempts_then(run_jobs):
    from assessments.quizzes.models import QuizPage

    first = handed_in(reveal="after_last", max_attempts=2, wait_hours=0, day=timezone.localdate() - timedelta(days=5))
    run_jobs()
    assert ReviewCard.objects.count() == 0
    assert QuizPage.objects.count() == 1
    submit_attempt(attempt=start_attempt(enrolment=first.enrolment, step_key=first.step_key, person=first.person))
    run_jobs()
    assert list(ReviewCard.objects.values_list("reviews", flat=True)) == [2, 2, 2]


def test_practice_comes_back_too(run_jobs):
    first = handed_in(practice=True)
    practice = start_attempt(enrolment=first.enrolment, step_key=first.step_key, person=first.person, practice=True)
    submit_attempt(attempt=practice, now=timezone.now() + timedelta(days=1))
    run_jobs()
    assert set(ReviewCard.objects.values_list("reviews", flat=True)) == {2}


def test_a_voided_question_does_not_come_in():
    attempt = handed_in()
    version = attempt.responses.order_by("slot").first().version
    correct_version(version=version, kind="void", reason="Sobraba", actor=world.member("trainer"))
    assert gather(attempt=attempt) == 2


def test_an_older_quiz_than_the_last_answer_does_not_rewrite_the_past():
    questions = [world.question()]
    who = world.member("trainee")
    today = timezone.localdate()
    gather(attempt=handed_in(who, questions, right=(1,), day=today))
    before = state()
    assert gather(attempt=handed_in(who, questions, day=today - timedelta(days=3))) == 0
    assert state() == before


def test_scoring_anew_without_another_result_asks_for_no_job():
    from lms.jobs.models import Job

    attempt = handed_in()
    asked = Job.objects.filter(kind="reviews.gather").count()
    rescore(attempt=attempt)
    assert Job.objects.filter(kind="reviews.gather").count() == asked == 1


def test_a_retired_question_leaves_the_sitting_and_its_log_stays(run_jobs):
    attempt = handed_in(right=(1,))
    run_jobs()
    question = attempt.responses.order_by("slot").first().version.question
    retire_question(question=question, actor=world.member("trainer"))
    assert ReviewCard.objects.in_play().filter(question=question).count() == 0
    assert ReviewLog.objects.filter(card__question=question).count() == 1


def test_what_was_answered_before_there_were_cards_comes_in_by_a_command(capsys):
    handed_in(right=(1,))
    call_command("gather_cards")
    call_command("gather_cards")
    assert capsys.readouterr().out == "answers that came in: 3\nanswers that came in: 0\n"
    assert ReviewCard.objects.count() == 3
