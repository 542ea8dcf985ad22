"""Live roleplays in a browser: from a free time to the scores, with a connection that fails on the way."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessments.live.models import Booking, TimedNote
from assessments.scores.models import CriterionScore, Score
from tests.browser import PHONE, console_is_clean, looks_right
from tests.live import Floor, note


@pytest.fixture
def floor(transactional_db):
    return Floor()


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


def test_from_booking_to_the_scores(browse, floor, now):
    slot = floor.slot(hours=0.2, now=now)
    person, assessor = browse(floor.ibrahim, width=PHONE), browse(floor.nuria)
    person.goto("/live/free/")
    looks_right(person)
    person.locator(f"a[href^='/live/slots/{slot.pk}/']").click()
    looks_right(person)
    person.get_by_role("button", name="Book it").click()
    expect(person.get_by_text("It is booked")).to_be_visible()
    looks_right(person)
    booking = Booking.objects.get()
    assessor.goto(f"/live/{booking.pk}/")
    assessor.get_by_role("button", name="Begin").click()
    assessor.wait_for_url(re.compile("/now/"))
    looks_right(assessor)
    # The person's page finds out by itself, and leads to their card.
    person.get_by_role("link", name="Open your card").click(timeout=20_000)
    expect(person.get_by_role("heading", name="What the systems say")).to_be_visible()
    looks_right(person)

    assessor.locator("body").click(position={"x": 5, "y": 300})
    assessor.keyboard.press("b")
    expect(assessor.locator("[data-notes-said]")).to_have_text("All notes saved")
    assessor.context.set_offline(True)
    assessor.get_by_label("What happens, with its moment").fill("Nombra las tres esperas")
    assessor.keyboard.press("Enter")
    expect(assessor.locator("[data-notes-said]")).to_contain_text("Kept on this device")
    assert TimedNote.objects.count() == 1
    assessor.context.set_offline(False)
    expect(assessor.locator("[data-notes-said]")).to_have_text("All notes saved", timeout=20_000)
    console_is_clean(assessor, besides=("ERR_INTERNET_DISCONNECTED",))
    assert sorted(TimedNote.objects.values_list("mark", "text")) == [("note", "Nombra las tres esperas"), ("worked", "")]

    assessor.get_by_role("button", name="End and hand it in").click()
    assessor.wait_for_url(re.compile(r"/scores/\d+/"))
    looks_right(assessor)
    assessor.locator("#criterion-1 input[type=radio]").nth(3).check(force=True)
    assessor.locator("[data-sentence]").first.click()
    expect(assessor.locator("#criterion-1 [data-said]")).to_have_text(re.compile("Draft saved at"))
    expect(assessor.locator("#criterion-1 [data-pins]")).not_to_have_value("")
    assessor.locator("#criterion-2 input[type=radio]").nth(3).check(force=True)
    assessor.get_by_label("What worked").fill("Nombró las tres esperas")
    assessor.get_by_label("Next time", exact=True).fill("La próxima vez, di la hora")
    assessor.get_by_role("button", name="Hand it in").click()
    expect(assessor.get_by_text("Your scores are in")).to_be_visible()
    assert not Score.objects.get().is_draft
    assert CriterionScore.objects.get(criterion__position=1).second is not None


@pytest.mark.parametrize(("width", "language", "dark"), [(1280, "es", False), (PHONE, "en", True)])
def test_the_screens_look_right(browse, floor, now, width, language, dark):
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    floor.slot(hours=26, now=now), floor.slot(hours=27, now=now)
    booking = floor.booking(slot=floor.slot(floor.nuria, hours=25, now=now), now=now)
    handed = floor.booking(floor.lena, slot=floor.slot(floor.marta, hours=28, now=now), now=now)
    page = browse(floor.nuria, width=width, language=language, dark=dark)
    addresses = ("/live/", f"/live/?day={monday}", "/live/offer/", "/live/start/", "/live/subscribe/", f"/live/{booking.pk}/")
    for address in (*addresses, f"/live/{booking.pk}/move/", f"/live/{booking.pk}/cancel/"):
        page.goto(address)
        looks_right(page)
    page = browse(floor.carmen, width=width, language=language, dark=dark)
    for address in ("/live/free/", f"/live/{handed.pk}/", f"/live/free/?person={floor.ibrahim.pk}"):
        page.goto(address)
        looks_right(page)


def test_notes_stand_beside_the_rubric_on_a_phone(browse, floor):
    booking = floor.handed_in()
    note(booking), note(booking, "", mark="critical", second=200)
    page = browse(floor.nuria, width=PHONE)
    page.goto(f"/scores/of/{booking.performance_id}/mine/")
    expect(page.get_by_text("Nombra las tres esperas").first).to_be_visible()
    looks_right(page)
