import pytest
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from courses.catalogue.enums import TranslationState
from courses.catalogue.models import LessonPage
from courses.catalogue.queries import not_yet_translated
from courses.catalogue.translation import translation_state, translation_states
from tests import world
from tests.courses.catalogue import every_block
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

    with django_assert_num_queries(4):
        assert len(translation_states(lessons)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_many_costs_what_comparing_one_costs(count, django_assert_num_queries):
    lessons = [world.lesson() for _number in range(count)]
    for lesson in lessons:
        english(lesson)
        lesson.save_revision().publish()

    with django_assert_num_queries(8):
        assert set(translation_states(lessons).values()) == {TranslationState.TRANSLATED}


class TestAnOriginalThatIsPublishedAgain:
    @pytest.fixture
    def lesson(self):
        lesson = world.lesson(body=every_block.body())
        english(lesson)
        return LessonPage.objects.get(pk=lesson.pk)

    def test_unchanged_it_leaves_its_translation_as_it_was(self, lesson):
        lesson.save_revision().publish()

        assert translation_state(lesson) == TranslationState.TRANSLATED

    def test_what_no_translator_translates_does_not_count(self, lesson):
        lesson.minutes = 45
        lesson.required = False
        lesson.save_revision().publish()

        assert translation_state(lesson) == TranslationState.TRANSLATED

    def test_the_marks_that_the_text_editor_renews_do_not_count(self, lesson):
        raw = lesson.body.get_prep_value()
        raw[0]["value"] = raw[0]["value"].replace("<p>", '<p data-block-key="x7y2z">')
        lesson.body = raw
        lesson.save_revision().publish()

        assert translation_state(lesson) == TranslationState.TRANSLATED

    def test_a_changed_word_in_a_block_does(self, lesson):
        raw = lesson.body.get_prep_value()
        raw[0]["value"] = "<p>Junta 600 cuesta 46 € al mes.</p>"
        lesson.body = raw
        lesson.save_revision().publish()
        lesson.save_revision().publish()

        assert translation_state(lesson) == TranslationState.BEHIND


class TestInTheTranslatorsEditor:
    @pytest.fixture
    def lesson(self):
        world.home("en")
        lesson = world.lesson()
        in_english(lesson.get_parent().specific)
        return LessonPage.objects.get(pk=lesson.pk)

    def test_an_untranslated_copy_is_not_a_translation(self, lesson):
        page = in_english(lesson, say=False)

        assert page.live is False
        assert translation_state(lesson) == TranslationState.MISSING

    def test_live_with_a_text_left_out_it_is_behind(self, lesson):
        page = in_english(lesson, say=False)
        page.save_revision().publish()

        assert translation_state(lesson) == TranslationState.BEHIND

    def test_with_every_text_said_it_is_translated_until_the_original_says_something_else(self, lesson):
        page = in_english(lesson)
        page.save_revision().publish()
        assert translation_state(lesson) == TranslationState.TRANSLATED

        lesson.save_revision().publish()
        assert translation_state(lesson) == TranslationState.TRANSLATED

        lesson.title = "Fibra y más"
        lesson.save_revision().publish()
        assert translation_state(page) == TranslationState.BEHIND


def in_english(page, *, say: bool = True):
    """The page as the translator's editor makes it; with `say`, every text of it translated."""
    translate_object(page, [world.locale("en")])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    if say:
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of_id=segment.string_id, context_id=segment.context_id, locale=translation.target_locale, data="Said in English"
            )
        translation.save_target(publish=False)
    return translation.get_target_instance()
