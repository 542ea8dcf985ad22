"""A change in the original and its translation: each reader reads the delta in their language, where it is there."""

import pytest
from django.utils import translation

from courses.changes.models import Change, ReadAgain
from courses.changes.queries.reading import to_be_read
from tests import changes as told
from tests import world
from tests.changes import NOTICE, PRICE

pytestmark = pytest.mark.django_db
FIFTEEN = "<p>El preaviso para darse de baja es de 15 días.</p>"


@pytest.fixture
def author():
    return world.member("trainer")


@pytest.fixture
def translated():
    taught = told.taught()
    home = world.home("en")
    module = taught.module.copy_for_translation(home.locale, copy_parents=True)
    module.save_revision().publish()
    lesson = taught.lesson.copy_for_translation(home.locale)
    lesson.title = "Leaving"
    english = {key: f"<p>In English: {number}</p>" for number, key in enumerate(told.BODY)}
    lesson.body = lesson.body.stream_block.to_python(told.blocks(english))
    lesson.save_revision().publish()
    return taught, told.Taught(lesson, taught.people, taught.enrolments)


def parts_of(task, language):
    with translation.override(language):
        return to_be_read(ReadAgain.objects.select_related("change__page__locale", "person").get(pk=task.pk))


def test_until_it_is_translated_the_delta_is_read_as_it_was_written(author, translated):
    taught, _english = translated
    read = parts_of(taught.announce(author, NOTICE=FIFTEEN).tasks.get(), "en")
    part = read.parts[0]
    assert (read.title, read.untranslated, part.language) == ("Leaving", True, "es")
    assert "15 días" in part.html and part.before == ("El preaviso para darse de baja es de 30 días.",)


def test_once_translated_it_is_read_in_the_readers_language(author, translated):
    taught, english = translated
    task = taught.announce(author, NOTICE=FIFTEEN).tasks.get()
    english.publish(NOTICE="<p>Fifteen days of notice.</p>")
    part = parts_of(task, "en").parts[0]
    assert (part.language, part.translated, part.before) == ("en", True, ("In English: 1",))
    assert "Fifteen days" in part.html
    assert "15 días" in parts_of(task, "es").parts[0].html


def test_a_translation_that_follows_its_original_is_no_change_of_its_own(author, translated):
    taught, english = translated
    taught.announce(author, NOTICE=FIFTEEN)
    english.publish(NOTICE="<p>Fifteen days of notice.</p>")
    assert Change.objects.count() == 1


def test_a_translation_that_says_something_new_is_listed_for_those_who_read_it(author, translated):
    from courses.enrolments.models import StepProgress

    taught, english = translated
    english.publish(PRICE="<p>It costs 50 €.</p>")
    assert not Change.objects.exists()
    StepProgress.objects.update(page=english.lesson.pk)
    english.publish(PRICE="<p>It costs 60 €.</p>")
    assert Change.objects.unsaid().get().page_id == english.lesson.pk


def test_the_delta_is_a_fixed_number_of_queries(author, translated, django_assert_max_num_queries):
    taught, english = translated
    task = taught.announce(author, only=(NOTICE, PRICE), NOTICE=FIFTEEN, PRICE="<p>50 €</p>").tasks.get()
    english.publish(NOTICE="<p>Fifteen</p>", PRICE="<p>50 euros</p>")
    with django_assert_max_num_queries(6):
        parts_of(task, "en")
