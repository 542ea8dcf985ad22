"""Whatever is sent to a live roleplay or its recording: a clear word in the person's language, and nothing lost or doubled."""

import hashlib
import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from assessments.live.actions import agree_to_recording
from assessments.live.models import Booking, Slot, TimedNote
from assessments.recordings.models import Part, Recording
from tests import recordings, world

BOTH = pytest.mark.parametrize("language", ["es", "en"])
LONG = "ñ" * 10_000
SCRIPT = "<script>alert(1)</script>"
NOBODYS = "1a5d0c5e-52c6-4bd1-8e49-8f1d3f6a9b60"


@pytest.fixture
def now():
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def speaking(who, language: str) -> Client:
    who.language = language
    who.save(update_fields=["language"])
    client = Client()
    client.force_login(who)
    return client


def said(response, english: str, language: str) -> str:
    """The page as it is read; these words are on it, in its language."""
    page = html.unescape(response.content.decode())
    with translation.override(language):
        wanted = str(translation.gettext(english))
    assert (wanted == english) is (language == "en")  # said in both languages, not twice in one
    assert f'<html lang="{language}"' in page
    assert wanted in page
    return page


# ── Booking ─────────────────────────────────────────────────────────────────────────────────────────────────────

TAKEN = "Somebody was a moment faster: that time is gone. These are the next free ones."


@BOTH
def test_a_time_that_is_gone_leads_to_the_next_ones(floor, now, language):
    slot = floor.slot(now=now)
    floor.booking(slot=slot, now=now)
    answer = speaking(floor.lena, language).post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk}, follow=True)
    said(answer, TAKEN, language)
    assert Booking.objects.count() == 1


@BOTH
@pytest.mark.parametrize("chosen", ["", "0", "abc", "-1", "9" * 30, SCRIPT])
def test_a_scenario_that_there_is_not_is_asked_for_again(floor, now, language, chosen):
    slot = floor.slot(now=now)
    answer = speaking(floor.ibrahim, language).post(f"/live/slots/{slot.pk}/", {"scenario": chosen})
    assert (answer.status_code, Booking.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert SCRIPT not in page


def test_what_is_acted_elsewhere_is_not_booked_here(floor, now):
    from tests import live

    other = live.scenario()
    slot = floor.slot(now=now, scenario=floor.scenario)
    answer = speaking(floor.ibrahim, "en").post(f"/live/slots/{slot.pk}/", {"scenario": other.pk})
    assert (answer.status_code, Booking.objects.count()) == (422, 0)


@pytest.mark.parametrize("slot", [0, 987654, 10**17])
def test_a_slot_that_there_is_not_is_not_found(floor, slot):
    client = speaking(floor.ibrahim, "en")
    assert client.get(f"/live/slots/{slot}/").status_code == 404
    assert client.post(f"/live/slots/{slot}/", {"scenario": floor.scenario.pk}).status_code == 404


@pytest.mark.parametrize("person", ["abc", "-1", "9" * 40, SCRIPT])
def test_a_person_that_is_no_number_is_oneself(floor, now, person):
    slot = floor.slot(now=now)
    speaking(floor.ibrahim, "en").post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk, "person": person})
    assert Booking.objects.get().person == floor.ibrahim


@pytest.mark.parametrize("step", ["", "/", "x/y", f"1/{NOBODYS}", f"{'9' * 30}/{NOBODYS}", SCRIPT])
def test_a_step_of_somebody_else_or_of_nobody_is_left_out(floor, now, step):
    slot = floor.slot(now=now)
    speaking(floor.ibrahim, "en").post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk, "step": step})
    made = Booking.objects.get()
    assert (made.enrolment, made.step_key) == (None, None)


def test_pressed_twice_it_is_booked_once_and_both_answers_lead_there(floor, now):
    slot = floor.slot(now=now)
    client = speaking(floor.ibrahim, "en")
    first, second = (client.post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk}) for _twice in range(2))
    assert Booking.objects.count() == 1
    # The second finds its time taken by oneself: it is led to what there is.
    assert first.status_code == second.status_code == 302


