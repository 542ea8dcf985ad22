"""What those who teach, lead or enrol open and send, and who may."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from courses.enrolments import actions
from courses.enrolments.models import Cohort, Enrolment, LessonQuestion, StepProgress
from courses.enrolments.permissions import can_manage_enrolment, can_tick_for
from lms.people.enums import Role
from tests import world

pytestmark = pytest.mark.django_db
SEES = {"trainer", "coordinator", "supervisor", "hr", "administrator"}
ANSWERS = SEES - {"hr"}
ENROLS = {"trainer", "hr", "administrator"}
TEACHES = {"trainer", "administrator"}


@pytest.fixture
def room():
    """A cohort of two in one unit, with a lesson to read and one that a trainer ticks."""

    class Room:
        def __init__(self):
            self.unit, self.module = world.unit(), world.module()
            self.lesson = world.lesson(self.module)
            self.shown = world.lesson(self.module, title="Roleplay", completion="trainer")
            self.programme = world.programme([self.module])
            self.cohort = Cohort.objects.create(name="Room 2", programme=self.programme, starts_on=date(2026, 11, 9), unit=self.unit)
            self.people = [world.member("trainee", self.unit, last_name=name) for name in ("Zapata", "Abril")]
            self.enrolments = [world.enrolment(who, self.programme, cohort=self.cohort) for who in self.people]

        def sign_in(self, client, role):
            person = world.member(role, self.unit, first_name="Carmen", last_name="Ibarra")
            client.force_login(person)
            return person

    return Room()


def as_role(role, allowed, other=403):
    return 200 if role in allowed else other


@pytest.mark.parametrize("role", Role.values)
def test_each_role_opens_its_own_pages_and_no_others(client, room, role):
    room.sign_in(client, role)
    enrolment = room.enrolments[0]
    found = {
        "list": client.get(reverse("enrolments:list")).status_code,
        "export": client.get(reverse("enrolments:export")).status_code,
        "cohort": client.get(reverse("enrolments:cohort")).status_code,
        "tutoring": client.get(reverse("enrolments:tutoring")).status_code,
        "assign": client.get(reverse("enrolments:assign")).status_code,
        "cohort_new": client.get(reverse("enrolments:cohort_new")).status_code,
        "class_tick": client.get(reverse("enrolments:class_tick", args=[room.cohort.pk, room.shown.key])).status_code,
        "detail": client.get(reverse("enrolments:detail", args=[enrolment.pk])).status_code,
        "cancel": client.get(reverse("enrolments:cancel", args=[enrolment.pk])).status_code,
    }
    assert found == {
        "list": as_role(role, SEES),
        "export": as_role(role, SEES),
        "cohort": as_role(role, SEES),
        "tutoring": as_role(role, ANSWERS),
        "assign": as_role(role, ENROLS),
        "cohort_new": as_role(role, ENROLS),
        "class_tick": as_role(role, TEACHES),
        "detail": as_role(role, SEES, 404),
        "cancel": as_role(role, ENROLS, 404),
    }


@pytest.mark.parametrize("role", sorted(SEES))
def test_nobody_reaches_the_people_of_another_branch(client, room, role):
    client.force_login(world.member(role))
    enrolment = room.enrolments[0]
    for name in ("detail", "cancel"):
        assert client.get(reverse(f"enrolments:{name}", args=[enrolment.pk])).status_code == 404
    assert client.post(reverse("enrolments:trainer_tick", args=[enrolment.pk, room.shown.key])).status_code == 404
    assert client.get(reverse("enrolments:cohort") + f"?cohort={room.cohort.pk}").status_code == 404
    assert "Zapata" not in client.get(reverse("enrolments:list")).content.decode()
    assert "Zapata" not in client.get(reverse("enrolments:export")).content.decode()


def test_a_trainee_sees_their_own_progress_and_cannot_touch_it(client, room):
    client.force_login(room.people[0])
    assert client.get(reverse("enrolments:detail", args=[room.enrolments[0].pk])).status_code == 200
    assert client.get(reverse("enrolments:detail", args=[room.enrolments[1].pk])).status_code == 404
    assert client.post(reverse("enrolments:trainer_tick", args=[room.enrolments[0].pk, room.shown.key])).status_code == 404
    assert client.post(reverse("enrolments:cancel", args=[room.enrolments[0].pk]), {"reason": "x"}).status_code == 404


def test_an_anonymous_visitor_is_sent_to_sign_in(client, room):
    for name, args in (("list", []), ("cohort", []), ("tutoring", []), ("programmes", []), ("detail", [room.enrolments[0].pk])):
        assert client.get(reverse(f"enrolments:{name}", args=args)).status_code == 302


def test_the_object_form_of_a_permission_is_its_list_form(room):
    for role in Role.values:
        person = world.member(role, room.unit)
        managed, taught = Enrolment.objects.managed_by(person), Enrolment.objects.taught_by(person)
        for enrolment in room.enrolments:
            assert can_manage_enrolment(person, enrolment) == (enrolment in managed)
            assert can_tick_for(person, enrolment) == (enrolment in taught)


def assigning(room, **fields):
    return {
        "about": f"programme:{room.programme.pk}",
        "unit": room.unit.pk,
        "starts_on": "2026-11-16",
        "due_days": "10",
        "reason": "You start on Monday",
        **fields,
    }


def test_the_preview_writes_nothing_and_the_confirmation_enrols(client, room):
    room.sign_in(client, "hr")
    world.member("trainee", room.unit, last_name="Nueva")
    preview = client.post(reverse("enrolments:assign"), assigning(room)).content.decode()
    assert "1 person will be enrolled" in preview
    assert "2 are already" in preview
    assert Enrolment.objects.count() == 2
    for _twice in range(2):
        client.post(reverse("enrolments:assign"), assigning(room, confirm="1"))
    assert Enrolment.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"unit": ""}, "one of the two"),
        ({"reason": ""}, "required"),
        ({"reason": "x" * 301}, "at most 300"),
        ({"due_days": "0"}, "greater than or equal to 1"),
        ({"due_days": "100000"}, "less than or equal to 260"),
        ({"starts_on": "0226-11-16"}, "too far away"),
        ({"about": "programme:999999"}, "valid choice"),
    ],
)
def test_an_assignment_that_cannot_be_is_explained(client, room, wrong, words):
    room.sign_in(client, "hr")
    answer = client.post(reverse("enrolments:assign"), assigning(room, **wrong))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_forged_person_or_unit_of_another_branch_is_no_choice(client, room):
    room.sign_in(client, "trainer")
    stranger = world.member("trainee")
    for forged in ({"unit": "", "person": stranger.pk}, {"unit": world.unit().pk}):
        assert client.post(reverse("enrolments:assign"), assigning(room, confirm="1", **forged)).status_code == 422
    assert Enrolment.objects.count() == 2


def test_the_list_is_by_surname_and_filtered(client, room):
    room.sign_in(client, "hr")
    page = client.get(reverse("enrolments:list")).content.decode()
    assert page.index("Abril") < page.index("Zapata")
    assert "Zapata" not in client.get(reverse("enrolments:list"), {"text": "abril"}).content.decode()
    assert "Nobody here" in client.get(reverse("enrolments:list"), {"state": "completed"}).content.decode()


def test_a_cell_that_starts_like_a_formula_is_exported_as_text(client, room):
    room.sign_in(client, "hr")
    room.people[0].last_name = "=1+1"
    room.people[0].save()
    assert "'=1+1" in client.get(reverse("enrolments:export")).content.decode()


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, room, times, django_assert_max_num_queries):
    room.sign_in(client, "hr")
    for _number in range(times):
        world.enrolment(world.member("trainee", room.unit), room.programme)
    client.get(reverse("enrolments:list"))
    with django_assert_max_num_queries(16):
        client.get(reverse("enrolments:list"))


def test_a_class_is_ticked_at_once_and_twice_is_once(client, room):
    trainer = room.sign_in(client, "trainer")
    address = reverse("enrolments:class_tick", args=[room.cohort.pk, room.shown.key])
    for _twice in range(2):
        client.post(address, {"person": [enrolment.pk for enrolment in room.enrolments]})
    assert list(StepProgress.objects.values_list("state", "completed_by")) == [("completed", trainer.pk)] * 2
    assert client.get(reverse("enrolments:class_tick", args=[room.cohort.pk, room.lesson.key])).status_code == 404
    assert client.get(reverse("enrolments:class_tick", args=[room.cohort.pk, uuid4()])).status_code == 404


def test_a_trainers_tick_says_who_and_when(client, room):
    room.sign_in(client, "trainer")
    client.post(reverse("enrolments:trainer_tick", args=[room.enrolments[0].pk, room.shown.key]))
    assert "Ticked by Carmen Ibarra on" in client.get(reverse("enrolments:detail", args=[room.enrolments[0].pk])).content.decode()


def test_cancelling_asks_for_a_reason_first(client, room):
    room.sign_in(client, "hr")
    address = reverse("enrolments:cancel", args=[room.enrolments[0].pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "Moved" in client.post(address, {"reason": "Moved"}, follow=True).content.decode()


def test_a_question_is_answered_once_and_the_reply_time_is_said(client, room):
    room.sign_in(client, "trainer")
    question = actions.ask(enrolment=room.enrolments[0], step_key=room.lesson.key, text="Why 45?", person=room.people[0])
    assert "waiting for less than a minute" in client.get(reverse("enrolments:tutoring")).content.decode()
    assert client.post(reverse("enrolments:answer", args=[question.pk]), {"text": "x" * 4001}).status_code == 422
    client.post(reverse("enrolments:answer", args=[question.pk]), {"text": "They go together"})
    assert LessonQuestion.objects.get().answer == "They go together"
    page = client.get(reverse("enrolments:tutoring"), {"answered": "1"}).content.decode()
    assert "answered in less than a minute" in page


def test_questions_of_other_branches_are_not_there(client, room):
    question = actions.ask(enrolment=room.enrolments[0], step_key=room.lesson.key, text="Why 45?", person=room.people[0])
    client.force_login(world.member("trainer"))
    assert "Why 45?" not in client.get(reverse("enrolments:tutoring")).content.decode()
    assert client.post(reverse("enrolments:answer", args=[question.pk]), {"text": "x"}).status_code == 404


def test_a_cohort_is_opened_and_leads_to_who_is_in_it(client, room):
    room.sign_in(client, "hr")
    values = {"name": "Room 3", "programme": room.programme.pk, "starts_on": "2026-11-16", "unit": room.unit.pk, "room": "3"}
    answer = client.post(reverse("enrolments:cohort_new"), values)
    assert answer.url == reverse("enrolments:assign") + f"?cohort={Cohort.objects.get(name='Room 3').pk}"
