import importlib

import pytest
from django.apps import apps
from django.core.paginator import Paginator

from courses.enrolments.models import Enrolment
from lms.people.actions.accounts import update_settings
from lms.people.models import User
from tests import world

pytestmark = pytest.mark.django_db
SURNAMES = ["Zabala", "Álvarez", "alonso", "Ñíguez", "Márquez", "Marqués", "Óscar", "Ybarra"]
IN_ORDER = ["alonso", "Álvarez", "Marqués", "Márquez", "Ñíguez", "Óscar", "Ybarra", "Zabala"]


def surnames(people):
    return [person.last_name for person in people]


def test_an_accent_does_not_send_a_surname_to_the_end():
    for surname in SURNAMES:
        world.person(last_name=surname)

    assert surnames(User.objects.by_surname()) == IN_ORDER
    assert surnames(User.objects.all()) == IN_ORDER


def test_pages_follow_one_another():
    for surname in SURNAMES:
        world.person(last_name=surname)

    pages = Paginator(User.objects.by_surname(), 3)
    assert [surname for number in pages.page_range for surname in surnames(pages.page(number))] == IN_ORDER


def test_first_names_part_people_of_one_surname():
    for first_name in ("Zoe", "Ángela", "Berta"):
        world.person(first_name=first_name, last_name="Ruiz")

    assert [person.first_name for person in User.objects.by_surname()] == ["Ángela", "Berta", "Zoe"]


def test_enrolments_stand_in_the_order_of_their_people():
    programme = world.programme([world.lesson().get_parent().specific])
    for surname in ("Zabala", "Álvarez", "Medina"):
        world.enrolment(world.member("trainee", last_name=surname), programme)

    assert [row.person.last_name for row in Enrolment.objects.by_surname()] == ["Álvarez", "Medina", "Zabala"]


def test_a_changed_name_takes_its_new_place():
    person = world.person(last_name="Zabala")
    world.person(last_name="Medina")
    update_settings(person=person, first_name="Iker", last_name="Ábalos", language="es", time_zone="Europe/Madrid", actor=person)

    assert surnames(User.objects.by_surname()) == ["Ábalos", "Medina"]


@pytest.mark.parametrize("words", ["alvarez", "Álvarez", "ÁLVAREZ ines", "ínés"])
def test_a_name_is_found_with_its_accents_or_without(words):
    person = world.person(first_name="Inés", last_name="Álvarez")
    world.person(first_name="Ana", last_name="Ruiz")

    assert list(User.objects.named(words)) == [person]


def test_people_who_were_there_before_take_their_place_too():
    person = world.person(last_name="Álvarez")
    User.objects.update(folded_first_name="", folded_last_name="")

    importlib.import_module("lms.people.migrations.0002_names_as_they_sort").fold_names(apps, None)

    person.refresh_from_db()
    assert (person.folded_last_name, person.folded_first_name) == ("alvarez", "sofia")
