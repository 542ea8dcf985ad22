"""Ladders and postings in a browser: a version edited, looked at and thrown away; every screen on a phone and in the dark."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from lms.careers.actions import act_up, add_requirement, add_rung, draft_version, start_posting
from tests import world
from tests.browser import PHONE, looks_right
from tests.lms.careers import centre


@pytest.fixture
def floor(transactional_db):
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "EMP", 3, must=True)
    unit = world.unit()
    hr = world.member("hr", unit)
    person = world.member("agent", unit)
    start_posting(person=person, rung=centre.rung("R0"), starts_on=centre.today() - timedelta(days=300))
    act_up(person=person, rung=centre.rung("R2"), starts_on=centre.today() - timedelta(days=140))
    centre.proved(person, "EMP", 3)
    draft = draft_version(ladder=version.ladder, actor=hr)
    names = {"name_es": "Formación", "name_en": "Trainer", "summary_en": "Trains others", "responsibilities_en": "Prepares\nTeaches"}
    path = add_rung(version=draft, code="L-FOR", kind="lateral", values=names, from_rungs=[centre.rung("R1")], actor=hr)
    add_requirement(version=draft, rung=path.rung, kind="time_in_rung", values={"months": 6}, actor=hr)
    add_requirement(version=draft, rung=centre.rung("R1"), kind="licence", values={"licence": "forklift"}, actor=hr)
    return {"hr": hr, "person": person, "draft": draft, "live": version}


def screens(floor):
    of = [floor["draft"].ladder.code, floor["draft"].label]
    posting = floor["person"].postings.filter(kind="held").get()
    return [
        reverse("careers:ladders"),
        reverse("careers:version", args=of),
        reverse("careers:version", args=[of[0], floor["live"].label]),
        reverse("careers:preview", args=of),
        reverse("careers:publish", args=of),
        reverse("careers:rung", args=[*of, "L-FOR"]),
        reverse("careers:add_requirement", args=[*of, "R1", "metric"]),
        reverse("careers:postings"),
        reverse("careers:person_postings", args=[floor["person"].pk]),
        reverse("careers:add_posting", args=[floor["person"].pk]),
        reverse("careers:correct_posting", args=[posting.pk]),
    ]


@pytest.mark.parametrize(("width", "dark", "language"), [(PHONE, False, "es"), (1280, True, "en")])
def test_each_screen_looks_right(browse, floor, width, dark, language):
    page = browse(floor["hr"], width=width, dark=dark, language=language)
    for address in screens(floor):
        page.goto(address)
        looks_right(page)


def test_a_draft_is_thrown_away_once_asked(browse, floor):
    page = browse(floor["hr"])
    page.goto(reverse("careers:version", args=[floor["draft"].ladder.code, floor["draft"].label]))
    page.get_by_role("button", name="Throw it away").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Throw this draft away?")
    dialog.get_by_role("button", name="Not now").click()
    page.get_by_role("button", name="Throw it away").click()
    page.get_by_role("dialog").get_by_role("button", name="Throw it away").click()
    page.wait_for_url("**/ladders/")
    expect(page.get_by_text("The draft is gone.")).to_be_visible()


def test_what_is_met_comes_when_it_is_opened_with_what_it_rests_on(browse, floor):
    asked = [f"C{number}" for number in range(8)]
    for code in asked:
        centre.asks_level(floor["live"], "R1", code, 2)
        centre.proved(floor["person"], code, 2)
    centre.asks_level(floor["live"], "R1", "DIF", 2)
    page = browse(floor["person"], width=PHONE)
    page.goto(reverse("careers:mine"))
    row = page.get_by_role("heading", name="Competency C3: level 2")
    expect(row).to_have_count(0)
    page.get_by_text("See the 9").press("Enter")
    expect(row).to_be_visible()
    looks_right(page)
    item = page.locator(".req", has=row)
    item.get_by_text("What it rests on").click()
    expect(item.locator(".req__facts li").first).to_be_visible()


def test_rows_opened_after_the_session_has_ended_lead_to_the_sign_in_page_and_back(browse, floor):
    for number in range(8):
        centre.asks_level(floor["live"], "R1", f"C{number}", 2)
        centre.proved(floor["person"], f"C{number}", 2)
    centre.asks_level(floor["live"], "R1", "DIF", 2)
    page = browse(floor["person"], width=PHONE)
    page.goto(reverse("careers:mine"))
    page.context.clear_cookies()
    page.get_by_text("See the 9").click()
    page.wait_for_url("**/account/login/?next=%2Fladder%2F")
