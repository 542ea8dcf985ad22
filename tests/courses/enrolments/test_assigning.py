"""Putting people on something, taking them off, and what they are told."""

from datetime import date

import pytest

from courses.enrolments import actions, queries
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.exceptions import AlreadyAnswered, NotActive, NotYours
from courses.enrolments.models import Assignment, Enrolment, LessonQuestion
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def hr():
    return world.member("hr")


def assign(programme, hr, **fields):
    return actions.assign(**{"programme": programme, "starts_on": FRIDAY, "reason": "You start on Friday", "actor": hr, **fields})


def test_everyone_of_a_unit_is_enrolled_with_a_due_date_in_working_days(hr):
    unit = world.unit()
    people = {world.member("trainee", unit) for _number in range(3)}
    assignment = assign(world.programme(), hr, unit=unit, due_days=3)
    assert {row.person for row in assignment.enrolments.all()} == people
    assert {row.due_on for row in assignment.enrolments.all()} == {date(2026, 11, 17)}


def test_a_unit_takes_in_the_units_below_it_and_only_the_roles_asked_for(hr):
    centre = world.unit()
    trainee = world.member("trainee", world.unit(parent=centre, kind="team"))
    world.member("coordinator", centre)
    assert [row.person for row in assign(world.programme(), hr, unit=centre, roles=["trainee"]).enrolments.all()] == [trainee]


def test_assigning_twice_enrols_nobody_twice(hr):
    programme, person = world.programme(), world.member("trainee")
    assign(programme, hr, person=person)
    assign(programme, hr, person=person)
    assign(programme, hr, person=person, reason="Somebody else asked too")
    assert Enrolment.objects.count() == 1
    assert Assignment.objects.count() == 2


def test_the_preview_says_who_is_new_and_who_has_it_already(hr):
    programme, unit = world.programme(), world.unit()
    already, new = world.member("trainee", unit), world.member("trainee", unit, first_name="Zoe")
    assign(programme, hr, person=already)
    preview = queries.would_enrol(programme=programme, unit=unit)
    assert (preview.new, preview.already) == (((new, 1),), (already,))


def test_who_has_completed_it_starts_a_new_period_only_when_asked_again(hr):
    programme, person = world.programme(), world.member("trainee")
    assign(programme, hr, person=person)
    Enrolment.objects.update(state=EnrolmentState.COMPLETED)
    assign(programme, hr, person=person, reason="A year has passed")
    assert Enrolment.objects.count() == 1
    for _twice in range(2):
        assign(programme, hr, person=person, reason="A year has passed", again=True)
    assert list(Enrolment.objects.order_by("period").values_list("period", "state")) == [(1, "completed"), (2, "active")]


def test_each_is_told_once_what_why_and_by_whom(hr, run_jobs):
    person = world.member("trainee")
    assign(world.programme(title="Formación"), hr, person=person)
    run_jobs()
    told = Notification.objects.get(kind="enrolled")
    assert (told.person, told.title, told.text) == (person, "You have something new to learn: Formación", f"You start on Friday ({hr})")


def test_cancelling_keeps_the_reason_and_tells_it(hr):
    enrolment = world.enrolment()
    for _twice in range(2):
        actions.cancel_enrolment(enrolment=enrolment, reason=" Moved to another service ", actor=hr)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.cancel_reason, enrolment.cancelled_by) == ("cancelled", "Moved to another service", hr)
    assert Notification.objects.get(kind="enrolment_cancelled").text == "Moved to another service"


def test_cancelling_needs_a_reason_and_something_to_cancel(hr):
    enrolment = world.enrolment(state=EnrolmentState.COMPLETED)
    with pytest.raises(ValueError):
        actions.cancel_enrolment(enrolment=enrolment, reason="  ", actor=hr)
    with pytest.raises(NotActive):
        actions.cancel_enrolment(enrolment=enrolment, reason="Late", actor=hr)


def test_after_a_cancelling_one_can_be_enrolled_anew(hr):
    programme, person = world.programme(), world.member("trainee")
    actions.cancel_enrolment(enrolment=assign(programme, hr, person=person).enrolments.get(), reason="Wrong day", actor=hr)
    assign(programme, hr, person=person, reason="The right day")
    assert sorted(Enrolment.objects.values_list("state", flat=True)) == ["active", "cancelled"]


def asked(cohort=None):
    lesson = world.lesson()
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]), cohort=cohort)
    return actions.ask(enrolment=enrolment, step_key=lesson.key, text=" Why? ", person=enrolment.person), lesson


def test_a_question_sent_twice_is_one_question():
    question, lesson = asked()
    again = actions.ask(enrolment=question.enrolment, step_key=lesson.key, text="Why?", person=question.person)
    assert (again, LessonQuestion.objects.get().text) == (question, "Why?")


def test_nobody_asks_in_anothers_name():
    question, lesson = asked()
    with pytest.raises(NotYours):
        actions.ask(enrolment=question.enrolment, step_key=lesson.key, text="Mine", person=world.member("trainee"))


def test_the_one_who_teaches_the_cohort_is_told_of_a_question(hr):
    trainer = world.member("trainer")
    cohort = actions.open_cohort(name="Room 2", programme=world.programme(), starts_on=FRIDAY, trainer=trainer, actor=hr)
    asked(cohort)
    assert Notification.objects.get(kind="question_asked").person == trainer


def test_the_first_answer_stands_and_the_asker_is_told():
    question, _lesson = asked()
    trainer = world.member("trainer")
    actions.answer(question=question, text="Because", actor=trainer)
    with pytest.raises(AlreadyAnswered):
        actions.answer(question=question, text="No, because of that", actor=world.member("trainer"))
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Because", trainer)
    told = Notification.objects.get(kind="question_answered")
    assert (told.person, told.text) == (question.person, "Because")


def test_one_may_mend_ones_own_answer():
    question, _lesson = asked()
    trainer = world.member("trainer")
    first = actions.answer(question=question, text="Becuase", actor=trainer)
    mended = actions.answer(question=question, text="Because", actor=trainer)
    assert (mended.answer, mended.answered_at) == ("Because", first.answered_at)
