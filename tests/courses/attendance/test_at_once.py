"""Two people at the same register at the same moment, each on a connection of their own."""

import pytest

from courses.attendance.actions import ask_about, change_session, take_register
from courses.attendance.exceptions import Refused, WrittenMeanwhile
from courses.attendance.models import Attendance, AttendanceQuestion
from tests import world
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def signing(group, session, actor, refused: list, **presences):
    def act() -> None:
        try:
            take_register(session=session, entries=group.entries(**presences), revision=0, actor=actor, sign=True)
        except WrittenMeanwhile as late:
            refused.append(late)

    return act


def test_of_two_who_sign_one_does_and_the_other_is_told(group):
    session, owen, refused = group.session(), world.member("trainer", group.service), []

    at_once(
        signing(group, session, group.trainer, refused, ana="absent"),
        signing(group, session, owen, refused, ben="absent"),
    )

    session.refresh_from_db()
    [absent] = Attendance.objects.filter(presence="absent")
    assert len(refused) == 1
    assert (session.revision, session.signed_by) == (1, absent.recorded_by)


def test_a_double_click_signs_once(group):
    session, refused = group.session(), []
    at_once(*[signing(group, session, group.trainer, refused) for _click in range(2)])
    session.refresh_from_db()
    assert (refused, session.revision, Attendance.objects.count()) == ([], 1, 3)


def test_a_session_is_moved_or_signed_and_what_was_signed_is_not_moved(group):
    session, refused = group.session(), []
    on = session.on

    def moving() -> None:
        try:
            change_session(session=session, actor=group.trainer, room="Sala 9")
        except Refused as late:
            refused.append(late)

    at_once(moving, signing(group, session, group.trainer, refused))
    session.refresh_from_db()
    assert (session.state, session.on) == ("held", on)
    assert session.room == ("" if refused else "Sala 9")


def test_a_question_pressed_twice_is_one(group):
    group.signed(ana="absent")
    mark = Attendance.objects.get(enrolment=group.ana)
    at_once(*[lambda: ask_about(mark=mark, text="Estuve", person=group.ana.person) for _click in range(2)])
    assert AttendanceQuestion.objects.count() == 1
