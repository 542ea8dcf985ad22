"""A trainer puts a lesson with every block into English in the translator's editor, an approver lets it go live, a learner reads it."""

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.browser import PHONE, console_is_clean
from tests.courses.catalogue import every_block
from tests.journeys.academy import academy
from tests.journeys.steps import press

UNSAID = ".js-translation-editor li.incomplete:visible"


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_lesson_is_translated_approved_and_read(browse, run_jobs, language):
    from courses.catalogue.models import LessonPage

    place = academy(language=language)
    lesson = world.lesson(place.module, title="Todo lo que hay", body=every_block.body())
    room = browse(place.trainer, language=language)

    # The other language is the only one there is.
    room.goto(f"/cms/localize/submit/page/{lesson.pk}/")
    expect(room.locator("input[name=locales]")).to_be_checked()
    press(room, "form:has(input[name=locales]) [type=submit]")
    room.locator(UNSAID).first.wait_for()
    for number in range(room.locator(UNSAID).count()):
        say(room, f"Said in English {number}")
    assert room.locator(UNSAID).count() == 0
    console_is_clean(room)
    page = LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="en")
    assert page.live is False

    # A trainer may not publish, and is told what comes next.
    press(room, ".messages a[href$='/submit/']")
    press(room, ".pd-page form button")
    console_is_clean(room)
    run_jobs()
    desk = browse(place.supervisor, language=language)
    desk.goto("/cms/")
    press(desk, "a[href*='/catalogue/review/']")
    press(desk, "button[name=decision][value=approve]")
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Said in English 0")

    learner, enrolment = place.learner("en")
    nora = browse(learner, language="en", width=PHONE)
    nora.goto(place.address(enrolment, lesson))
    expect(nora.locator("h1")).to_have_text("Said in English 0")
    assert "Say what it costs" not in nora.locator("[data-blocks]").inner_text()


def say(page: Page, text: str) -> None:
    """Translates the first text that is not translated yet, plain or formatted."""
    place = page.locator(UNSAID).first
    if not place.locator("textarea, [contenteditable=true]").count():
        place.locator("button").first.click()
    box = place.locator("textarea, [contenteditable=true]").first
    box.wait_for()
    if box.evaluate("box => box.tagName") == "TEXTAREA":
        box.fill(text)
    else:
        box.click()
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    left = page.locator(UNSAID).count()
    with page.expect_response(lambda answer: "/strings/" in answer.url and answer.ok):
        place.locator("button").last.click()
    expect(page.locator(UNSAID)).to_have_count(left - 1)