@BOTH
def test_two_at_the_same_hour_are_refused_in_words(floor, now, language):
    floor.booking(slot=floor.slot(now=now), now=now)
    beside = floor.slot(floor.marta, now=now)
    answer = speaking(floor.ibrahim, language).post(f"/live/slots/{beside.pk}/", {"scenario": floor.scenario.pk})
    said(answer, "You have another roleplay at that time.", language)
    assert (answer.status_code, Booking.objects.count()) == (422, 1)


def test_an_assessor_of_other_teams_is_not_found(floor, now):
    elsewhere = world.member("assessor")
    slot = floor.slot(elsewhere, now=now)
    assert speaking(floor.ibrahim, "en").post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk}).status_code == 404


# ── Crossed: two bookings, each in the other's way ──────────────────────────────────────────────────────────────


@BOTH
def test_two_who_would_change_places_stay_where_they_are(floor, now, language):
    mine, theirs = floor.booking(now=now), floor.booking(floor.lena, slot=floor.slot(floor.marta, hours=60, now=now), now=now)
    answer = speaking(floor.ibrahim, language).post(f"/live/{mine.pk}/move/", {"slot": theirs.slot_id}, follow=True)
    said(answer, TAKEN, language)
    other = speaking(floor.lena, language).post(f"/live/{theirs.pk}/move/", {"slot": mine.slot_id}, follow=True)
    said(other, TAKEN, language)
    assert {(one.person, one.slot) for one in Booking.objects.all()} == {(floor.ibrahim, mine.slot), (floor.lena, theirs.slot)}


@pytest.mark.parametrize("slot", ["", "abc", "0", "9" * 40])
def test_nothing_moves_to_a_time_that_there_is_not(floor, now, slot):
    booking = floor.booking(now=now)
    assert speaking(floor.ibrahim, "en").post(f"/live/{booking.pk}/move/", {"slot": slot}).status_code == 404
    assert Booking.objects.get().slot == booking.slot


@pytest.mark.parametrize("what", ["", "move/", "cancel/", "entry.ics", "now/", "state/"])
def test_anothers_booking_is_not_found(floor, now, what):
    booking = floor.booking(now=now)
    assert speaking(floor.lena, "en").get(f"/live/{booking.pk}/{what}").status_code == 404
    assert speaking(floor.lena, "en").get(f"/live/{uuid4()}/{what}").status_code == 404


def test_nobody_takes_back_the_time_of_another(floor, now):
    slot = floor.slot(now=now)
    for act in ("withdraw", "step-back"):
        assert speaking(floor.marta, "en").post(f"/live/slots/{slot.pk}/{act}/").status_code == 404
    assert Slot.objects.offered().count() == 1


# ── What people write ───────────────────────────────────────────────────────────────────────────────────────────


@BOTH
def test_too_long_a_reason_is_given_back_as_it_was_written(floor, now, language):
    booking = floor.booking(now=now)
    answer = speaking(floor.ibrahim, language).post(f"/live/{booking.pk}/cancel/", {"reason": LONG})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert LONG in page
    assert f'<html lang="{language}"' in page
    assert Booking.objects.get().state == "booked"


def test_cancelled_twice_the_first_reason_stays(floor, now):
    booking = floor.booking(now=now)
    client = speaking(floor.ibrahim, "en")
    for reason in ("Cambio de turno", "Otra cosa"):
        client.post(f"/live/{booking.pk}/cancel/", {"reason": reason})
    assert Booking.objects.get().reason == "Cambio de turno"


