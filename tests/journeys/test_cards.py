"""Three minutes on a phone: a card by touch and one by keyboard, a connection that goes away, and stopping half way."""

import pytest
from playwright.sync_api import Page, expect

from assessments.reviews.models import ReviewLog
from tests import world
from tests.browser import PHONE, axe, console_is_clean, looks_right
from tests.journeys.steps import option, press
from tests.reviews import cards_of

WORDS = {
    "es": {"unsent": "cuenta una sola vez", "because": "Está en la ficha", "third": "3 de 3", "second": "2 de 3"},
    "en": {"unsent": "it counts once", "because": "It is on the sheet", "third": "3 of 3", "second": "2 of 3"},
}
LEAVES = "form[data-card] a[href='/']"


@pytest.fixture(params=["es", "en"])
def words(request):
    return {"language": request.param, **WORDS[request.param]}


@pytest.fixture
def who(transactional_db, words):
    world.evidence_kinds()
    person = world.member("agent", language=words["language"])
    cards_of(person, 3)
    return person


def given() -> int:
    return ReviewLog.objects.filter(source="card").count()


def opened(browse, who, words) -> Page:
    page = browse(who, language=words["language"], width=PHONE)
    page.goto("/reviews/")
    return page


def test_a_sitting_by_touch_and_by_keyboard(browse, who, words):
    page = opened(browse, who, words)
    looks_right(page)
    page.locator(".choice").first.tap()
    page.locator("form[data-card] .cardend > .button").tap()
    expect(page.locator("main")).to_contain_text(words["because"])  # at once, right or not
    looks_right(page)
    assert given() == 1

    expect(page.locator("[data-next]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(words["second"])
    page.keyboard.press("a")
    expect(page.locator("[data-slot] input").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(words["because"])
    assert given() == 2

    press(page, "[data-next]")
    press(page, LEAVES)  # enough for today, with one card to go
    assert given() == 2
    page.goto("/reviews/")
    expect(page.locator("h1")).to_contain_text(words["third"])
    console_is_clean(page)


def test_going_back_answers_nothing_twice(browse, who, words):
    page = opened(browse, who, words)
    option(page, "a").check()
    page.locator("form[data-card] .cardend > .button").dblclick()
    expect(page.locator("[data-next]")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text(words["second"])
    assert given() == 1
    console_is_clean(page)


def test_a_lost_connection_is_said_and_loses_nothing(browse, who, words):
    page = opened(browse, who, words)
    option(page, "b").check()
    page.context.set_offline(True)
    page.locator("form[data-card] .cardend > .button").click()
    expect(page.locator("[data-problem]")).to_contain_text(words["unsent"])
    expect(option(page, "b")).to_be_checked()
    assert given() == 0
    page.context.set_offline(False)
    page.locator("form[data-card] .cardend > .button").click()
    expect(page.locator("main")).to_contain_text(words["because"])
    assert given() == 1


def test_nothing_chosen_is_said_where_one_is(browse, who, words):
    page = opened(browse, who, words)
    page.locator("form[data-card] .cardend > .button").click()
    expect(page.locator("[data-problem]")).to_be_visible()
    axe(page)  # The browser's console names the refusal, as it should.
    assert given() == 0
