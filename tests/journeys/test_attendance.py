"""A class, from its plan to its signature, on a phone in the room; and somebody of whom it says what is not so."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from courses.attendance.models import Attendance, ClassSession
from courses.enrolments.models import Cohort
from tests import world
from tests.browser import DESKTOP, PHONE, console_is_clean, looks_right
from tests.journeys.steps import press

WORDS = {
    "es": ("Firmado por", "0 h de 4 h (0 %)", "4 h de 4 h (100 %)"),
    "en": ("Signed by", "0 h of 4 h (0 %)", "4 h of 4 h (100 %)"),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_register_is_taken_questioned_and_put_right(browse, language):
    signed, before, after = WORDS[language]
    service = world.unit(kind="service", name="Marenta")
    carmen = world.member("trainer", service, language=language, first_name="Carmen", last_name="Ibarra")
    programme = world.programme([world.lesson().get_parent().specific], least_attendance=90)
    yesterday = timezone.localdate() - timedelta(days=1)
    cohort = Cohort.objects.create(name="Noviembre", programme=programme, starts_on=yesterday, unit=service, trainer=carmen)
    ana, ben = (
        world.enrolment(
            world.member("trainee", service, language=language, first_name=name, last_name=surname),
            programme,
            starts_on=yesterday,
            cohort=cohort,
        )
        for name, surname in (("Ana", "Alba"), ("Ben", "Bosch"))
    )
    session = ClassSession.objects.create(
        cohort=cohort, on=yesterday, starts_at=time(9), ends_at=time(13), topic="Fibra", room="Sala 2", trainer=carmen
    )

    page = browse(carmen, language=language, width=PHONE)
    page.goto("/")
    press(page, f"main a[href='/attendance/session/{session.pk}/']")
    row = page.locator(".register > li").filter(has_text="Alba")
    expect(row.locator(".register__missed")).to_be_visible()
    row.locator("input[value=absent]").check()
    expect(row.locator(".register__missed")).to_be_hidden()
    looks_right(page)
    press(page, "button[name=sign]")
    expect(page.locator("h1 + p")).to_contain_text(signed)

    hers = browse(ana.person, language=language, width=PHONE)
    hers.goto(f"/programme/{ana.pk}/")
    press(hers, f"main a[href='/attendance/of/{ana.pk}/']")
    expect(hers.locator(".lede")).to_contain_text(before)
    hers.locator("details summary").first.click()
    hers.locator("details textarea").fill("Estaba en la última fila")
    looks_right(hers)
    press(hers, "details button")
    expect(hers.locator("blockquote")).to_have_text("Estaba en la última fila")

    desk = browse(carmen, language=language, width=DESKTOP)
    desk.goto(f"/attendance/of/{ana.pk}/")
    desk.locator("textarea[name=text]").fill("Es verdad")
    press(desk, "form[action*='/answer/'] button")
    desk.goto(f"/attendance/session/{session.pk}/")
    row = desk.locator(".register > li").filter(has_text="Alba")
    row.locator("input[value=present]").check()
    desk.locator("textarea[name=reason]").fill("Estaba en la última fila")
    press(desk, "main form .button")
    assert Attendance.objects.get(enrolment=ana).presence == "present"
    assert Attendance.objects.get(enrolment=ben).presence == "present"

    hers.goto(f"/attendance/of/{ana.pk}/")
    expect(hers.locator(".lede")).to_contain_text(after)
    expect(hers.locator("main")).to_contain_text("Es verdad")
    for each in (page, hers, desk):
        console_is_clean(each)
