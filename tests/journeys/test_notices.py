"""A notice from its author to its readers: written with real clicks, read on a phone, misunderstood, then proved; and who is missing."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, console_is_clean, looks_right
from tests.criteria import Agreement
from tests.journeys.steps import press

WORDS = {
    "es": {"not_yet": "Todavía no", "right": "Correcta", "missing": "Falta 1", "everybody": "Todo el mundo"},
    "en": {"not_yet": "Not yet", "right": "Right", "missing": "1 is missing", "everybody": "Everybody"},
}
TEXTS = {
    "title_es": "Sube la cuota de octubre",
    "title_en": "The October fee rises",
    "says_es": "Sube 2 € al mes.\nSe avisa antes de cerrar.",
    "says_en": "It rises by €2 a month.\nSay so before you close.",
    "why_es": "El cliente lo aprobó.",
    "why_en": "The client approved it.",
}


def situation(room, place: int) -> None:
    details = room.locator("details.accordion").nth(place)
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name in ("stem", "option_a", "option_b", "why"):
        for language in ("es", "en"):
            room.fill(f"[name=q{place}-{name}_{language}]", f"{name} {place} {language}")
    room.locator(f"[name=q{place}-right][value=b]").check()


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
def test_a_notice_is_written_read_misunderstood_and_then_proved(browse, language, width):
    agreement, words = Agreement(), WORDS[language]
    for who in (agreement.agent, agreement.coordinator, agreement.supervisor):
        type(who).objects.filter(pk=who.pk).update(language=language)
    desk = browse(agreement.supervisor, language=language, width=DESKTOP)
    desk.goto("/agreed/")
    press(desk, "a[href$='/begin/notice/']")
    desk.select_option("[name=unit]", str(agreement.service.pk))
    for name, text in TEXTS.items():
        desk.fill(f"[name={name}]", text)
    for place in (0, 1):
        situation(desk, place)
    looks_right(desk)
    press(desk, "form.form button[type=submit]")
    press(desk, "form[action$='/publish/'] button")
    console_is_clean(desk)

    phone = browse(agreement.agent, language=language, width=width)
    phone.goto("/")
    press(phone, "a[href^='/agreed/n-']")
    expect(phone.locator("h1")).to_have_text(TEXTS[f"title_{language}"])
    looks_right(phone)
    answered(phone, "a")
    expect(phone.locator("#question [role=status]")).to_contain_text(words["not_yet"])
    expect(phone.locator("#question [role=status]")).to_contain_text(f"why 0 {language}")

    lead = browse(agreement.coordinator, language=language, width=width)
    lead.goto("/register/")
    expect(lead.locator("tbody")).to_contain_text(words["missing"])
    press(lead, "tbody a")
    looks_right(lead)
    press(lead, "form[action$='/remind/'] button")

    for _situation in range(2):
        answered(phone, "b")
        expect(phone.locator("#question [role=status]")).to_contain_text(words["right"])
    phone.goto("/")
    expect(phone.locator("a[href^='/agreed/n-']")).to_have_count(0)
    lead.goto("/register/")
    expect(lead.locator("tbody")).to_contain_text(words["everybody"])
    for room in (phone, lead):
        console_is_clean(room)


def answered(room, option: str) -> None:
    """By keyboard: to the option, chosen with the space bar, sent with the enter key."""
    room.locator(f"#question [name=option][value={option}]").focus()
    room.keyboard.press("Space")
    with room.expect_navigation():
        room.locator("#question form button").press("Enter")


def test_what_is_only_read_is_ticked_once_by_keyboard(browse):
    agreement = Agreement()
    agreement.noticed("n-01")
    room = browse(agreement.agent, language="es", width=PHONE)
    room.goto("/agreed/n-01/")
    with room.expect_navigation():
        room.locator("form[action$='/confirm/'] button").press("Enter")
    expect(room.locator("form[action$='/confirm/']")).to_have_count(0)
    looks_right(room)
    console_is_clean(room)
