import pytest
from django.core.exceptions import PermissionDenied

from courses.attendance.actions import answer_question, ask_about, take_register
from courses.attendance.exceptions import NotYours, Refused
from courses.attendance.models import Attendance, AttendanceQuestion
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(group):
    group.signed(ana="absent")
    return Attendance.objects.get(enrolment=group.ana)


def test_a_question_reaches_whoever_signed_and_its_answer_its_person(group, missed):
    question = ask_about(mark=missed, text="Estuve, en la última fila", person=group.ana.person)
    told = Notification.objects.get(kind="attendance.asked")
    assert (told.person, told.text) == (group.trainer, "Estuve, en la última fila")

    for _time in range(2):
        answer_question(question=question, text="Es verdad: lo corrijo", actor=group.trainer)

    told = Notification.objects.get(kind="attendance.answered")
    assert (told.person, told.text) == (group.ana.person, "Es verdad: lo corrijo")


def test_the_same_words_are_one_question_and_another_one_waits_its_turn(group, missed):
    first = ask_about(mark=missed, text="Estuve", person=group.ana.person)
    assert ask_about(mark=missed, text=" Estuve ", person=group.ana.person) == first
    with pytest.raises(Refused, match="waits for its answer"):
        ask_about(mark=missed, text="Y llegué pronto", person=group.ana.person)

    answer_question(question=first, text="Lo miro", actor=group.trainer)
    ask_about(mark=missed, text="¿Lo has mirado?", person=group.ana.person)
    assert AttendanceQuestion.objects.count() == 2


def test_one_asks_about_oneself_and_about_what_is_signed(group, missed):
    with pytest.raises(NotYours):
        ask_about(mark=missed, text="No estuvo", person=group.ben.person)
    draft = take_register(session=group.session(3), entries=group.entries(), revision=0, actor=group.trainer)
    with pytest.raises(Refused, match="not signed"):
        ask_about(mark=draft.marks.get(enrolment=group.ana), text="Estuve", person=group.ana.person)
    with pytest.raises(Refused, match="Say what"):
        ask_about(mark=missed, text="  ", person=group.ana.person)


def test_nobody_answers_about_themselves_nor_without_the_register(group, missed):
    question = ask_about(mark=missed, text="Estuve", person=group.ana.person)
    world.member("trainer", group.service, who=group.ana.person)
    for actor in (group.ana.person, world.member("hr", group.service), world.member("trainer")):
        with pytest.raises(PermissionDenied):
            answer_question(question=question, text="Sí, estuvo", actor=actor)


def test_an_answer_stands(group, missed):
    question = ask_about(mark=missed, text="Estuve", person=group.ana.person)
    answer_question(question=question, text="Lo corrijo", actor=group.trainer)
    with pytest.raises(Refused, match="answered it already"):
        answer_question(question=question, text="No lo corrijo", actor=world.member("trainer", group.service))
