import pytest
from django.urls import reverse

from courses.enrolments.actions import cancel_enrolment
from courses.enrolments.queries import way_to
from tests import world
from tests.courses.catalogue.test_outlines import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return world.programme([world.lesson().get_parent().specific, world.lesson().get_parent().specific])


def staircase(enrolment) -> str:
    return reverse("enrolments:programme", args=[enrolment.pk])


def test_a_step_is_learnt_in_the_player_and_a_module_on_its_day(programme):
    enrolment = world.enrolment(None, programme)
    module = programme.programme_modules.last().module
    lesson = module.get_children().get()

    assert way_to(programme, enrolment.person) == staircase(enrolment)
    assert way_to(module, enrolment.person) == f"{staircase(enrolment)}#day-2"
    assert way_to(lesson, enrolment.person) == reverse("enrolments:lesson", args=[enrolment.pk, lesson.translation_key])


def test_a_module_on_its_own_is_learnt_on_its_own_page():
    lesson = world.lesson()
    enrolment = world.enrolment(in_module=lesson.get_parent().specific)

    assert way_to(lesson.get_parent(), enrolment.person) == staircase(enrolment)


def test_the_translation_of_a_page_leads_to_the_same_place(programme):
    enrolment = world.enrolment(None, programme)
    lesson = programme.programme_modules.first().module.get_children().get().specific

    assert way_to(english(lesson), enrolment.person) == way_to(lesson, enrolment.person) != ""


def test_what_is_in_progress_comes_before_what_is_done(programme):
    person = world.member("trainee")
    world.enrolment(person, programme, state="completed")
    again = world.enrolment(person, programme, period=2)

    assert way_to(programme, person) == staircase(again)


def test_there_is_no_way_for_who_is_not_enrolled_or_no_longer(programme):
    enrolment = world.enrolment(None, programme)
    cancel_enrolment(enrolment=enrolment, reason="A mistake", actor=world.member("hr"))

    assert way_to(programme, enrolment.person) == ""
    assert way_to(programme, world.member("agent")) == ""


class TestThePagesOwnAddress:
    def test_it_leads_a_learner_to_the_player_in_their_own_language(self, client, programme):
        enrolment = world.enrolment(None, programme)
        lesson = programme.programme_modules.first().module.get_children().get().specific
        client.force_login(enrolment.person)

        response = client.get(_address(lesson))

        assert (response.status_code, response.url) == (302, way_to(lesson, enrolment.person))

    def test_a_stranger_is_told_how_one_comes_to_learn_it(self, client, programme):
        lesson = programme.programme_modules.first().module.get_children().get().specific
        client.force_login(world.member("agent"))

        response = client.get(_address(lesson))

        assert response.status_code == 403
        assert lesson.title in response.content.decode()
        assert "45 €" not in response.content.decode()


def _address(page) -> str:
    from courses.catalogue.actions import set_up_authoring

    set_up_authoring()
    return page.get_url_parts()[2]
