"""What a person does on a screen, by what the screen is for and not by its words: the journeys run in both languages."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import PATIENCE

DONE = "[data-end] .verdict"


def press(page: Page, selector: str) -> None:
    """Presses what leads to another page and waits for it."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def go_on(page: Page) -> None:
    press(page, "[data-key=next]")


def read_to_the_end(page: Page) -> None:
    """The step completes by itself once its end has been on screen for a moment."""
    page.locator("[data-last-block]").scroll_into_view_if_needed()
    expect(page.locator(DONE)).to_be_visible(timeout=PATIENCE)


def tick_every_point(page: Page) -> None:
    boxes = page.locator("[data-ticks] input[type=checkbox]")
    for number in range(boxes.count()):
        with page.expect_response(lambda answer: "/tick/" in answer.url):
            boxes.nth(number).check()
    expect(page.locator(DONE)).to_be_visible()


def option(page: Page, key: str) -> Locator:
    """The option of `tests.world.question` on the question that is shown: by its words, for a page knows places and no keys."""
    label = page.locator("[data-slot]:visible .choice").filter(has_text=re.compile(rf"(Opción|Option) {key}\b"))
    return label.locator("input")


def answer(page: Page, *keys: str) -> None:
    """Chooses on the question that is shown, and waits until the server has it."""
    for key in keys:
        if not option(page, key).is_checked():
            with page.expect_response(lambda said: "/answer/" in said.url and said.ok):
                option(page, key).check()
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved")


def answer_all(page: Page, *answers: str) -> None:
    """One string of keys a question, from the first one; ends on the page before handing in."""
    for keys in answers:
        answer(page, *keys)
        press(page, "[data-next]")


def hand_in(page: Page) -> None:
    press(page, "form[action$='/submit/'] button[type=submit]")
    expect(page.locator("h1")).to_be_visible()


def switch_language(page: Page, to: str) -> None:
    press(page, f"button[name=language][value={to}]")
    expect(page.locator("html")).to_have_attribute("lang", to)
