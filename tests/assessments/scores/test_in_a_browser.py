"""Reading a roleplay in a browser: by keyboard, in two tabs, on a phone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from assessments.scores.models import CriterionScore, Score
from tests.browser import PHONE, console_is_clean, looks_right, no_sideways
from tests.scores import Room, appealed, hand_in, score_of

SAVED = re.compile("Draft saved at")


@pytest.fixture
def room(transactional_db):
    return Room()


def test_a_roleplay_is_scored_by_keyboard_and_each_criterion_saves_itself(browse, room):
    score = score_of(room.performance(), room.nuria)
    page = browse(room.nuria)
    page.goto("/scores/")
    looks_right(page)
    page.get_by_role("link", name="Rosa’s complaint").press("Enter")
    page.wait_for_url(re.compile(r"/scores/\d+/"))
    looks_right(page)
    page.keyboard.press("4")
    page.keyboard.press("j")
    page.keyboard.press("5")
    expect(page.locator("#criterion-1 [data-said]")).to_have_text(SAVED)
    expect(page.locator("#criterion-2 [data-said]")).to_have_text(SAVED)
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#criterion-2 [data-pins]")).not_to_have_value("")
    page.get_by_label("What worked").fill("Nombró las tres tardes")
    page.get_by_label("Next time", exact=True).fill("La próxima vez, di la hora")
    expect(page.locator("#words [data-said]")).to_have_text(SAVED)
    page.get_by_role("button", name="Hand it in").press("Enter")
    expect(page.get_by_text("Your scores are in")).to_be_visible()
    assert sorted(CriterionScore.objects.filter(score=score).values_list("value", flat=True)) == [4, 5]
    looks_right(page)


def test_a_second_tab_that_is_older_takes_nothing_back(browse, room):
    score = score_of(room.performance(), room.nuria)
    one = browse(room.nuria)
    one.goto(f"/scores/{score.pk}/")
    other = one.context.new_page()
    other.goto(f"/scores/{score.pk}/")
    other.locator("#criterion-1 input[type=radio]").nth(4).check(force=True)
    expect(other.locator("#criterion-1 [data-said]")).to_have_text(SAVED)
    one.locator("#criterion-2 input[type=radio]").nth(2).check(force=True)
    expect(one.locator("#criterion-2 [data-said]")).to_have_text(SAVED)
    assert list(CriterionScore.objects.filter(score=score).values_list("value", flat=True)) == [5, 3]


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_nothing_reaches_beyond_it(browse, room, dark):
    score = score_of(room.performance(), room.nuria)
    page = browse(room.nuria, width=PHONE, language="es", dark=dark)
    page.goto(f"/scores/{score.pk}/")
    no_sideways(page)
    console_is_clean(page)


def test_without_scripts_it_is_kept_and_handed_in(browse, room):
    score = score_of(room.performance(), room.nuria)
    page = browse(room.nuria, scripts=False)
    page.goto(f"/scores/{score.pk}/")
    for number in (1, 2):
        page.locator(f"#criterion-{number} input[type=radio]").nth(3).check(force=True)
    page.get_by_role("button", name="Keep it as a draft").click()
    page.get_by_label("What worked").fill("Nombró las tres tardes")
    page.get_by_label("Next time", exact=True).fill("La próxima vez, di la hora")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Your scores are in")).to_be_visible()
    assert not Score.objects.get(pk=score.pk).is_draft


def test_the_result_looks_right_and_is_answered(browse, room):
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), (3, 4), critical=["CE-FALSE"])
    hand_in(score_of(made, room.marta), (4, 4), critical=["CE-FALSE"])
    for width in (1280, PHONE):
        page = browse(room.person, width=width)
        page.goto(f"/scores/of/{made.pk}/")
        looks_right(page)
    page.get_by_label("Your answer").fill("Diré la hora")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Diré la hora")).to_be_visible()
    beside = browse(room.nuria)
    beside.goto(f"/scores/{score_of(made, room.nuria).pk}/")
    looks_right(beside)


def test_an_appeal_looks_right(browse, room):
    asked = appealed(room.person, room.nuria)
    page = browse(asked.assigned_to)
    page.goto(f"/scores/appeals/{asked.pk}/")
    looks_right(page)
