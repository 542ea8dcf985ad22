"""Nothing that a learner chose is lost: without a connection, without a session, in two tabs, on two devices, after the end."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.quizzes.models import Attempt, Response
from tests import world
from tests.browser import PASSWORD, axe, console_is_clean, looks_right, no_sideways
from tests.journeys.steps import press

OFFLINE = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
SIGNED_OUT = ("the server responded with a status of 401", "the server responded with a status of 404")
SAVED = re.compile(r"^Saved at \d\d:\d\d$")


@pytest.fixture
def attempt(transactional_db):
    world.evidence_kinds()
    return world.attempt(world.quiz(questions=[world.question(stem=stem) for stem in ("Uno", "Dos", "Tres")]))


def open_question(browse, attempt, slot: int = 1, **how) -> Page:
    page = browse(attempt.person, **how)
    page.goto(f"/attempt/{attempt.pk}/{slot}/")
    return page


def choose(page: Page, place: str) -> None:
    page.locator(f"[data-slot]:visible .choice input[value='{place}']").check()


def line(page: Page):
    return page.locator("[data-save]")


def is_saved(page: Page) -> None:
    expect(line(page)).to_have_attribute("data-mood", "saved")


def kept(attempt, slot: int = 1) -> list[str]:
    return Response.objects.get(attempt=attempt, slot=slot).answer


def key(attempt, place: str, slot: int = 1) -> list[str]:
    return world.keys(attempt, slot, place)


def waiting(page: Page) -> list[dict]:
    return page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('quiz:')).map(k => JSON.parse(localStorage[k]))")


# ── The connection ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_chosen_without_a_connection_waits_here_and_goes_when_there_is_one(browse, attempt):
    page = open_question(browse, attempt)
    page.context.set_offline(True)
    choose(page, "2")
    expect(line(page)).to_contain_text("Kept on this device. No connection")
    assert (kept(attempt), [one["answer"] for one in waiting(page)]) == ([], [["2"]])
    page.context.set_offline(False)
    is_saved(page)
    expect(line(page).locator("[role=status]")).to_have_text(SAVED)
    assert (kept(attempt), waiting(page)) == (key(attempt, "2"), [])
    console_is_clean(page, besides=OFFLINE)


def test_one_goes_on_answering_without_a_connection(browse, attempt):
    page = open_question(browse, attempt)
    expect(page.locator("[data-slot]")).to_have_count(3)
    page.context.set_offline(True)
    for slot, place in ((1, "2"), (2, "1"), (3, "3")):
        choose(page, place)
        if slot < 3:
            page.locator("[data-next]").click()
            expect(page).to_have_url(re.compile(f"/{slot + 1}/$"))
            expect(page.locator("[data-place]")).to_have_text(f"question {slot + 1} of 3")
    expect(line(page)).to_contain_text("3 answers wait on this device.")
    looks_right_besides(page, OFFLINE)
    page.locator("[data-next]").click()  # to hand in, which needs the server
    expect(page).to_have_url(re.compile("/3/$"))
    page.context.set_offline(False)
    is_saved(page)
    assert [kept(attempt, slot) for slot in (1, 2, 3)] == [key(attempt, "2"), key(attempt, "1", 2), key(attempt, "3", 3)]
    page.locator("[data-mark='1']").click()
    expect(page.locator("[data-slot]:visible .choice input[value='2']")).to_be_checked()
    page.go_back()
    expect(page.locator("[data-place]")).to_have_text("question 3 of 3")
    press(page, "[data-next]")
    expect(page).to_have_url(re.compile("/review/$"))


def test_a_tab_that_was_closed_without_a_connection_sends_when_it_is_opened_again(browse, attempt):
    page = open_question(browse, attempt)
    page.context.set_offline(True)
    choose(page, "3")
    expect(line(page)).to_have_attribute("data-mood", "offline")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/attempt/{attempt.pk}/1/")
    is_saved(again)
    assert again.locator("[data-slot]:visible .choice input[value='3']").is_checked()
    assert kept(attempt) == key(attempt, "3")


def test_the_page_before_handing_in_sends_what_waits_first(browse, attempt):
    page = open_question(browse, attempt)
    page.context.set_offline(True)
    choose(page, "1")
    expect(line(page)).to_have_attribute("data-mood", "offline")
    page.route("**/answer/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto(f"/attempt/{attempt.pk}/review/")
    expect(page.locator("[data-mark='1'] small")).to_have_text("only on this device")
    page.locator("form[action$='/submit/'] button[type=submit]").click()
    expect(line(page)).to_have_attribute("data-mood", "offline")
    page.unroute("**/answer/")
    press(page, "form[action$='/submit/'] button[type=submit]")
    page.wait_for_url("**/result/")
    assert (Attempt.objects.get().state, kept(attempt)) == ("submitted", key(attempt, "1"))


def test_an_answer_that_is_not_the_academys_own_is_no_refusal(browse, attempt):
    page = open_question(browse, attempt)
    page.route("**/answer/", lambda route: route.fulfill(status=400, content_type="text/html", body="<h1>Bad request</h1>"))
    choose(page, "2")
    expect(line(page)).to_have_attribute("data-mood", "trouble")
    expect(line(page)).to_contain_text("Kept on this device. The academy does not answer")
    page.unroute("**/answer/")
    is_saved(page)
    assert kept(attempt) == key(attempt, "2")


def test_a_browser_that_keeps_nothing_says_so(browse, attempt):
    page = browse(attempt.person)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto(f"/attempt/{attempt.pk}/1/")
    page.context.set_offline(True)
    choose(page, "2")
    expect(line(page)).to_contain_text("Not saved, and this browser keeps nothing: stay on this page.")
    page.context.set_offline(False)
    is_saved(page)
    assert kept(attempt) == key(attempt, "2")


# ── The session ─────────────────────────────────────────────────────────────────────────────────────────────────


def sign_in_inside(page: Page, person) -> None:
    frame = page.frame_locator("[data-sign-in-dialog] iframe")
    frame.locator("input[name=login]").fill(person.email)
    frame.locator("input[name=password]").fill(PASSWORD)
    frame.locator("input[name=password]").press("Enter")


def test_a_session_that_ended_is_begun_again_on_the_page_itself(browse, attempt):
    page = open_question(browse, attempt)
    Session.objects.all().delete()
    choose(page, "2")
    expect(line(page)).to_contain_text("Kept on this device. You are no longer signed in.")
    page.locator("[data-sign-in]").click()
    sign_in_inside(page, attempt.person)
    expect(page.locator("[data-sign-in-dialog]")).to_be_hidden()
    is_saved(page)
    assert kept(attempt) == key(attempt, "2")
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile("/2/$"))
    choose(page, "1")  # with the token of the new session
    is_saved(page)
    assert kept(attempt, 2) == key(attempt, "1", 2)
    console_is_clean(page, besides=SIGNED_OUT)


def test_the_button_that_goes_on_asks_for_the_sign_in_too_with_a_second_step(browse, attempt):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(attempt.person, generate_totp_secret())
    code = RecoveryCodes.activate(attempt.person).get_unused_codes()[0]
    page = open_question(browse, attempt)
    Session.objects.all().delete()
    choose(page, "3")
    expect(line(page)).to_have_attribute("data-mood", "away")
    page.locator("[value=leave]").click()
    sign_in_inside(page, attempt.person)
    inside = page.frame_locator("[data-sign-in-dialog] iframe")
    inside.locator("input[name=code]").fill(code)
    inside.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/quiz/**")
    assert kept(attempt) == key(attempt, "3")


def test_somebody_else_who_signs_in_there_sends_nothing_of_the_first_person(browse, attempt):
    other = world.member("trainee", first_name="Otra", last_name="Persona")
    page = open_question(browse, attempt)
    Session.objects.all().delete()
    choose(page, "2")
    page.locator("[data-sign-in]").click()
    sign_in_inside(page, other)
    expect(page.locator("[data-sign-in-said]")).to_contain_text("You are signed in as Otra Persona")
    assert (kept(attempt), len(waiting(page))) == ([], 1)
    page.locator("[data-sign-in-other]").click()
    inside = page.frame_locator("[data-sign-in-dialog] iframe")
    inside.locator("form[action*=logout] button.button").click()
    sign_in_inside(page, attempt.person)
    expect(page.locator("[data-sign-in-dialog]")).to_be_hidden()
    is_saved(page)
    assert kept(attempt) == key(attempt, "2")


# ── Two tabs, two devices ───────────────────────────────────────────────────────────────────────────────────────


def test_a_second_tab_is_told_and_takes_over(browse, attempt):
    first = open_question(browse, attempt)
    choose(first, "1")
    is_saved(first)
    second = first.context.new_page()
    second.goto(f"/attempt/{attempt.pk}/1/")
    expect(second.locator("[data-notice-tab]")).to_contain_text("open in another tab")
    expect(second.locator("[data-slot]:visible .choice input").first).to_be_disabled()
    second.locator("[data-notice-tab] button").click()
    expect(first.locator("[data-notice-tab]")).to_contain_text("nothing is saved from here any more")
    expect(first.locator("[data-slot]:visible .choice input").first).to_be_disabled()
    choose(second, "2")
    is_saved(second)
    first.locator("[data-notice-tab] button").click()
    expect(first.locator("[data-slot]:visible .choice input[value='2']")).to_be_checked()
    assert kept(attempt) == key(attempt, "2")


def test_an_answer_from_another_device_is_shown_when_one_comes_back(browse, attempt):
    desk, phone = open_question(browse, attempt), open_question(browse, attempt, width=360)
    choose(desk, "1")
    is_saved(desk)
    choose(phone, "3")
    is_saved(phone)
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator("[data-slot]:visible .choice input[value='3']")).to_be_checked()
    expect(line(desk)).to_contain_text("You chose something newer elsewhere")
    choose(desk, "2")
    is_saved(desk)
    assert kept(attempt) == key(attempt, "2")


# ── The time ────────────────────────────────────────────────────────────────────────────────────────────────────


def ends_in(attempt, **how) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() + timedelta(**how))


def test_the_time_left_follows_the_server_and_not_the_device(browse, attempt):
    ends_in(attempt, minutes=42)
    page = browse(attempt.person)
    page.add_init_script("const real = Date.now.bind(Date); Date.now = () => real() + 3600000;")
    page.goto(f"/attempt/{attempt.pk}/1/")
    expect(page.locator("[data-timer-left]")).to_have_text("42 minutes left")
    assert "no time limit" not in page.content()
    page.locator("[data-timer-hide]").click()
    expect(page.locator("[data-timer-left]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-timer-left]")).to_be_hidden()
    choose(page, "1")
    is_saved(page)
    counter = Response.objects.get(attempt=attempt, slot=1).counter
    assert abs(counter - timezone.now().timestamp() * 1000) < 60_000


def test_the_last_minutes_are_said_once(browse, attempt):
    ends_in(attempt, minutes=4, seconds=40)
    page = open_question(browse, attempt)
    expect(page.locator("[data-timer-said]")).to_have_text("5 minutes left")
    looks_right(page)


def test_without_a_limit_there_is_no_clock(browse, attempt):
    page = open_question(browse, attempt)
    assert page.locator("[data-timer]").count() == 0
    expect(page.locator("form.quiz")).to_contain_text("There is no time limit")


def test_when_the_time_is_up_the_page_sends_what_it_has_and_goes_to_the_result(browse, attempt, settings):
    page = open_question(browse, attempt)
    ends_in(attempt, seconds=4)
    page.reload()
    page.route("**/answer/", lambda route: route.abort())
    choose(page, "2")
    expect(line(page)).to_have_attribute("data-mood", re.compile("offline|ending"))
    expect(page.locator("[data-timer-left]")).to_have_text("The time is up")
    page.unroute("**/answer/")
    page.wait_for_url("**/result/", timeout=40_000)
    ended = Attempt.objects.get()
    assert (ended.ended_by, kept(attempt)) == ("deadline", key(attempt, "2"))


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────


def download(page: Page, selector: str) -> tuple[str, dict]:
    with page.expect_download() as started:
        page.locator(selector).first.click()
    path = Path(started.value.path())
    return str(path), json.loads(path.read_text())


def test_what_could_not_be_sent_in_time_is_offered_as_a_file_that_a_trainer_brings_in(browse, attempt):
    trainer = world.member("trainer", attempt.person.memberships.get().unit)
    page = open_question(browse, attempt)
    page.context.set_offline(True)
    choose(page, "2")
    expect(line(page)).to_have_attribute("data-mood", "offline")
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(seconds=1))
    page.wait_for_timeout(1500)
    from assessments.quizzes.actions import end_overdue

    end_overdue(attempt=Attempt.objects.get(), now=timezone.now() + timedelta(seconds=12))
    page.context.set_offline(False)
    expect(page.locator("[data-notice-rescue]")).to_contain_text("The time is up")
    looks_right_besides(page, (*OFFLINE, "the server responded with a status of 409"))
    path, content = download(page, "[data-notice-rescue] [data-rescue]")
    assert [(one["slot"], one["answer"], one["saved"]) for one in content["answers"]] == [(1, ["2"], False)]
    desk = browse(trainer)
    desk.goto("/answers-file/")
    desk.locator("input[type=file]").set_input_files(
        {"name": "answers.json", "mimeType": "application/json", "buffer": Path(path).read_bytes()}
    )
    press(desk, "main form button[type=submit]")
    expect(desk.locator("h1")).to_have_text("One answer would change")
    looks_right(desk)
    desk.locator("input[name=reason]").fill("La línea se cortó")
    press(desk, "main form .button")
    assert kept(attempt) == key(attempt, "2")
    expect(desk.locator(".messages")).to_contain_text("One answer of")


def looks_right_besides(page: Page, besides: tuple[str, ...]) -> None:
    no_sideways(page)
    axe(page)
    console_is_clean(page, besides=besides)


def test_the_file_holds_what_was_saved_in_this_tab_too(browse, attempt):
    page = open_question(browse, attempt)
    choose(page, "1")
    is_saved(page)
    _path, content = download(page, ".muted [data-rescue]")
    assert [(one["slot"], one["answer"], one["saved"]) for one in content["answers"]] == [(1, ["1"], True)]
    assert (content["person"], content["attempt"]) == (attempt.person_id, str(attempt.pk))


def test_what_is_typed_is_kept_while_it_is_typed(browse, transactional_db):
    attempt = world.attempt(world.quiz(questions=[world.written_question()]))
    page = open_question(browse, attempt)
    page.locator("[data-answer-text]").press_sequentially("Buenos días,", delay=5)
    expect(line(page)).to_have_attribute("data-mood", "saved")
    assert kept(attempt) == ["Buenos días,"]
    page.context.set_offline(True)
    page.locator("[data-answer-text]").press_sequentially(" le atiende Nora", delay=5)
    assert [one["answer"] for one in waiting(page)] == [["Buenos días, le atiende Nora"]]
    page.context.set_offline(False)
    expect(line(page)).to_have_attribute("data-mood", "saved")
    expect(line(page).locator("[role=status]")).to_have_text(SAVED)
    assert kept(attempt) == ["Buenos días, le atiende Nora"]
