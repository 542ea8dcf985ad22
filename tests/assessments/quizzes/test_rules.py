"""Windows, rooms, time limits, practice and tests that cover a module."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments.quizzes.actions import end_adjustment, grant_time, save_response, start_attempt, submit_attempt
from assessments.quizzes.exceptions import AttemptClosed, CannotStart, WrongRoomCode
from assessments.quizzes.models import Attempt, Response, TimeAdjustment
from assessments.quizzes.tasks import end_attempt
from courses.enrolments.models import ModuleCompletion, StepProgress
from lms.competencies.models import Evidence
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def kinds_of_evidence():
    world.evidence_kinds()


def quiz(**rules):
    return world.quiz(questions=[world.question(stem=stem) for stem in ("uno", "dos")], **rules)


def start(place, **asked):
    return start_attempt(enrolment=place.enrolment, step_key=place.step_key, person=place.person, **asked)


def opened(in_quiz, now=NOW, **asked):
    enrolment = world.enrolment(None, world.programme([in_quiz.get_parent().specific]))
    return start_attempt(enrolment=enrolment, step_key=in_quiz.translation_key, person=enrolment.person, now=now, **asked)


def answer_all(attempt, key="a", now=NOW):
    for slot in range(1, len(attempt.slots) + 1):
        sent = world.places(attempt, slot, key)
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=slot, answer=sent, now=now)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


# ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_time_of_an_attempt_ends_so_many_minutes_after_its_start():
    assert opened(quiz(time_limit=20)).deadline_at == NOW + 20 * MINUTE


def test_a_quiz_without_a_limit_never_ends_an_attempt():
    assert opened(quiz()).deadline_at is None


def test_the_closing_of_the_window_ends_an_attempt_that_began_late():
    assert opened(quiz(time_limit=20, closes_at=NOW + 5 * MINUTE)).deadline_at == NOW + 5 * MINUTE


@pytest.mark.parametrize(("adjustment", "minutes"), [({"extra_percent": 50}, 30), ({"extra_percent": 33}, 27), ({"no_limit": True}, None)])
def test_a_person_with_an_adjustment_keeps_all_of_their_time_even_past_the_closing(adjustment, minutes):
    in_quiz = quiz(time_limit=20, closes_at=NOW + 5 * MINUTE)
    enrolment = world.enrolment(None, world.programme([in_quiz.get_parent().specific]))
    grant_time(person=enrolment.person, starts_on=NOW.date(), actor=world.member("hr"), now=NOW, **adjustment)
    attempt = start_attempt(enrolment=enrolment, step_key=in_quiz.translation_key, person=enrolment.person, now=NOW)
    assert attempt.deadline_at == (NOW + minutes * MINUTE if minutes else None)


def test_more_time_reaches_the_attempt_that_is_open():
    attempt = opened(quiz(time_limit=20))
    grant_time(person=attempt.person, extra_percent=100, starts_on=NOW.date(), actor=world.member("hr"), now=NOW + MINUTE)
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + 40 * MINUTE


def test_an_adjustment_that_has_ended_changes_nothing():
    in_quiz = quiz(time_limit=20)
    enrolment = world.enrolment(None, world.programme([in_quiz.get_parent().specific]))
    days = {"starts_on": NOW.date() - timedelta(days=9), "actor": world.member("hr")}
    adjustment = grant_time(person=enrolment.person, extra_percent=50, now=NOW, **days)
    end_adjustment(adjustment=adjustment, on=NOW.date() - timedelta(days=1), actor=None)
    attempt = start_attempt(enrolment=enrolment, step_key=in_quiz.translation_key, person=enrolment.person, now=NOW)
    assert attempt.deadline_at == NOW + 20 * MINUTE


@pytest.mark.parametrize(
    "wrong", [{"extra_percent": 0}, {"extra_percent": 301}, {"extra_percent": 10, "ends_on": NOW.date() - timedelta(days=1)}]
)
def test_an_adjustment_that_adjusts_nothing_is_refused(wrong):
    with pytest.raises(ValueError):
        grant_time(person=world.person(), starts_on=NOW.date(), actor=world.member("hr"), **wrong)


def test_the_server_hands_in_what_it_has_when_the_time_ends_with_no_browser_there(run_jobs):
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    attempt = opened(quiz(time_limit=20), now=long_ago)
    answer_all(attempt, now=long_ago + MINUTE)
    assert run_jobs() > 0
    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_by, attempt.passed) == ("submitted", "deadline", True)


def test_a_deadline_that_was_moved_is_waited_for(run_jobs):
    attempt = opened(quiz(time_limit=20), now=datetime.now(UTC))
    job = Job.objects.get(kind="quizzes.end_attempt")
    end_attempt(job)()
    attempt.refresh_from_db()
    assert (attempt.is_open, Job.objects.filter(kind="quizzes.end_attempt").count()) == (True, 2)


def test_an_answer_on_its_way_when_the_time_ends_is_kept_and_a_later_one_is_not():
    attempt = opened(quiz(time_limit=20))
    end = attempt.deadline_at
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=["1"], counter=1, now=end + timedelta(seconds=5))
    with pytest.raises(AttemptClosed):
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=["2"], counter=2, now=end + timedelta(seconds=11))
    assert Response.objects.get(attempt=attempt, slot=1).counter == 1


def test_starting_after_the_time_has_ended_hands_the_old_one_in_and_opens_another():
    attempt = opened(quiz(time_limit=20))
    another = start(attempt, now=NOW + 60 * MINUTE)
    attempt.refresh_from_db()
    assert (attempt.ended_by, another.number) == ("deadline", 2)


# ── Windows, rooms ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_quiz_opens_and_closes_when_it_says():
    with pytest.raises(CannotStart) as early:
        opened(quiz(opens_at=NOW + MINUTE))
    assert early.value.opens_at == NOW + MINUTE
    with pytest.raises(CannotStart, match="closed|cerrado"):
        opened(quiz(closes_at=NOW))
    assert opened(quiz(opens_at=NOW, closes_at=NOW + MINUTE)).is_open


def test_the_code_of_the_room_is_asked_for_whatever_its_case():
    in_quiz = quiz(room_code="Sala 3")
    with pytest.raises(WrongRoomCode):
        opened(in_quiz, room_code="sala 4")
    assert opened(in_quiz, room_code=" sala 3 ").is_open


def test_a_wrong_code_is_told_beside_its_field_and_too_many_are_stopped():
    in_quiz = quiz(room_code="Sala 3")
    enrolment = world.enrolment(None, world.programme([in_quiz.get_parent().specific]))
    client, address = signed_in(enrolment.person), reverse("quizzes:start", args=[enrolment.pk, in_quiz.translation_key])
    wrong = client.post(address, {"room_code": "sala 4"})
    assert (wrong.status_code, "That is not the code of this room" in wrong.content.decode()) == (422, True)
    statuses = {client.post(address, {"room_code": "x"}).status_code for _try in range(11)}
    assert (429 in statuses, Attempt.objects.exists()) == (True, False)


# ── Practice ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_practice_counts_nowhere_and_nobody_else_sees_it():
    attempt = opened(quiz(practice=True), practice=True)
    answer_all(attempt)
    submit_attempt(attempt=attempt)
    attempt.refresh_from_db()
    assert (attempt.passed, Evidence.objects.count(), StepProgress.objects.filter(state="completed").count()) == (True, 0, 0)
    unit = world.unit()
    world.member("trainee", unit, who=attempt.person)
    for role in ("trainer", "coordinator", "supervisor", "hr", "administrator"):
        assert not Attempt.objects.visible_to(world.member(role, unit)).exists()
    assert list(Attempt.objects.visible_to(attempt.person)) == [attempt]


def test_practice_is_beside_the_assessed_attempt_and_as_often_as_wanted():
    in_quiz = quiz(practice=True, max_attempts=1)
    practice = opened(in_quiz, practice=True)
    assert start(practice, practice=True) == practice
    submit_attempt(attempt=practice)
    again, assessed = start(practice, practice=True, now=NOW), start(practice, now=NOW)
    assert (again.number, assessed.number, Attempt.objects.open().count()) == (2, 1, 2)


def test_a_quiz_that_is_not_for_practice_is_not_practised():
    with pytest.raises(CannotStart):
        opened(quiz(), practice=True)


def test_practice_has_no_clock_and_no_room():
    assert opened(quiz(practice=True, time_limit=1, room_code="x"), practice=True).deadline_at is None


# ── Testing out ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_passing_a_test_that_covers_the_module_completes_it_and_keeps_the_evidence():
    module = world.module()
    lesson = world.lesson(module)
    in_quiz = world.quiz(module, questions=[world.question()], test_out=True)
    attempt = opened(in_quiz)
    answer_all(attempt)
    submit_attempt(attempt=attempt, now=NOW)
    done = set(StepProgress.objects.filter(state="completed").values_list("step_key", flat=True))
    assert done == {lesson.translation_key, in_quiz.translation_key}
    assert (ModuleCompletion.objects.count(), Evidence.objects.filter(kind__code="quiz").count()) == (1, 1)


def test_without_passing_it_the_module_stays_as_it_was():
    module = world.module()
    world.lesson(module)
    attempt = opened(world.quiz(module, questions=[world.question()], test_out=True))
    answer_all(attempt, key="b")
    submit_attempt(attempt=attempt, now=NOW)
    assert not ModuleCompletion.objects.exists()


# ── Sections ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_section_draws_what_its_wishes_say_and_gives_its_title():
    easy = world.question(stem="fácil", difficulty=1, level=1)
    world.question(stem="media", difficulty=2, level=2)
    hard = world.question(stem="difícil", difficulty=3, level=2, tag="m03")
    sections = [{"count": 1, "level": 1, "title_es": "Para empezar", "title_en": "To begin"}, {"count": 1, "difficulty": 3, "tag": "M03"}]
    attempt = opened(world.quiz(draws=sections))
    asked = [response.version.question for response in attempt.responses.order_by("slot")]
    assert asked == [easy, hard]
    assert [slot.get("section") for slot in attempt.slots] == [{"es": "Para empezar", "en": "To begin"}, None]


def test_questions_are_mixed_within_their_section_only():
    bank = [world.question(stem=str(number), tag="a" if number < 6 else "b") for number in range(12)]
    in_quiz = world.quiz(draws=[{"count": 6, "tag": "a"}, {"count": 6, "tag": "b"}], shuffle_questions=True)
    asked = [response.version.question_id for response in opened(in_quiz).responses.order_by("slot")]
    assert {*asked[:6]} == {question.pk for question in bank[:6]}


# ── Who gives more time ─────────────────────────────────────────────────────────────────────────────────────────


def test_hr_gives_more_time_in_the_persons_record_and_ends_it():
    unit = world.unit()
    person, hr = world.member("trainee", unit), world.member("hr", unit)
    client = signed_in(hr)
    given = client.post(reverse("quizzes:time", args=[person.pk]), {"how": "50", "starts_on": "2026-11-12", "ends_on": ""})
    assert given.url == reverse("people:detail", args=[person.pk])
    assert "50 % more time" in client.get(given.url).content.decode()
    client.post(reverse("quizzes:end_time", args=[TimeAdjustment.objects.get().pk]))
    assert TimeAdjustment.objects.get().ends_on is not None


def test_an_adjustment_that_ends_before_it_starts_is_told_beside_its_field():
    unit = world.unit()
    person, hr = world.member("trainee", unit), world.member("hr", unit)
    data = {"how": "none", "starts_on": "2026-11-12", "ends_on": "2026-11-01"}
    said = signed_in(hr).post(reverse("quizzes:time", args=[person.pk]), data).content.decode()
    assert ("It ends before it starts." in said, TimeAdjustment.objects.exists()) == (True, False)


@pytest.mark.parametrize("role", ["trainer", "assessor", "coordinator", "supervisor", "quality", "administrator"])
def test_whoever_teaches_leads_or_assesses_does_not_see_it(role):
    unit = world.unit()
    person, viewer = world.member("trainee", unit), world.member(role, unit)
    grant_time(person=person, extra_percent=50, starts_on=NOW.date(), actor=world.member("hr", unit))
    assert not TimeAdjustment.objects.visible_to(viewer).exists()
    assert signed_in(viewer).get(reverse("quizzes:time", args=[person.pk])).status_code in (403, 404)
    assert "Time in quizzes" not in signed_in(viewer).get(reverse("people:detail", args=[person.pk])).content.decode()


def test_the_brief_tells_each_person_their_own_time():
    in_quiz = quiz(time_limit=20)
    enrolment = world.enrolment(None, world.programme([in_quiz.get_parent().specific]))
    address = reverse("quizzes:brief", args=[enrolment.pk, in_quiz.translation_key])
    client = signed_in(enrolment.person)
    assert "20\u00a0min" in client.get(address).content.decode()
    grant_time(person=enrolment.person, extra_percent=50, starts_on=NOW.date(), actor=world.member("hr"))
    assert "30\u00a0min" in client.get(address).content.decode()