@BOTH
@pytest.mark.parametrize("field", ["place", "link", "day", "clock", "minutes", "until", "what", "second"])
def test_an_offer_with_one_field_gone_wrong_keeps_the_others(floor, language, field):
    day = timezone.localdate() + timedelta(days=7)
    right = {"day": day.isoformat(), "clock": "10:00", "minutes": 30, "place": "Sala del fondo", "link": "https://sala.example"}
    answer = speaking(floor.nuria, language).post("/live/offer/", right | {field: LONG})
    assert (answer.status_code, Slot.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    for name in {"place", "link"} - {field}:
        assert right[name] in page


@BOTH
@pytest.mark.parametrize(
    "sent", [{}, {"token": "x"}, {"text": LONG}, {"second": "-1"}, {"counter": "0"}, {"mark": "other"}, {"second": "1e9"}, {"text": ""}]
)
def test_a_bad_note_is_refused_in_ones_language(floor, language, sent):
    booking = floor.running()
    whole = {"token": str(uuid4()), "text": "Saluda", "mark": "note"} | sent if sent else {}
    answer = speaking(floor.nuria, language).post(f"/live/{booking.pk}/note/", whole, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422
    assert answer.json()["words"]
    assert TimedNote.objects.count() == 0


@BOTH
def test_what_has_not_begun_is_neither_noted_nor_handed_in(floor, now, language):
    booking = floor.booking(now=now)
    client = speaking(floor.nuria, language)
    note = client.post(f"/live/{booking.pk}/note/", {"token": str(uuid4()), "text": "Saluda"}, follow=True)
    said(note, "It has not begun yet: notes count from its beginning.", language)
    said(client.post(f"/live/{booking.pk}/end/", follow=True), "It has not begun: there is nothing to hand in.", language)
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_handed_in_twice_it_is_one(floor):
    booking = floor.running()
    client = speaking(floor.nuria, "en")
    answers = [client.post(f"/live/{booking.pk}/end/") for _twice in range(2)]
    assert len({one.url for one in answers}) == 1
    assert booking.performance.scores.count() == 1


# ── Its recording ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def agreed(floor):
    booking = floor.running()
    for who in (floor.ibrahim, floor.nuria):
        agree_to_recording(booking=booking, actor=who, agrees=True)
    return booking


def begin(client, booking, **fields):
    asked = {"client_id": str(uuid4()), "size": 1000, "consent": "on"} | fields
    return client.post(f"/performance/{booking.performance_id}/recordings/", asked)


def part(client, upload: str, content: bytes, offset="0", **headers):
    sent = {"Upload-Offset": str(offset), "Upload-Digest": hashlib.sha256(content).hexdigest()} | headers
    return client.patch(upload, content, content_type="application/offset+octet-stream", headers=sent)


def in_words(answer, status: int) -> str:
    assert answer.status_code == status
    assert answer.json()["words"]
    return answer.json()["words"]


def in_both(floor, who, act, status: int) -> None:
    """The same act by the same person, told in each of their languages."""
    words = {language: in_words(act(speaking(who, language)), status) for language in ("es", "en")}
    assert words["es"] != words["en"]


@pytest.mark.parametrize(
    "fields", [{"client_id": "x"}, {"client_id": ""}, {"size": "0"}, {"size": "-5"}, {"size": "many"}, {"size": "9" * 30}, {"consent": ""}]
)
def test_what_begins_wrongly_is_told_and_leaves_nothing(floor, agreed, fields):
    in_both(floor, floor.nuria, lambda client: begin(client, agreed, **fields), 422)
    assert Recording.objects.count() == 0


def test_longer_than_what_is_taken_does_not_begin(floor, agreed, settings):
    in_both(floor, floor.nuria, lambda client: begin(client, agreed, size=settings.RECORDING_MAX_BYTES + 1), 413)
    assert Recording.objects.count() == 0


@pytest.mark.parametrize("name", ["ibrahim", "marta", "carmen", "lena"])
def test_nobody_but_its_assessor_sends_one(floor, agreed, name):
    in_both(floor, getattr(floor, name), lambda client: begin(client, agreed), 404)
    assert Recording.objects.count() == 0


def test_a_performance_that_there_is_not_is_not_found(floor, agreed):
    client = speaking(floor.nuria, "en")
    assert client.post(f"/performance/{uuid4()}/recordings/", {"client_id": str(uuid4()), "size": 10, "consent": "on"}).status_code == 404


NO_SOUND = (b"%PDF-1.7 not a voice", b"<html><script>alert(1)</script>", b"\x89PNG\r\n\x1a\n" + b"0" * 40, b"MZ" + b"\0" * 60)


@pytest.mark.parametrize("content", NO_SOUND)
def test_what_is_no_sound_is_refused_and_another_can_be_sent(floor, agreed, content):
    def send(client):
        return part(client, begin(client, agreed, size=len(content)).json()["upload"], content)

    in_both(floor, floor.nuria, send, 415)
    assert (Recording.objects.count(), Part.objects.count()) == (0, 0)
    tone = recordings.tone()
    client = speaking(floor.nuria, "en")
    assert part(client, begin(client, agreed, size=len(tone)).json()["upload"], tone).status_code == 200


def test_cut_short_it_is_not_complete_and_goes_on_where_it_was(floor, agreed):
    tone = recordings.tone()
    client = speaking(floor.nuria, "en")
    made = begin(client, agreed, size=len(tone)).json()
    assert part(client, made["upload"], tone[:5000]).json()["offset"] == 5000
    short = client.post(made["complete"])
    assert (short.status_code, short.json()["offset"]) == (409, 5000)
    assert part(client, made["upload"], tone[5000:], 5000).status_code == 200
    assert [client.post(made["complete"]).json()["kept"] for _twice in range(2)] == [True, True]
    assert Recording.objects.kept().count() == 1


@pytest.mark.parametrize("offset", ["", "abc", "-1", "9" * 20, "1.5"])
def test_a_part_that_does_not_say_where_it_begins_is_not_kept(floor, agreed, offset):
    tone = recordings.tone()
    made = begin(speaking(floor.nuria, "en"), agreed, size=len(tone)).json()
    in_both(floor, floor.nuria, lambda client: part(client, made["upload"], tone[:100], offset), 422)
    assert Part.objects.count() == 0


def test_a_damaged_part_and_one_too_many_are_told(floor, agreed):
    tone = recordings.tone()
    made = begin(speaking(floor.nuria, "en"), agreed, size=len(tone)).json()
    in_both(floor, floor.nuria, lambda client: part(client, made["upload"], tone, **{"Upload-Digest": "0" * 64}), 460)
    in_both(floor, floor.nuria, lambda client: part(client, made["upload"], tone + b"more"), 413)
    assert Part.objects.count() == 0


def test_the_recording_of_another_is_neither_added_to_nor_completed(floor, agreed):
    tone = recordings.tone()
    made = begin(speaking(floor.nuria, "en"), agreed, size=len(tone)).json()
    for act in (lambda client: part(client, made["upload"], tone), lambda client: client.post(made["complete"])):
        in_both(floor, floor.marta, act, 404)
    forged = re.sub(r"[0-9a-f-]{36}", str(uuid4()), made["upload"])
    in_both(floor, floor.nuria, lambda client: part(client, forged, tone), 404)


def test_signed_out_in_the_middle_it_waits_on_the_device(floor, agreed):
    tone = recordings.tone()
    made = begin(speaking(floor.nuria, "en"), agreed, size=len(tone)).json()
    assert "Sign in again" in in_words(part(Client(headers={"Accept-Language": "en"}), made["upload"], tone), 401)
    assert part(speaking(floor.nuria, "en"), made["upload"], tone).status_code == 200


def test_who_takes_their_yes_back_while_it_is_acted_ends_the_recording(floor, agreed):
    made = begin(speaking(floor.nuria, "en"), agreed).json()
    assert made["offset"] == 0
    speaking(floor.ibrahim, "es").post(f"/live/{agreed.pk}/recording/", {"agrees": "no"})
    in_both(floor, floor.nuria, lambda client: begin(client, agreed), 404)
