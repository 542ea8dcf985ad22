"""The same learning by keyboard alone, without scripts, and with a connection that goes away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PASSWORD, PATIENCE, PHONE, console_is_clean, focus_is_visible, looks_right, no_sideways
from tests.journeys.academy import academy
from tests.journeys.keyboard import arrows_to, enter, tab_to
from tests.journeys.steps import DONE, answer, option, press

BOTH = pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])


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
        for key in keys:
            place = option(page, key).get_attribute("value")
            if option(page, key).get_attribute("type") == "radio":
                tab_to(page, "[data-slot] input[type=radio]")
                arrows_to(page, place)
            else:
                tab_to(page, f"[data-slot] input[value='{place}']")
                page.keyboard.press("Space")
            expect(option(page, key)).to_be_checked()
        focus_is_visible(page)
        enter(page, "[data-next]")
    enter(page, "form[action$='/submit/'] button[type=submit]")
    expect(page.locator(".now")).to_be_visible()
    console_is_clean(page)
    attempt = enrolment.attempts.get()
    assert (attempt.state, attempt.passed) == ("submitted", True)


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
            option(page, key).check()
        press(page, "button[data-next]")
    press(page, "form[action$='/submit/'] button[type=submit]")
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
    option(page, "a").check()
    line = page.locator("[data-save]")
    expect(line).to_have_attribute("data-mood", "offline")
    expect(line.locator("[data-save-words]")).to_contain_text(line.get_attribute("data-one"))
    no_sideways(page)
    assert attempt.responses.get(slot=1).answer == ["b"]
    # The next question is there without a connection too.
    page.locator("[data-next]").first.click()
    expect(page).to_have_url(re.compile("/2/$"))
    option(page, "c").check()

    page.context.set_offline(False)
    expect(line).to_have_attribute("data-mood", "saved", timeout=PATIENCE)
    assert [attempt.responses.get(slot=slot).answer for slot in (1, 2)] == [["a"], ["c"]]
    page.reload()
    expect(option(page, "c")).to_be_checked()
    console_is_clean(page, besides=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"))
    looks_right(page)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_session_that_ends_in_the_middle_of_a_quiz_asks_to_sign_in_and_loses_nothing(browse, language):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    page = browse(person, language=language)
    page.goto(place.address(enrolment, place.quiz))
    press(page, "form[action$='/start/'] button")
    page.context.clear_cookies(name="sessionid")
    option(page, "a").check()
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "away")
    page.locator("[data-sign-in]").click()
    inside = page.frame_locator("[data-sign-in-dialog] iframe")
    inside.locator("[name=login]").fill(person.email)
    inside.locator("[name=password]").fill(PASSWORD)
    inside.locator("[name=password]").press("Enter")
    expect(page.locator("[data-sign-in-dialog]")).to_be_hidden(timeout=PATIENCE)
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved", timeout=PATIENCE)
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
