"""From the mail of an invitation to a certificate that a stranger verifies."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, axe, console_is_clean, looks_right
from tests.journeys.academy import academy
from tests.journeys.steps import DONE, answer, answer_all, go_on, hand_in, option, press, read_to_the_end, switch_language, tick_every_point

OTHER = {"es": "en", "en": "es"}
NOT_YET = {"es": "Todavía no", "en": "Not yet"}


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
def test_an_invited_new_hire_climbs_to_a_certificate(browse, run_jobs, mailoutbox, language, width):
    from assessments.quizzes.models import Attempt
    from courses.enrolments.models import Enrolment

    place = academy(language=language, wait_hours=12)

    # People (HR) invites.
    office = browse(place.hr, language=language)
    office.goto("/people/invite/")
    looks_right(office)
    office.fill("[name=email]", "nora@example.com")
    office.fill("[name=first_name]", "Nora")
    office.fill("[name=last_name]", "Vidal")
    office.select_option("[name=unit]", str(place.team.pk))
    office.select_option("[name=role]", "trainee")
    office.select_option("select[name=language]", language)
    press(office, "main form button[type=submit]")
    looks_right(office)
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [["nora@example.com"]]
    link = re.search(r"https?://\S+/invitation/\w+/", mailoutbox[0].body)[0]

    # The new hire opens the link, chooses a password and is in.
    nora = browse(language=language, width=width)
    nora.goto(link)
    expect(nora.locator("html")).to_have_attribute("lang", language)
    assert nora.input_value("[name=first_name]") == "Nora"
    looks_right(nora)
    nora.fill("[name=password]", "once escalones arriba")
    press(nora, "form:has([name=password]) button.button[type=submit]")
    assert nora.url.endswith("/")
    looks_right(nora)

    # Assigned the training, which says who and why.
    office.goto("/enrolments/new/")
    office.select_option("[name=about]", f"programme:{place.programme.pk}")
    office.select_option("[name=person]", label=_option(office, "Vidal"))
    office.fill("[name=reason]", "Empiezas el lunes")
    press(office, "main form .form__end button")
    looks_right(office)
    press(office, "button[name=confirm]")
    console_is_clean(office)
    enrolment = Enrolment.objects.get()
    run_jobs()

    nora.goto("/")
    looks_right(nora)
    press(nora, ".now a.button")

    # The first step is read to its end; a reload and the other language keep it done.
    expect(nora.locator("h1")).to_contain_text("Fibra y móvil")
    axe(nora)
    read_to_the_end(nora)
    nora.reload()
    expect(nora.locator(DONE)).to_be_visible()
    switch_language(nora, OTHER[language])
    expect(nora.locator(DONE)).to_be_visible()
    looks_right(nora)
    switch_language(nora, language)
    go_on(nora)

    # The second is ticked point by point.
    tick_every_point(nora)
    nora.reload()
    assert nora.locator("[data-ticks] input:checked").count() == 2
    looks_right(nora)
    go_on(nora)

    # The third is the trainer's to tick.
    expect(nora.locator(DONE)).to_have_count(0)
    looks_right(nora)
    room = browse(place.trainer, language=language)
    room.goto(f"/enrolments/{enrolment.pk}/")
    looks_right(room)
    press(room, "form[action*='/steps/'] button")
    looks_right(room)
    nora.reload()
    expect(nora.locator(DONE)).to_be_visible()
    go_on(nora)

    # The quiz: not yet, with the date of the next attempt.
    looks_right(nora)
    press(nora, "form[action$='/start/'] button")
    looks_right(nora)
    answer(nora, "b")
    nora.reload()
    expect(option(nora, "b")).to_be_checked()
    switch_language(nora, OTHER[language])
    expect(option(nora, "b")).to_be_checked()
    switch_language(nora, language)
    answer_all(nora, "b", "a", "ab")
    looks_right(nora)
    hand_in(nora)
    expect(nora.locator("h1")).to_have_text(NOT_YET[language])
    looks_right(nora)
    nora.goto(place.address(enrolment, place.quiz))
    expect(nora.locator("form[action$='/start/']")).to_have_count(0)
    looks_right(nora)

    # The day after, it is passed.
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=attempt.submitted_at - timedelta(hours=13))
    nora.reload()
    press(nora, "form[action$='/start/'] button")
    answer_all(nora, "a", "a", "ab")
    hand_in(nora)
    expect(nora.locator("h1")).not_to_have_text(NOT_YET[language])
    looks_right(nora)
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"

    # The certificate comes by itself.
    run_jobs()
    nora.goto("/certificates/")
    looks_right(nora)
    with nora.expect_download() as waiting:
        nora.locator("a[href$='/pdf/?download']").click()
    paper = Path(waiting.value.path()).read_bytes()
    assert paper[:5] == b"%PDF-"
    assert len(paper) > 5000
    press(nora, ".certificates h3 a")
    looks_right(nora)
    code = nora.url.rstrip("/").rsplit("/", 1)[1]

    # A stranger checks it, by typing its code.
    stranger = browse(language=language, width=width)
    stranger.goto("/verify/")
    looks_right(stranger)
    stranger.fill("[name=code]", code)
    press(stranger, "main form button")
    expect(stranger.locator(".proof-state")).to_have_attribute("data-state", "met")
    expect(stranger.locator(".proof-state")).to_contain_text("Nora Vidal")
    looks_right(stranger)


def _option(page, words: str) -> str:
    """The label of the option that has these words."""
    return next(label for label in page.locator("[name=person] option").all_inner_texts() if words in label)
