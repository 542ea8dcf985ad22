"""Each kind of question answered by keyboard alone, and looked at by axe before and after the end."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from assessments.quizzes.actions import save_response, submit_attempt
from assessments.quizzes.models import Attempt, QuestionMedia
from tests import world
from tests.browser import PHONE, console_is_clean, focus_is_visible, looks_right
from tests.questions import KINDS, RIGHT, WRONG

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect width="400" height="200" fill="#cde"/></svg>'


@pytest.fixture(autouse=True)
def furnished(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.evidence_kinds()
    made = QuestionMedia(name="screen.png", content_type="image/svg+xml", width=400, height=200)
    made.file.save("screen.png", ContentFile(DRAWING))


def attempt_at(*kinds: str, layout: str = "one") -> Attempt:
    return world.attempt(world.quiz(questions=[world.question(kind=kind) for kind in kinds], layout=layout))


def opened(browse, attempt, **how):
    page = browse(attempt.person, **how)
    page.goto(reverse("quizzes:attempt", args=[attempt.pk, 1]))
    return page


def kept(page, attempt) -> list[str]:
    """What the server has once the page says that it is saved."""
    page.locator("[data-save][data-mood=saved]").wait_for()
    return Attempt.objects.get(pk=attempt.pk).responses.get().answer


def tab_to(page, selector: str) -> None:
    page.locator("body").press("Home")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return focus_is_visible(page)
    raise AssertionError(f"the keyboard does not reach {selector}")


# ── By keyboard alone ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false", "best"])
def test_options_are_chosen_with_the_space_bar(browse, kind):
    attempt = attempt_at(kind)
    page = opened(browse, attempt)
    tab_to(page, "[data-slot] input:is([type=radio], [type=checkbox])")
    page.keyboard.press("Space")
    assert kept(page, attempt) == world.keys(attempt, 1, "1")


@pytest.mark.parametrize(("kind", "text"), [("short", "cuota mensual"), ("number", "3,5"), ("free", "Lo siento mucho")])
def test_a_text_is_typed(browse, kind, text):
    attempt = attempt_at(kind)
    page = opened(browse, attempt)
    tab_to(page, "[data-answer-text]")
    page.keyboard.type(text)
    assert kept(page, attempt) == [text]


def test_words_are_counted_as_they_are_typed(browse):
    page = opened(browse, attempt_at("free"))
    tab_to(page, "[data-answer-text]")
    page.keyboard.type("Uno, dos")
    assert page.locator("[data-words-now]").inner_text() == "2"
    assert page.locator("[data-words] [role=status]").inner_text() == "Fewer words than are asked for."
    page.keyboard.type(" tres")
    assert page.locator("[data-words] [role=status]").inner_text() == "The words are enough."


def test_an_order_is_made_with_the_arrows_and_each_move_is_said(browse):
    attempt = attempt_at("ordering")
    page = opened(browse, attempt)
    first = page.locator(".order [data-order-words]").first.inner_text()
    tab_to(page, "[data-move='1']")
    page.keyboard.press("Enter")
    assert page.locator("[data-order-said]").inner_text() == f"{first}: now 2 of 4"
    assert kept(page, attempt) == world.keys(attempt, 1, "2", "1", "3", "4")
    page.keyboard.press("End")
    assert page.locator("[data-order-said]").inner_text() == f"{first}: now 4 of 4"
    focus_is_visible(page)
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved")
    page.reload()
    assert page.locator(".order [data-place]").evaluate_all("rows => rows.map(row => row.dataset.place)") == ["2", "3", "4", "1"]


def test_an_order_that_is_right_as_it_is_has_to_be_said(browse):
    attempt = attempt_at("ordering")
    page = opened(browse, attempt)
    tab_to(page, "[data-order-confirm]")
    page.keyboard.press("Enter")
    assert kept(page, attempt) == world.keys(attempt, 1, "1", "2", "3", "4")
    assert not page.locator("[data-order-open]").is_visible()
    focus_is_visible(page)


def test_an_order_is_made_by_dragging(browse):
    attempt = attempt_at("ordering")
    page = opened(browse, attempt)
    start, end = (page.locator("[data-handle]").nth(place).bounding_box() for place in (0, 2))
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(start["x"] + 10, start["y"] + 10 + (end["y"] + end["height"] / 2 - start["y"]) * step / 10)
    page.mouse.up()
    assert kept(page, attempt) == world.keys(attempt, 1, "2", "3", "1", "4")


@pytest.mark.parametrize(("kind", "answer"), [("matching", ["1:1"]), ("gaps", ["1:1"])])
def test_a_list_is_chosen_from_with_the_arrow_keys(browse, kind, answer):
    attempt = attempt_at(kind)
    page = opened(browse, attempt)
    tab_to(page, "select[data-part='1']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert kept(page, attempt) == world.keys(attempt, 1, *answer)


def test_a_gap_is_typed_in(browse):
    attempt = attempt_at("gaps")
    page = opened(browse, attempt)
    page.get_by_label("Gap 3 of 3").focus()
    page.keyboard.type("un mes")
    assert kept(page, attempt) == ["z:un mes"]


def test_a_place_on_an_image_is_chosen_by_its_name_and_drawn(browse):
    attempt = attempt_at("hotspot")
    page = opened(browse, attempt)
    tab_to(page, "[data-slot] input[type=radio]")
    page.keyboard.press("Space")
    assert kept(page, attempt) == world.keys(attempt, 1, "1")
    assert page.locator("[data-area][data-chosen]").get_attribute("data-area") == "1"


def test_pressing_the_image_chooses_the_area_at_any_size(browse):
    attempt = attempt_at("hotspot")
    page = opened(browse, attempt, width=PHONE)
    page.locator(".hotspot").evaluate("image => image.scrollIntoView({ block: 'center' })")
    image = page.locator(".hotspot img").bounding_box()
    page.mouse.click(image["x"] + image["width"] * 200 / 400, image["y"] + image["height"] * 80 / 200)
    assert kept(page, attempt) == ["b"]


# ── Before and after, as everybody meets it ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", 1280)])
def test_every_kind_looks_right_before_the_end(browse, language, width):
    attempt = attempt_at(*KINDS, layout="all")
    attempt.person.language = language
    attempt.person.save(update_fields=["language"])
    page = opened(browse, attempt, language=language, width=width)
    looks_right(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("[data-slot] :is(button, select, .choice, [data-part], [data-answer-text])")]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert width != PHONE or small == []


@pytest.mark.parametrize("answers", [RIGHT, WRONG, {}], ids=["right", "wrong", "unanswered"])
def test_every_kind_looks_right_after_the_end(browse, answers):
    attempt = attempt_at(*KINDS)
    for slot, kind in enumerate(KINDS, 1):
        given = world.places(attempt, slot, *answers[kind]) if answers else []
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=slot, answer=given)
    submit_attempt(attempt=attempt)
    page = browse(attempt.person, width=PHONE)
    page.goto(reverse("quizzes:result", args=[attempt.pk]))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    looks_right(page, both_themes=answers is WRONG)


def test_without_a_script_an_order_and_its_pairs_are_said_in_lists(browse):
    attempt = attempt_at("ordering", "matching", layout="all")
    page = opened(browse, attempt, scripts=False)
    assert (page.locator("[data-move]").first.is_visible(), page.locator("[data-order-confirm]").is_visible()) == (False, False)
    page.get_by_label("Place 1").select_option("3")
    page.get_by_label("Service 2").select_option("2")
    page.get_by_role("button", name="Look it over").click()
    answers = list(Attempt.objects.get(pk=attempt.pk).responses.order_by("slot").values_list("answer", flat=True))
    assert answers == [world.keys(attempt, 1, "3", "1", "2", "4"), world.keys(attempt, 2, "2:2")]
    console_is_clean(page)
