import pytest

from courses.catalogue.enums import TranslationState
from courses.catalogue.queries import not_yet_translated
from courses.catalogue.translation import translation_state, translation_states
from tests import world
from tests.courses.catalogue.test_outlines import english

pytestmark = pytest.mark.django_db


def test_a_page_in_one_language_is_not_yet_translated():
    lesson = world.lesson()
    world.home("en")

    assert translation_state(lesson) == TranslationState.MISSING
    assert [item.page.pk for item in not_yet_translated()[0]] == [lesson.get_parent().pk, lesson.pk]


def test_it_is_translated_once_the_other_language_is_live_and_behind_when_the_original_changes():
    lesson = world.lesson()
    copy = english(lesson)
    assert [translation_state(page) for page in (lesson, copy)] == [TranslationState.TRANSLATED] * 2

    lesson.refresh_from_db()
    lesson.title = "Fibra y más"
    lesson.save_revision().publish()
    assert translation_state(copy) == TranslationState.BEHIND

    copy.title = "Fibre and more"
    copy.save_revision().publish()
    assert translation_state(lesson) == TranslationState.TRANSLATED


@pytest.mark.parametrize("count", [1, 3])
def test_many_states_cost_what_one_costs(count, django_assert_num_queries):
    lessons = [world.lesson() for _number in range(count)]

    with django_assert_num_queries(3):
        assert len(translation_states(lessons)) == count
