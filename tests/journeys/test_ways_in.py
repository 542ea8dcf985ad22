"""The same learning by keyboard alone, without scripts, and with a connection that goes away."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PASSWORD, PHONE, console_is_clean, focus_is_visible, looks_right, no_sideways
from tests.journeys.academy import academy
from tests.journeys.steps import DONE, answer, press

BOTH = pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
FAR = 90  # presses of Tab after which something cannot be reached by anybody


def tab_to(page: Page, selector: str) -> None:
    """Walks with the keyboard until the focus is there, and sees where it is at every stop."""
    for _press in range(FAR):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            focus_is_visible(page)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the keyboard on {page.url}")


def enter(page: Page, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@BOTH
def test_by_keyboard_alone(browse, language, width):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(language=language, width=width)

    page.goto("/")
    tab_to(page, "[name=login]")
    page.keyboard.type(person.email)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    enter(page, ".now a.button")
    expect(page.locator("h1")).to_contain_text("Fibra y móvil")
    page.keyboard.press("Tab")
    focus_is_visible(page)
    tab_to(page, "[data-read] button")
    page.keyboard.press("Enter")
    expect(page.locator(DONE)).to_be_visible()

    page.goto(place.address(enrolment, place.quiz))
    enter(page, "form[action$='/start/'] button")
    for keys in ("a", "a", "ab"):
        tab_to(page, "[data-slot] input[type=radio], [data-slot] input[type=checkbox]")
        for key in keys:
            if page.locator("[data-slot] input[type=radio]").count():
                _move_to(page, key)
            else:
                tab_to(page, f"[data-slot] input[value={key}]")
                page.keyboard.press("Space")
            expect(page.locator(f"[data-slot] input[value={key}]")).to_be_checked()
        focus_is_visible(page)
        enter(page, "[data-next]")
    enter(page, "form[action$='/submit/'] button")
    expect(page.locator(".now")).to_be_visible()
    console_is_clean(page)
    attempt = enrolment.attempts.get()
    assert (attempt.state, attempt.passed) == ("submitted", True)


def _move_to(page: Page, key: str) -> None:
    """Arrows go round the options of a question."""
    page.keyboard.press("Space")
    for _press in range(8):
        if page.evaluate("document.activeElement.value") == key:
            return
        page.keyboard.press("ArrowDown")


@BOTH
def test_without_scripts(browse, language, width):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(person, language=language, width=width, scripts=False)

    page.goto("/")
    press(page, ".now a.button")
    no_sideways(page)
    press(page, "[data-read] button")
    expect(page.locator(DONE)).to_be_visible()

    # A question on the lesson.
    page.locator("#ask summary").click()
    page.fill("#ask textarea", "¿Y si vive en el campo?")
    press(page, "#ask button")
    expect(page.locator("#questions")).to_contain_text("¿Y si vive en el campo?")

    # One point ticked, then the other.
    press(page, "[data-key=next]")
    boxes = page.locator("[data-ticks] input[type=checkbox]")
    boxes.nth(0).check()
    press(page, "button[form=ticks]")
    expect(page.locator(DONE)).to_have_count(0)
    expect(boxes.nth(0)).to_be_checked()
    boxes.nth(1).check()
    press(page, "button[form=ticks]")
    expect(page.locator(DONE)).to_be_visible()

    # The quiz.
    page.goto(place.address(enrolment, place.quiz))
    press(page, "form[action$='/start/'] button")
    for keys in ("a", "a", "ab"):
        for key in keys:
            page.check(f"[data-slot] input[value={key}]")
        press(page, "button[data-next]")
    press(page, "form[action$='/submit/'] button")
    assert re.search(r"/attempt/[\w-]+/result/$", page.url)
    attempt = enrolment.attempts.get()
    assert (attempt.state, attempt.passed) == ("submitted", True)


@BOTH
def test_a_connection_cut_in_the_middle_of_a_quiz_loses_nothing(browse, language, width):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(person, language=language, width=width)
    page.goto(place.address(enrolment, place.quiz))
    press(page, "form[action$='/start/'] button")
    answer(page, "b")
    attempt = enrolment.attempts.get()

    page.context.set_offline(True)
    page.check("[data-slot] input[value=a]")
    line = page.locator("[data-save]")
    expect(line).to_have_attribute("data-mood", "unsaved")
    expect(line.locator("[data-save-words]")).to_have_text(line.get_attribute("data-unsaved"))
    # Going on does not leave the answer behind.
    page.locator("[data-next]").first.click()
    page.wait_for_timeout(300)
    expect(line).to_have_attribute("data-mood", "unsaved")
    assert attempt.responses.get(slot=1).answer == ["b"]

    page.context.set_offline(False)
    expect(line).to_have_attribute("data-mood", "saved")
    assert attempt.responses.get(slot=1).answer == ["a"]
    page.reload()
    expect(page.locator("[data-slot] input[value=a]")).to_be_checked()
    console_is_clean(page, besides=("ERR_INTERNET_DISCONNECTED",))
    looks_right(page)


@BOTH
def test_an_answer_given_without_connection_survives_the_window_being_closed(browse, language, width):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(person, language=language, width=width)
    page.goto(place.address(enrolment, place.quiz))
    press(page, "form[action$='/start/'] button")
    address = page.url
    page.context.set_offline(True)
    page.check("[data-slot] input[value=a]")
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "unsaved")
    page.close()

    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto(address)
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved")
    expect(page.locator("[data-slot] input[value=a]")).to_be_checked()
    assert enrolment.attempts.get().responses.get(slot=1).answer == ["a"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_session_that_ends_in_the_middle_of_a_quiz_asks_to_sign_in_and_loses_nothing(browse, language):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(person, language=language)
    page.goto(place.address(enrolment, place.quiz))
    press(page, "form[action$='/start/'] button")
    page.context.clear_cookies(name="sessionid")
    page.check("[data-slot] input[value=a]")
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "away")
    press(page, "[data-sign-in]")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form button[type=submit]:not([name=language])")
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved")
    assert enrolment.attempts.get().responses.get(slot=1).answer == ["a"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_signing_in_through_the_door_leads_to_what_was_asked_for(browse, language):
    person = academy(language=language).learner(language)[0]
    page = browse(language=language, width=PHONE)
    page.goto("/certificates/")
    looks_right(page)
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form button[type=submit]:not([name=language])")
    assert page.url.endswith("/certificates/")
