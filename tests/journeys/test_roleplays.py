"""Conversations played in a browser: by keyboard alone, on each channel; without scripts; after leaving; a reply in writing."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.roleplays.models import Choice, Performance
from tests import roleplays, world
from tests.browser import axe, console_is_clean, looks_right
from tests.journeys.steps import press

STARTED = re.compile(r"/performance/[0-9a-f-]+/")
ON_A_CHANNEL = {"voice": roleplays.TENNIS, "email": roleplays.ROSA, "in_person": roleplays.COORDINATORS, "chat": roleplays.BAKERY}


def place_of(code: str, key: str, so_far: tuple[str, ...]) -> str:
    """The number that chooses `key` after these choices."""
    from assessments.roleplays.conversation.playing import walk

    node = walk(roleplays.conversation(code), so_far).node
    return str([one.key for one in node.choices].index(key) + 1)


def answer_by_keyboard(page: Page, code: str, keys: tuple[str, ...]) -> None:
    for number, key in enumerate(keys):
        expect(page.locator("input[name=number]")).to_have_value(str(number + 1))
        page.keyboard.press(place_of(code, key, keys[:number]))
        page.keyboard.press("Enter")
        if number + 1 < len(keys):
            expect(page.locator("[data-question]")).to_be_focused()


@pytest.mark.parametrize("channel", ON_A_CHANNEL)
def test_a_conversation_is_played_by_keyboard_from_the_list_to_its_end(browse, transactional_db, channel):
    code = ON_A_CHANNEL[channel]
    scenario = roleplays.scenario(code, channel=channel)
    page = browse(world.member("trainee"))
    page.goto("/roleplays/")
    looks_right(page)
    page.get_by_role("link", name=scenario.title_en).press("Enter")
    page.wait_for_url(re.compile("/roleplays/ESC"))
    looks_right(page)
    page.locator(".now button").press("Enter")
    page.wait_for_url(STARTED)
    looks_right(page)
    keys = roleplays.best(code)
    answer_by_keyboard(page, code, keys[:2])
    expect(page.locator("[data-said]")).not_to_be_empty()
    axe(page)
    for number in range(2, len(keys)):
        page.keyboard.press(place_of(code, keys[number], keys[:number]))
        page.keyboard.press("Enter")
        if number + 1 < len(keys):
            expect(page.locator("input[name=number]")).to_have_value(str(number + 2))
    page.wait_for_url(re.compile("/result/"))
    expect(page.locator("h1")).to_have_text("It went well")
    page.locator("summary").first.click()
    looks_right(page)
    console_is_clean(page)


def test_on_a_phone_in_spanish_nothing_stands_out_sideways(browse, transactional_db):
    performance = roleplays.practice(roleplays.scenario(roleplays.ROSA))
    page = browse(performance.person, language="es", width=360)
    for address in ("/roleplays/", "/roleplays/ESC-ES-01/", f"/performance/{performance.pk}/"):
        page.goto(address)
        looks_right(page)


def test_it_works_without_scripts(browse, transactional_db):
    performance = roleplays.practice(roleplays.scenario(roleplays.TENNIS))
    page = browse(performance.person, scripts=False)
    page.goto(f"/performance/{performance.pk}/")
    for key in roleplays.ways(roleplays.TENNIS)["E3"]:
        page.locator(f"input[value='{key}']").check()
        press(page, "form[data-choices] button")
    expect(page.locator("h1")).to_have_text("Not yet")


def test_one_leaves_and_comes_back_to_the_same_turn(browse, transactional_db):
    performance = roleplays.practice(roleplays.scenario(roleplays.TENNIS))
    page = browse(performance.person)
    page.goto(f"/performance/{performance.pk}/")
    answer_by_keyboard(page, roleplays.TENNIS, ("b",))
    expect(page.locator("input[name=number]")).to_have_value("2")
    page.goto("/roleplays/")
    press(page, "main .list a")
    expect(page.locator("input[name=number]")).to_have_value("2")


def test_in_two_tabs_the_later_answer_changes_nothing(browse, transactional_db):
    performance = roleplays.practice(roleplays.scenario(roleplays.TENNIS))
    page = browse(performance.person)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/performance/{performance.pk}/")
    answer_by_keyboard(page, roleplays.TENNIS, ("b",))
    expect(page.locator("input[name=number]")).to_have_value("2")
    other.locator("input[value='c']").check()
    other.locator("form[data-choices] button").click()
    expect(other.locator("input[name=number]")).to_have_value("2")
    assert list(Choice.objects.values_list("number", "key")) == [(1, "b")]


def test_without_a_connection_the_choice_stays_and_it_is_said(browse, transactional_db):
    performance = roleplays.practice(roleplays.scenario(roleplays.TENNIS))
    page = browse(performance.person)
    page.goto(f"/performance/{performance.pk}/")
    page.context.set_offline(True)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("[data-problem]")).to_contain_text("Nothing is lost")
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator("input[name=number]")).to_have_value("2")


def test_a_step_is_played_and_is_done(browse, transactional_db):
    world.evidence_kinds()
    performance = roleplays.open_step(roleplays.step(roleplays.scenario(roleplays.TENNIS)))
    page = browse(performance.person)
    page.goto(f"/programme/{performance.enrolment_id}/roleplay/{performance.step_key}/")
    looks_right(page)
    press(page, ".now button")
    answer_by_keyboard(page, roleplays.TENNIS, roleplays.ways(roleplays.TENNIS)["E1"])
    page.wait_for_url(re.compile("/result/"))
    assert performance.enrolment.progress.get(step_key=performance.step_key).state == "completed"


def test_a_reply_is_kept_while_it_is_written_and_assessed_only_when_asked(browse, transactional_db):
    performance = roleplays.practice(mode="written")
    page = browse(performance.person)
    page.goto(f"/performance/{performance.pk}/")
    with page.expect_response(re.compile("/text/")):
        page.locator("textarea").press_sequentially("Buenos días, Rosa")
    expect(page.locator("[data-draft-state]")).to_contain_text("Saved at")
    looks_right(page)
    page.reload()
    expect(page.locator("textarea")).to_have_value("Buenos días, Rosa")
    press(page, "form[data-draft] button")
    looks_right(page)
    assert Performance.objects.get().practice
    press(page, "a[href$='/assess/']")
    looks_right(page)
    press(page, "main form button")
    expect(page.locator(".lede")).to_contain_text("with the assessors")
    assert not Performance.objects.get().practice
