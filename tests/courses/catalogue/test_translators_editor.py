"""What the editor of wagtail-localize may put live, and what it may not."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from courses.catalogue.models import LessonPage
from tests import world
from tests.courses.catalogue import every_block
from tests.courses.catalogue.test_translation import in_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(authoring):
    lesson = world.lesson(body=every_block.body())
    in_english(lesson.get_parent().specific)
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.fixture
def approver(client, authoring):
    client.force_login(authoring.approver)
    return client


def publish(client, page):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True)


def is_live(page) -> bool:
    page.refresh_from_db()
    return page.live


def test_a_translation_that_lacks_nothing_goes_live(approver, lesson, django_capture_on_commit_callbacks):
    page = in_english(lesson)

    with django_capture_on_commit_callbacks(execute=True):
        publish(approver, page)

    assert is_live(page)


def test_one_that_lacks_something_says_what_and_stays_a_draft(approver, lesson, django_capture_on_commit_callbacks):
    raw = lesson.body.get_prep_value()
    raw.append({"type": "check", "value": {"question": "¿Cuál?", "options": [{"text": "A", "correct": False, "feedback": "x"}]}})
    LessonPage.objects.filter(pk=lesson.pk).update(body=raw)
    page = in_english(LessonPage.objects.get(pk=lesson.pk))

    with django_capture_on_commit_callbacks(execute=True):
        said = publish(approver, page).content.decode()

    assert not is_live(page)
    assert "it needs one right option, and only one" in said


def test_the_translation_of_a_module_needs_no_steps_of_its_own(approver, lesson, django_capture_on_commit_callbacks):
    module = Translation.objects.get(source__object_id=lesson.get_parent().translation_key).get_target_instance()

    with django_capture_on_commit_callbacks(execute=True):
        publish(approver, module)

    assert is_live(module)


def test_taking_changes_in_publishes_nothing(client, authoring, lesson, django_capture_on_commit_callbacks):
    page = in_english(lesson)
    source = TranslationSource.objects.get(object_id=lesson.translation_key)
    client.force_login(authoring.author)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])

    assert "publish_translations" not in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"publish_translations": "on"})

    assert not is_live(page)


def test_an_author_does_not_publish_in_the_translators_editor(client, authoring, lesson):
    page = in_english(lesson)
    client.force_login(authoring.author)

    publish(client, page)

    assert not is_live(page)
