"""Written answers: who reads them, what a mark does, and that no reading is overwritten unseen."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.marking.queries import may_be_read_by, waiting_for_a_reader
from assessments.quizzes.actions import mark_response, save_response, start_attempt, submit_attempt
from assessments.quizzes.exceptions import AlreadyMarked
from assessments.quizzes.models import Mark
from courses.enrolments.models import StepProgress
from lms.competencies.models import Evidence
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db
FULL = {"1": Decimal(2), "2": Decimal(8)}


@pytest.fixture
def unit():
    return world.unit()


@pytest.fixture
def trainer(unit):
    return world.member("trainer", unit)


@pytest.fixture
def attempt(unit):
    """Handed in: one answer chosen right, one written."""
    world.evidence_kinds()
    in_quiz = world.quiz(questions=[world.question(), world.written_question()], practice=True)
    enrolment = world.enrolment(world.member("trainee", unit, last_name="Touré"), world.programme([in_quiz.get_parent().specific]))
    return handed_in(enrolment, in_quiz.translation_key)


def handed_in(enrolment, step_key, text="Buenos días, lo miro ahora.", **asked):
    attempt = start_attempt(enrolment=enrolment, step_key=step_key, person=enrolment.person, **asked)
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=world.places(attempt, 1, "a"))
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=2, answer=[text] if text else [])
    return submit_attempt(attempt=attempt)


def written(attempt):
    return attempt.responses.get(slot=2)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_result_with_a_written_answer_waits_for_its_reader(attempt, trainer):
    assert (attempt.state, attempt.passed) == ("marking", None)
    assert list(waiting_for_a_reader(trainer)) == [written(attempt)]
    assert not Evidence.objects.exists()


def test_a_written_answer_left_empty_is_worth_nothing_and_waits_for_nobody(attempt, trainer):
    mark_response(response=written(attempt), points=FULL, actor=trainer)
    attempt.quiz.max_attempts = 0
    attempt.quiz.save()
    other = world.enrolment(None, attempt.enrolment.programme)
    assert handed_in(other, attempt.step_key, text="").state == "submitted"


def test_the_last_mark_gives_the_result_completes_the_step_and_tells_the_person(attempt, trainer, run_jobs):
    mark_response(response=written(attempt), points={"1": Decimal(1), "2": Decimal(7)}, comment="Bien resuelto.", actor=trainer)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points, attempt.passed) == ("submitted", Decimal("1.8"), True)
    assert StepProgress.objects.filter(state="completed").count() == 1
    run_jobs()
    assert Notification.objects.filter(person=attempt.person, kind="quizzes.marked").count() == 1


def test_too_few_points_are_not_yet(attempt, trainer):
    mark_response(response=written(attempt), points={"1": Decimal(0), "2": Decimal(1)}, actor=trainer)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.passed) == ("submitted", False)


@pytest.mark.parametrize("points", [{}, {"1": Decimal(2)}, {"1": Decimal(3), "2": Decimal(8)}, {"1": Decimal(-1), "2": Decimal(8)}])
def test_points_beyond_the_rubric_are_refused(attempt, trainer, points):
    with pytest.raises(ValueError):
        mark_response(response=written(attempt), points=points, actor=trainer)
    assert not Mark.objects.exists()


def test_two_readers_do_not_overwrite_each_other_unseen(attempt, trainer, unit):
    colleague = world.member("trainer", unit)
    first = mark_response(response=written(attempt), points=FULL, actor=trainer)
    with pytest.raises(AlreadyMarked) as meanwhile:
        mark_response(response=written(attempt), points={"1": Decimal(0), "2": Decimal(0)}, actor=colleague)
    assert meanwhile.value.mark == first
    second = mark_response(response=written(attempt), points={"1": Decimal(0), "2": Decimal(0)}, actor=colleague, seen_mark=first.pk)
    assert list(Mark.objects.all()) == [second, first]


def test_a_pass_once_given_stays_when_it_is_marked_again(attempt, trainer):
    first = mark_response(response=written(attempt), points=FULL, actor=trainer)
    mark_response(response=written(attempt), points={"1": Decimal(0), "2": Decimal(0)}, actor=trainer, seen_mark=first.pk)
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.points) == (True, Decimal(1))


def test_practice_is_read_by_nobody(attempt, trainer):
    mark_response(response=written(attempt), points=FULL, actor=trainer)
    practice = handed_in(attempt.enrolment, attempt.step_key, practice=True)
    assert (practice.state, practice.points, practice.max_points) == ("submitted", 1, 1)
    assert not waiting_for_a_reader(trainer).exists()
    assert not may_be_read_by(trainer).filter(attempt=practice).exists()


@pytest.mark.parametrize(
    ("role", "reads"), [("trainer", True), ("assessor", True), ("coordinator", False), ("hr", False), ("quality", False)]
)
def test_trainers_and_assessors_of_the_branch_read(attempt, unit, role, reads):
    assert waiting_for_a_reader(world.member(role, unit)).exists() is reads
    assert not waiting_for_a_reader(world.member(role, world.unit())).exists()


def test_nobody_reads_their_own(attempt, unit):
    assert not waiting_for_a_reader(world.member("trainer", unit, who=attempt.person)).exists()


def test_the_page_shows_the_answer_and_the_rubric_and_not_the_name(attempt, trainer):
    page = signed_in(trainer).get(reverse("marking:mark", args=[written(attempt).pk])).content.decode()
    assert ("Buenos días, lo miro ahora." in page, "Solves it" in page, attempt.person.last_name in page) == (True, True, False)


def test_marking_on_the_page_leads_to_the_next_one(attempt, trainer):
    client, address = signed_in(trainer), reverse("marking:mark", args=[written(attempt).pk])
    missing = client.post(address, {"criterion_1": "2"})
    assert (missing.status_code, Mark.objects.exists()) == (422, False)
    done = client.post(address, {"criterion_1": "2", "criterion_2": "7.5", "comment": "Bien."})
    assert (done.url, Mark.objects.get().share) == (reverse("marking:queue"), Decimal("0.95"))


def test_a_colleague_who_was_first_is_shown_and_nothing_is_lost(attempt, trainer, unit):
    mark_response(response=written(attempt), points=FULL, actor=world.member("trainer", unit))
    address = reverse("marking:mark", args=[written(attempt).pk])
    late = signed_in(trainer).post(address, {"criterion_1": "0", "criterion_2": "0"}, follow=True)
    assert "has marked this answer meanwhile" in late.content.decode()
    assert Mark.objects.count() == 1
