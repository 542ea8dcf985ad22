"""The screens: what each of the two does there, and what they are told when it cannot be."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from assessments.live.actions import calendar_key
from assessments.live.models import Booking, Slot, TimedNote
from assessments.scores.models import CriterionScore, Score
from tests.live import note


@pytest.fixture
def now():
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def words(response) -> str:
    return response.content.decode()


def test_the_times_of_a_day_stand_under_it_once_however_late_it_begins_elsewhere(floor):
    """Half past midnight in Madrid is the day before in UTC."""
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    for clock in (time(0, 30), time(10), time(23, 30)):
        at = timezone.make_aware(datetime.combine(monday, clock))
        floor.slot(hours=1, now=at - timedelta(hours=1), minutes=20)
    page = words(signed_in(floor.ibrahim).get("/live/free/"))
    assert page.count('<section class="slots"') == 1


def test_a_person_books_a_time_from_the_list(floor, now):
    slot = floor.slot(now=now)
    client = signed_in(floor.ibrahim)
    assert f"/live/slots/{slot.pk}/" in words(client.get("/live/free/"))
    assert client.get(f"/live/slots/{slot.pk}/").status_code == 200
    answer = client.post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk})
    booking = Booking.objects.get()
    assert answer.url == f"/live/{booking.pk}/"
    page = words(client.get(answer.url))
    assert "Nuria" in page
    assert "Move it" in page


def test_who_comes_second_is_led_to_the_next_free_times(floor, now):
    slot, other = floor.slot(now=now), floor.slot(floor.marta, hours=50, now=now)
    floor.booking(slot=slot, now=now)
    answer = signed_in(floor.lena).post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk}, follow=True)
    assert "a moment faster" in words(answer)
    assert f"/live/slots/{other.pk}/" in words(answer)


def test_a_coordinator_books_for_somebody(floor, now):
    slot = floor.slot(now=now)
    client = signed_in(floor.carmen)
    assert "Ibrahim" in words(client.get(f"/live/free/?person={floor.ibrahim.pk}"))
    client.post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk, "person": floor.ibrahim.pk})
    assert Booking.objects.get().person == floor.ibrahim


def test_nobody_books_for_whom_they_do_not_lead(floor, now):
    slot = floor.slot(now=now)
    answer = signed_in(floor.lena).post(f"/live/slots/{slot.pk}/", {"scenario": floor.scenario.pk, "person": floor.ibrahim.pk})
    assert (answer.status_code, Booking.objects.count()) == (404, 0)


def offered(**fields) -> dict:
    day = timezone.localdate() + timedelta(days=7)
    return {"day": day.isoformat(), "clock": "10:00", "minutes": 30, "place": "Sala 2", "link": "", "what": ""} | fields


def test_an_assessor_offers_a_series(floor):
    until = timezone.localdate() + timedelta(days=21)
    answer = signed_in(floor.nuria).post("/live/offer/", offered(until=until.isoformat()), follow=True)
    assert "3 slots are on offer" in words(answer)
    assert Slot.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day": "mañana"}, "Day:"),
        ({"clock": "25:99"}, "Time:"),
        ({"minutes": "1000"}, "Minutes:"),
        ({"place": "", "link": ""}, "place or a link"),
        ({"until": "2020-01-01"}, "before the first one"),
        ({"what": "scenario:999999"}, "What is acted:"),
        ({"link": "javascript:alert(1)"}, "Link:"),
        ({"day": "2020-01-01"}, "has passed"),
    ],
)
def test_an_offer_with_a_mistake_says_where_and_offers_nothing(floor, fields, said):
    answer = signed_in(floor.nuria).post("/live/offer/", offered(**fields))
    assert (answer.status_code, Slot.objects.count()) == (422, 0)
    assert said in words(answer)


def test_a_week_shows_what_is_booked_and_what_is_free(floor, now):
    floor.booking(slot=floor.slot(hours=1, now=now), now=now)
    floor.slot(hours=2, now=now)
    page = words(signed_in(floor.nuria).get(f"/live/?day={timezone.localtime(now + timedelta(hours=1)).date()}"))
    assert "Ibrahim" in page
    assert "Withdraw" in page


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "0001-01-01"])
def test_any_day_in_the_address_shows_a_week(floor, day):
    assert signed_in(floor.ibrahim).get(f"/live/?day={day}").status_code == 200


def test_it_moves_on_screen(floor, now):
    booking, other = floor.booking(now=now), floor.slot(floor.marta, hours=72, now=now)
    client = signed_in(floor.ibrahim)
    assert "Move it here" in words(client.get(f"/live/{booking.pk}/move/"))
    client.post(f"/live/{booking.pk}/move/", {"slot": other.pk})
    booking.refresh_from_db()
    assert booking.slot == other


def test_it_is_cancelled_with_a_reason_only(floor, now):
    booking = floor.booking(now=now)
    client = signed_in(floor.ibrahim)
    assert client.post(f"/live/{booking.pk}/cancel/", {"reason": ""}).status_code == 422
    assert "Cambio de turno" in words(client.post(f"/live/{booking.pk}/cancel/", {"reason": "Cambio de turno"}, follow=True))


def test_from_start_to_score_with_the_notes_beside(floor):
    client = signed_in(floor.nuria)
    answer = client.post("/live/start/", {"person": floor.ibrahim.pk, "scenario": floor.scenario.pk, "place": ""})
    booking = Booking.objects.get()
    assert answer.url == f"/live/{booking.pk}/now/"
    desk, stage = words(client.get(answer.url)), words(signed_in(floor.ibrahim).get(answer.url))
    hidden = booking.performance.version.content["sheet"]["brief_for_actor"]["hidden_facts"][0]
    assert (hidden in desk, hidden in stage) == (True, False)
    token = str(uuid4())
    sent = {"token": token, "text": "Nombra las tres esperas", "mark": "worked", "second": 0}
    for _twice in range(2):
        assert client.post(f"/live/{booking.pk}/note/", sent, headers={"X-Requested-With": "fetch"}).json()["clock"] == "00:00"
    assert TimedNote.objects.count() == 1
    scoring = client.post(f"/live/{booking.pk}/end/", follow=True)
    score = Score.objects.get()
    assert scoring.redirect_chain[-1][0] == f"/scores/{score.pk}/"
    assert "Nombra las tres esperas" in words(scoring)
    criterion = booking.performance.version.rubric_version.criteria.first()
    client.post(f"/scores/{score.pk}/save/", {f"counter_{criterion.pk}": 2, f"value_{criterion.pk}": 4, f"second_{criterion.pk}": 0})
    assert CriterionScore.objects.get().clock == "00:00"


def test_another_reader_sees_the_words_and_not_the_marks(floor):
    booking = floor.handed_in()
    note(booking, "Se despide", mark="critical")
    note(booking, "", mark="worked", second=70)
    second = Score.objects.create(performance=booking.performance, assessor=floor.marta)
    page = words(signed_in(floor.marta).get(f"/scores/{second.pk}/"))
    assert "Se despide" in page
    assert 'data-mark="critical"' not in page
    assert "It worked" not in page


@pytest.mark.parametrize(
    "sent", [{}, {"token": "x"}, {"token": str(uuid4()), "text": "x" * 2001}, {"token": str(uuid4()), "text": "a", "second": "-1"}]
)
def test_a_bad_note_is_refused_in_words(floor, sent):
    booking = floor.running()
    answer = signed_in(floor.nuria).post(f"/live/{booking.pk}/note/", sent, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422
    assert answer.json()["words"]
    assert TimedNote.objects.count() == 0


def test_without_scripts_a_note_is_kept_too(floor):
    booking = floor.running()
    client = signed_in(floor.nuria)
    client.post(f"/live/{booking.pk}/note/", {"token": uuid4(), "text": "Saluda", "mark": "note"})
    assert "Saluda" in words(client.get(f"/live/{booking.pk}/now/"))


def test_the_entry_and_the_feed_read_back(floor, now):
    booking = floor.booking(now=now)
    answer = signed_in(floor.ibrahim).get(f"/live/{booking.pk}/entry.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]["dtstart"].dt == booking.slot.begins_at
    address = f"/live/feed/{calendar_key(person=floor.ibrahim).key}.ics"
    feed = Client().get(address)
    assert [str(one["uid"]).split("@")[0] for one in icalendar.Calendar.from_ical(feed.content).walk("VEVENT")] == [str(booking.pk)]


def test_a_new_address_makes_the_old_one_worthless(floor):
    old = calendar_key(person=floor.ibrahim).key
    page = words(signed_in(floor.ibrahim).post("/live/subscribe/", follow=True))
    assert Client().get(f"/live/feed/{old}.ics").status_code == 404
    assert calendar_key(person=floor.ibrahim).key in page


def test_somebody_who_left_has_no_feed(floor):
    key = calendar_key(person=floor.ibrahim).key
    floor.ibrahim.is_active = False
    floor.ibrahim.save()
    assert Client().get(f"/live/feed/{key}.ics").status_code == 404


def test_today_names_it_for_both(floor, now):
    booking = floor.booking(slot=floor.slot(hours=2, now=now), now=now)
    for who in (floor.ibrahim, floor.nuria):
        assert f"/live/{booking.pk}/" in words(signed_in(who).get("/"))


@pytest.mark.parametrize("path", ["/live/free/", "/live/", "/live/{booking}/", "/live/{booking}/move/"])
def test_a_list_asks_as_often_for_three_as_for_one(floor, now, path, django_assert_max_num_queries):
    booking = floor.booking(slot=floor.slot(hours=24, now=now), now=now)
    address = path.format(booking=booking.pk)
    if path == "/live/":
        address += "?" + urlencode({"day": timezone.localtime(booking.slot.begins_at).date().isoformat()})
    floor.slot(floor.marta, hours=25, now=now)
    client = signed_in(floor.ibrahim)
    client.get(address)
    with django_assert_max_num_queries(12) as one:
        client.get(address)
    for number in range(3):
        floor.slot(floor.marta, hours=26 + number, scenario=floor.scenario, now=now)
    floor.booking(slot=Slot.objects.latest("begins_at"), now=now)
    with django_assert_max_num_queries(len(one)):
        client.get(address)
