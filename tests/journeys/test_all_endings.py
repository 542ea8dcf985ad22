"""Six scenarios, eighteen endings: each is played to by keyboard alone, in both languages of the interface."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.roleplays.models import Performance
from tests import roleplays, world
from tests.browser import axe, console_is_clean
from tests.journeys.test_roleplays import answer_by_keyboard

WORDS = {
    "en": {"good": "It went well", "partial": "In part", "poor": "Not yet"},
    "es": {"good": "Ha ido bien", "partial": "En parte", "poor": "Todavía no"},
}


def test_there_are_eighteen_endings_and_a_way_to_each():
    found = [(code, ending.id) for code in roleplays.CODES for ending in roleplays.conversation(code).endings]
    assert len(found) == 18
    assert [(code, one) for code, one in found if one not in roleplays.ways(code)] == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", roleplays.CODES)
def test_every_ending_is_played_to_by_keyboard(browse, transactional_db, code, language):
    scenario = roleplays.scenario(code)
    person = world.member("trainee", language=language)
    page = browse(person, language=language)
    for ending in roleplays.conversation(code).endings:
        performance = roleplays.practice(scenario, person)
        page.goto(f"/performance/{performance.pk}/")
        play(page, code, roleplays.ways(code)[ending.id])
        page.wait_for_url(re.compile("/result/"))
        expect(page.locator("h1")).to_have_text(WORDS[language][ending.result])
        assert page.locator("html").get_attribute("lang") == language
        performance.refresh_from_db()
        assert (performance.ending, performance.outcome) == (ending.id, ending.result)
    axe(page)
    console_is_clean(page)
    assert Performance.objects.filter(person=person, state="finished").count() == 3


def play(page: Page, code: str, keys: tuple[str, ...]) -> None:
    answer_by_keyboard(page, code, keys)
