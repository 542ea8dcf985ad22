"""Pages published together in the explorer, and a translation that follows a change of its original: with content that people have done."""

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.browser import PHONE, console_is_clean, looks_right
from tests.journeys.steps import press
from tests.journeys.test_changes import Centre
from tests.journeys.test_translator import UNSAID, say

LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])
FIFTEEN = "<p>El preaviso para darse de baja es de 15 días.</p>"
WITHOUT_A_RIGHT_ONE = {"type": "check", "value": {"question": "¿Cuál?", "options": [{"text": "A", "correct": False, "feedback": "x"}]}}


def publish_together(desk: Page, module, pages) -> None:
    desk.goto(f"/cms/pages/{module.pk}/")
    for page in pages:
        desk.locator(f"[data-bulk-action-checkbox][data-object-id='{page.pk}']").check()
    press(desk, "[data-bulk-action-footer] a[href*='/page/publish/']")
    press(desk, "main form [type=submit]")


def draft(lesson, *blocks) -> None:
    page = type(lesson).objects.get(pk=lesson.pk).get_latest_revision_as_object()
    page.body = page.body.stream_block.to_python(list(blocks))
    page.save_revision()


@LANGUAGES
def test_all_of_them_go_live_or_none(browse, run_jobs, language):
    from courses.changes.models import Change

    centre = Centre(language)
    other = world.lesson(centre.taught.module, title="Altas")
    centre.taught.draft(NOTICE=FIFTEEN)
    draft(other, WITHOUT_A_RIGHT_ONE)
    desk = browse(centre.approver, language=language)
    publish_together(desk, centre.taught.module, [centre.lesson, other])

    # One of them lacks something: it is said, and nobody reads anything new.
    wrong = desk.locator(".messages .error")
    expect(wrong).to_contain_text("Altas")
    expect(wrong).to_contain_text("¿Cuál?")
    centre.lesson.refresh_from_db()
    assert "30 días" in str(centre.lesson.body[1].value.source)

    # Put right, both are live at once.
    draft(other, {"type": "text", "value": "<p>Antes de dar de alta, comprueba la cobertura.</p>"})
    publish_together(desk, centre.taught.module, [centre.lesson, other])
    expect(desk.locator(".messages .success")).to_be_visible()
    console_is_clean(desk)
    run_jobs()
    for lesson, words in ((centre.lesson, "15 días"), (other, "cobertura")):
        lesson.refresh_from_db()
        assert words in "".join(str(block.value.source) for block in lesson.body)
        assert not lesson.has_unpublished_changes

    # What people had done is listed for whoever can say what it asks of them; they read what stands there now.
    waiting = set(Change.objects.values_list("page", "kind", "said_at"))
    assert waiting == {(page.pk, "minor", None) for page in (centre.lesson, centre.taught.module)}  # its module has a step more
    desk.goto("/cms/")
    expect(desk.locator("a[href*='/changes/published/']")).to_have_text(["Bajas", "Productos"])
    reader = browse(centre.agent, language=language, width=PHONE)
    reader.goto(f"/programme/{centre.taught.enrolments[0].pk}/lesson/{centre.lesson.translation_key}/")
    expect(reader.locator("[data-blocks]")).to_contain_text("15 días")
    looks_right(reader)


@LANGUAGES
def test_a_translation_follows_a_change_of_its_original(browse, run_jobs, language):
    """The changed text, and no other, is said anew; until it is approved readers have the one before."""
    from courses.catalogue.models import LessonPage
    from courses.catalogue.translation import translation_state

    centre = Centre(language)
    lesson = centre.lesson
    room, desk = browse(centre.author, language=language), browse(centre.approver, language=language)
    room.goto(f"/cms/localize/submit/page/{lesson.pk}/")
    press(room, "form:has(input[name=locales]) [type=submit]")
    room.locator(UNSAID).first.wait_for()
    for number in range(room.locator(UNSAID).count()):
        say(room, f"Said in English {number}")
    english = LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="en")
    _approve(room, desk, run_jobs, english)

    centre.taught.announce(centre.approver, NOTICE=FIFTEEN)
    assert translation_state(lesson) == "behind"
    centre.agent.language = "en"
    centre.agent.save(update_fields=["language"])
    reader = browse(centre.agent, language="en", width=PHONE)
    address = f"/programme/{centre.taught.enrolments[0].pk}/lesson/{lesson.translation_key}/"
    reader.goto(address)
    expect(reader.locator("[data-blocks]")).to_contain_text("Said in English 2")

    # The trainer's first screen says so and leads to the page, whose menu takes the change in.
    room.goto("/cms/")
    press(room, f".pd-home a[href='/cms/pages/{lesson.pk}/edit/']")
    room.locator("header [data-w-dropdown-target=toggle]").first.click()
    press(room, "a[href*='/localize/update/']")
    press(room, "main form [type=submit]")
    room.goto(f"/cms/pages/{english.pk}/edit/")
    room.locator(UNSAID).first.wait_for()
    assert room.locator(UNSAID).count() == 1
    say(room, "The notice is fifteen days.")
    console_is_clean(room)
    reader.reload()
    expect(reader.locator("[data-blocks]")).not_to_contain_text("fifteen")
    _approve(room, desk, run_jobs, english)

    assert translation_state(lesson) == "translated"
    reader.reload()
    expect(reader.locator("[data-blocks]")).to_contain_text("The notice is fifteen days.")
    expect(reader.locator("[data-blocks]")).to_contain_text("Said in English 1")
    looks_right(reader)


def _approve(room: Page, desk: Page, run_jobs, page) -> None:
    """The author sends it from the translator's editor, the approver lets it go live."""
    press(room, ".messages a[href$='/submit/']")
    press(room, ".pd-page form button")
    run_jobs()
    desk.goto("/cms/")
    press(desk, "a[href*='/catalogue/review/']")
    press(desk, "button[name=decision][value=approve]")
    page.refresh_from_db()
    assert page.live and not page.has_unpublished_changes
