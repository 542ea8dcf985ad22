"""A wrong question is put right for everyone who was asked it."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.marking.queries import effect_of, reported_questions
from assessments.quizzes.actions import correct_version, publish_question, save_response, start_attempt, submit_attempt
from assessments.quizzes.exceptions import CannotCorrect
from assessments.quizzes.models import Attempt, Correction, ResultChange
from courses.catalogue.actions import report_error
from courses.enrolments.models import StepProgress
from lms.jobs.models import Job
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds_of_evidence():
    world.evidence_kinds()


@pytest.fixture
def quiz():
    return world.quiz(questions=[world.question(stem=str(number)) for number in range(4)], pass_percent=100, max_attempts=0)


@pytest.fixture
def author():
    return world.member("trainer")


def handed_in(quiz, *keys):
    enrolment = world.enrolment(None, world.programme([quiz.get_parent().specific]))
    attempt = start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=enrolment.person)
    for slot, key in enumerate(keys, 1):
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=slot, answer=world.places(attempt, slot, key))
    return submit_attempt(attempt=attempt)


def first_version(quiz):
    return quiz.quiz_questions.first().question.current_version


def result(attempt):
    attempt.refresh_from_db()
    return attempt.points, attempt.max_points, attempt.passed


def mended(version, right="b"):
    question = version.question
    question.options = [{**option, "correct": option["key"] == right} for option in question.options]
    return publish_question(question=question)


def test_a_void_question_counts_for_nobody_and_who_passes_with_that_has_passed(quiz, author, run_jobs):
    wrong_there, wrong_elsewhere = handed_in(quiz, "b", "a", "a", "a"), handed_in(quiz, "a", "b", "a", "a")
    correct_version(version=first_version(quiz), kind="void", reason="La ficha decía otra cosa.", actor=author)
    run_jobs()
    assert result(wrong_there) == (3, 3, True)
    assert result(wrong_elsewhere) == (2, 3, False)
    assert StepProgress.objects.filter(enrolment=wrong_there.enrolment, state="completed").count() == 1


def test_a_new_key_scores_the_old_answers(quiz, author, run_jobs):
    chose_b = handed_in(quiz, "b", "a", "a", "a")
    old = first_version(quiz)
    correct_version(version=old, kind="rekey", by_version=mended(old), reason="La buena era la otra.", actor=author)
    run_jobs()
    assert result(chose_b) == (4, 4, True)


def test_a_pass_is_never_taken_away(quiz, author, run_jobs):
    passed = handed_in(quiz, "a", "a", "a", "a")
    old = first_version(quiz)
    correct_version(version=old, kind="rekey", by_version=mended(old), reason="La buena era la otra.", actor=author)
    run_jobs()
    assert result(passed) == (3, 4, True)


def test_the_old_result_stays_in_the_trail_and_the_people_are_told_once(quiz, author, run_jobs):
    changed, same = handed_in(quiz, "b", "a", "a", "a"), handed_in(quiz, "a", "a", "a", "a")
    correction = correct_version(version=first_version(quiz), kind="void", reason="No tenía respuesta buena.", actor=author)
    run_jobs()
    trail = ResultChange.objects.get(attempt=changed)
    assert (trail.before["points"], trail.before["passed"], trail.after["passed"]) == ("3.0000", False, True)
    Job.objects.filter(kind="marking.recompute").update(state="queued", lease_until=None)
    run_jobs()
    told = Notification.objects.filter(kind="quizzes.corrected")
    assert (told.filter(person=changed.person).count(), told.get(person=changed.person).text.count(correction.reason)) == (1, 1)
    assert ResultChange.objects.filter(attempt=same, after__passed=True).count() == 1


def test_taking_a_correction_back_scores_as_it_was_asked(quiz, author, run_jobs):
    attempt = handed_in(quiz, "b", "b", "a", "a")
    correct_version(version=first_version(quiz), kind="void", reason="Dudosa.", actor=author)
    run_jobs()
    correct_version(version=first_version(quiz), kind="keep", reason="Estaba bien.", actor=author)
    run_jobs()
    assert result(attempt) == (2, 4, False)
    assert ResultChange.objects.filter(attempt=attempt).count() == 2


def test_an_attempt_that_is_open_meanwhile_is_scored_by_the_correction_when_it_ends(quiz, author, run_jobs):
    enrolment = world.enrolment(None, world.programme([quiz.get_parent().specific]))
    attempt = start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=enrolment.person)
    correct_version(version=first_version(quiz), kind="void", reason="Dudosa.", actor=author)
    run_jobs()
    submit_attempt(attempt=attempt)
    assert result(attempt) == (0, 3, False)


@pytest.mark.parametrize("wrong", [{"kind": "void", "reason": "  "}, {"kind": "rekey", "reason": "x"}])
def test_a_correction_without_a_reason_or_a_key_is_refused(quiz, author, wrong):
    handed_in(quiz, "a", "a", "a", "a")
    with pytest.raises(CannotCorrect):
        correct_version(version=first_version(quiz), actor=author, **wrong)
    assert not Correction.objects.exists()


def test_another_questions_key_is_no_key(quiz, author):
    other = world.question(stem="otra").current_version
    with pytest.raises(CannotCorrect):
        correct_version(version=first_version(quiz), kind="rekey", by_version=other, reason="x", actor=author)


def test_what_would_change_is_told_before_anything_is_written(quiz):
    handed_in(quiz, "b", "a", "a", "a")
    handed_in(quiz, "a", "b", "a", "a")
    handed_in(quiz, "a", "a", "a", "a")
    effect = effect_of(first_version(quiz), "void", None)
    assert (effect.attempts, effect.changed, effect.now_pass) == (3, 3, 1)
    assert set(Attempt.objects.values_list("max_points", flat=True)) == {Decimal(4)}


def test_reported_questions_stand_with_what_people_say(quiz):
    attempt = handed_in(quiz, "b", "a", "a", "a")
    question = first_version(quiz).question
    report_error(page=attempt.quiz.page_ptr, person=attempt.person, text="Hay dos buenas.", block_id=f"question-{question.pk}")
    ((found, reports),) = reported_questions()
    assert (found, [report.text for report in reports]) == (question, ["Hay dos buenas."])


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_author_sees_what_would_change_and_then_decides(quiz, author, run_jobs):
    attempt = handed_in(quiz, "b", "a", "a", "a")
    version, client = first_version(quiz), signed_in(author)
    assert "How they count" in client.get(reverse("marking:question", args=[version.question_id])).content.decode()
    address, asked = reverse("marking:correct", args=[version.pk]), {"kind": "void", "reason": "No tenía respuesta buena."}
    assert client.post(address, {"kind": "void", "reason": ""}).status_code == 422
    seen = client.post(address, asked).content.decode()
    assert ("One result changes" in seen, Correction.objects.exists()) == (True, False)
    done = client.post(address, {**asked, "sure": "1"})
    assert done.url == reverse("marking:question", args=[version.question_id])
    run_jobs()
    assert result(attempt) == (3, 3, True)


@pytest.mark.parametrize("role", ["trainee", "coordinator", "hr", "assessor", "quality"])
def test_only_authors_put_questions_right(quiz, role):
    handed_in(quiz, "b", "a", "a", "a")
    version, client = first_version(quiz), signed_in(world.member(role))
    for address in (reverse("marking:question", args=[version.question_id]), reverse("marking:correct", args=[version.pk])):
        assert client.get(address).status_code == 403
