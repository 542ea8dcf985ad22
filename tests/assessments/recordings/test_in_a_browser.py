"""Recording before a real browser: a cut in the middle of sending, a closed page, and hearing it while scoring."""

import os
import re

import pytest
from django.urls import reverse

from assessments.recordings.models import Recording
from tests import recordings, world
from tests.browser import console_is_clean, looks_right

NO_CONNECTION = ("Failed to load resource", "net::ERR")


def picture(page, name):
    if folder := os.environ.get("PELDANO_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def recorded(page, performance):
    page.goto(reverse("recordings:record", args=[performance.pk]))
    page.get_by_label("I know what is recorded and who hears it").check()
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("only on this device so far").wait_for()


def test_an_answer_is_recorded_and_handed_in_though_the_connection_was_cut(browse):
    performance = recordings.open_one()
    page = browse(performance.person, width=360)
    cuts = []

    def cut(route):
        if route.request.method == "PATCH" and len(cuts) < 2:
            cuts.append(route.request.url)
            route.abort("connectionfailed")
        else:
            route.continue_()

    page.route("**/upload/", cut)
    recorded(page, performance)
    picture(page, "recorded-360")
    looks_right(page)
    page.get_by_label("Your words, written down").fill("Aquí se queda, Julián.")
    page.get_by_role("button", name="Send and hand it in").click()
    page.wait_for_url("**/recording/")

    performance.refresh_from_db()
    kept = Recording.objects.get()
    assert len(cuts) == 2
    assert (performance.state, performance.text) == ("finished", "Aquí se queda, Julián.")
    assert kept.is_kept
    assert kept.content_type == "audio/webm"
    assert kept.peaks
    console_is_clean(page, besides=NO_CONNECTION)
    picture(page, "own-360")
    looks_right(page)


def test_what_was_recorded_waits_on_the_device_when_the_page_is_closed(browse):
    performance = recordings.open_one()
    page = browse(performance.person)
    recorded(page, performance)
    page.goto("/")
    page.goto(reverse("recordings:record", args=[performance.pk]))
    page.get_by_text("was found on this device").wait_for()
    page.get_by_role("button", name="Send and hand it in").click()
    page.wait_for_url("**/recording/")

    assert Recording.objects.get().is_kept


def test_without_a_microphone_a_file_is_sent_instead(browse):
    performance = recordings.open_one()
    page = browse(performance.person)
    page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))")
    page.goto(reverse("recordings:record", args=[performance.pk]))
    page.get_by_label("I know what is recorded and who hears it").check()
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text("may not use the microphone").wait_for()
    picture(page, "refused-1280")
    looks_right(page)
    page.get_by_label("File").set_input_files({"name": "answer.wav", "mimeType": "audio/wav", "buffer": recordings.tone()})
    page.get_by_role("button", name="Send and hand it in").click()
    page.wait_for_url("**/recording/")

    assert Recording.objects.get().content_type == "audio/wav"


def plays_beyond(page, second):
    """The policy forbids what waits by evaluating a text in the page, so it is asked again and again."""
    for _time in range(100):
        if page.locator("[data-sound]").evaluate("sound => sound.currentTime") > second:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never came to second {second}")


@pytest.mark.parametrize("width", [360, 1280])
def test_an_assessor_hears_it_and_marks_the_second(browse, width):
    unit = world.unit()
    assessor = world.member("assessor", unit)
    score = recordings.waiting(
        world.member("trainee", unit), assessor, content=recordings.tone(12), peaks=[5, 40, 90, 10] * 40, milliseconds=12_000
    )
    page = browse(assessor, width=width, dark=width == 360)
    page.goto(reverse("scores:score", args=[score.pk]))
    looks_right(page)
    picture(page, f"score-{width}")
    page.get_by_role("button", name="Play").click()
    plays_beyond(page, 1)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Forward five seconds").click()
    plays_beyond(page, 6)
    page.locator("[data-here]").first.click()
    page.get_by_text("Draft saved at").first.wait_for()

    assert score.criteria.get().second in (6, 7, 8)
    # It stands on the recording at once, moves with what is typed and goes with it.
    marks = page.locator("[data-listen] [data-marks] button")
    assert re.fullmatch(r"0:0[678] 1\. .+", marks.text_content())
    page.locator("[data-moment]").nth(1).fill("0:02")
    page.locator("[data-moment]").first.fill("11")
    assert [one[:7] for one in marks.all_text_contents()] == ["0:02 2.", "0:11 1."]
    page.locator("[data-moment]").first.fill("")
    assert marks.count() == 1
