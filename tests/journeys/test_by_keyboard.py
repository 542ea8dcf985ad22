"""The first day by keyboard alone: whoever is invited, whoever checks, whoever writes, whoever approves and whoever learns."""

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.browser import DESKTOP, PASSWORD, PATIENCE, PHONE, axe, console_is_clean, looks_right
from tests.journeys.academy import academy
from tests.journeys.keyboard import arrows_to, choose, enter, push, tab_to, write
from tests.journeys.steps import DONE

BOTH = pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
AUTOSAVED = ("status of 400",)  # the editor saves by itself and hears that something is still missing


def sign_in(page: Page, person) -> None:
    page.goto("/")
    write(page, "[name=login]", person.email)
    write(page, "[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_to(page: Page, address: str) -> None:
    """By the bar, or by what is behind its last button on a phone."""
    if not page.locator(f"nav a[href='{address}']:visible").count():
        push(page, "nav.tabs button[popovertarget]")
    enter(page, page.locator(f"a[href='{address}']:visible"))


def save(page: Page) -> None:
    enter(page, "button.action-save")
    expect(page.locator(".messages .success")).to_be_visible(timeout=PATIENCE)


@BOTH
def test_somebody_invited_comes_in(browse, language, width):
    place = academy(language=language)
    _invitation, secret = world.invitation(
        actor=place.hr, in_unit=place.team, email="nora@example.com", first_name="Nora", last_name="Vidal", language=language
    )
    page = browse(language=language, width=width)
    page.goto(f"/invitation/{secret}/")
    looks_right(page)
    write(page, "[name=first_name]", "Eleonora")
    write(page, "[name=password]", "once escalones arriba")
    enter(page, "form:has([name=password]) button.button[type=submit]")
    expect(page.locator("main")).to_contain_text("Eleonora")
    looks_right(page)
    # The first thing on a page leads past the bar.
    push(page, "a.skip")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@BOTH
def test_a_stranger_checks_a_certificate(browse, language, width):
    code = world.certificate().code
    page = browse(language=language, width=width)
    page.goto("/verify/")
    write(page, "[name=code]", "7K4M")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    write(page, "[name=code]", code.lower().replace("-", " "))
    enter(page, "main form button")
    expect(page.locator(".proof-state")).to_have_attribute("data-state", "met")
    looks_right(page)
    other = {"es": "en", "en": "es"}[language]
    enter(page, f"button[name=language][value={other}]")
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".proof-state")).to_have_attribute("data-state", "met")
    console_is_clean(page)


@BOTH
def test_a_lesson_is_written_approved_and_read(browse, run_jobs, language, width):
    from courses.catalogue.models import LessonPage, ModulePage

    place = academy(language=language)
    learner = place.learner(language)[0]
    words = "Di tu nombre y escucha la primera frase entera."

    # The trainer opens a module of their own and writes a lesson in it.
    room = browse(language=language, width=width)
    sign_in(room, place.trainer)
    go_to(room, "/cms/")
    axe(room)
    enter(room, ".pd-home a.pd-big")
    write(room, "#id_title", "La primera llamada")
    write(room, "[name=outcome]", "Atiendes tu primera llamada sin ayuda.")
    choose(room, "[name=approver]", str(place.supervisor))
    save(room)
    axe(room)
    module = ModulePage.objects.get(title="La primera llamada")
    enter(room, "a.button[href*='/add/catalogue/lessonpage/']")
    write(room, "#id_title", "Saludar")
    push(room, ".c-sf-add-button")
    tab_to(room, "[role=combobox]")
    room.keyboard.press("ArrowDown")
    room.keyboard.press("Enter")
    tab_to(room, ".public-DraftEditor-content")
    room.keyboard.type(words)
    room.wait_for_timeout(500)  # The editor of rich text hands over what was typed after a moment's rest.
    save(room)
    axe(room)
    lesson = LessonPage.objects.get(title="Saludar")

    # They look at it on a phone.
    push(room, "[data-side-panel-toggle=preview]")
    tab_to(room, "input[name=preview-size]")
    arrows_to(room, room.locator("input[name=preview-size]").first.get_attribute("value"))
    shown = room.frame_locator("#w-preview-iframe")
    expect(shown.locator("main")).to_contain_text(words)

    # And send the module to whoever approves it.
    console_is_clean(room, besides=AUTOSAVED)
    room.goto(f"/cms/pages/{module.pk}/edit/")
    enter(room, ".pd-send a.button")
    axe(room)
    enter(room, ".pd-page form button")
    expect(room.locator(".messages .success")).to_be_visible()
    assert not LessonPage.objects.get(pk=lesson.pk).live
    run_jobs()

    # Whoever approves reads it, which opens beside it, and publishes it.
    desk = browse(language=language, width=width)
    sign_in(desk, place.supervisor)
    go_to(desk, "/cms/")
    axe(desk)
    enter(desk, "a[href*='/catalogue/review/']")
    axe(desk)
    with desk.expect_popup() as opened:
        push(desk, desk.locator("a[target=_blank]").last)
    expect(opened.value.locator("main")).to_contain_text(words)
    opened.value.close()
    enter(desk, "button[name=decision][value=approve]", back=True)
    expect(desk.locator(".messages .success")).to_be_visible()
    console_is_clean(desk)
    run_jobs()
    assert [page.live for page in ModulePage.objects.get(pk=module.pk).get_descendants(inclusive=True)] == [True, True]

    # The learner is given it, finds it and reads it.
    room.goto("/enrolments/new/")
    choose(room, "[name=about]", "La primera llamada")
    choose(room, "[name=person]", "Nora")
    write(room, "[name=reason]", "Mañana atiendes tu primera llamada")
    enter(room, "main form .form__end button")
    enter(room, "button[name=confirm]")
    run_jobs()
    nora = browse(language=language, width=width)
    sign_in(nora, learner)
    go_to(nora, "/programme/")
    enter(nora, f"main a[href^='/programme/{learner.enrolments.get(module=module).pk}/']")
    if "/lesson/" not in nora.url:
        enter(nora, "main a[href*='/lesson/']")
    expect(nora.locator("h1")).to_have_text("Saludar")
    expect(nora.locator("[data-blocks]")).to_contain_text(words)
    push(nora, "[data-read] button")
    expect(nora.locator(DONE)).to_be_visible(timeout=PATIENCE)
    looks_right(nora)
