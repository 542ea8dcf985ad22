"""Slots that two assessors offer: both are there, and each reads it alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.live.actions import agree_to_recording, begin, end, move, save_note, step_back
from assessments.live.exceptions import CannotMeet
from assessments.live.models import Booking, Slot, TimedNote
from assessments.scores.actions import ask_for_two
from assessments.scores.models import Case, Score
from lms.notifications.models import Notification
from tests import world
from tests.live import NOW, note


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def two(floor):
    """A slot of Nuria with Marta as the second."""
    return floor.slot(second=floor.marta)


def test_the_second_is_told_and_finds_it_in_their_calendar(floor):
    now = timezone.now()
    slot = floor.slot(second=floor.marta, now=now)
    assert Notification.objects.get(person=floor.marta).kind == "live.beside"
    page = words(signed_in(floor.marta).get(f"/live/?day={timezone.localtime(slot.begins_at).date()}"))
    assert "with Nuria" in page
    assert "Withdraw" not in page
    assert f"/live/slots/{slot.pk}/step-back/" in page


def test_a_second_is_not_offered_at_two_places_at_once(floor, two):
    with pytest.raises(CannotMeet, match="something else"):
        floor.slot(world.member("assessor", floor.unit), second=floor.marta)
    with pytest.raises(CannotMeet, match="already offer"):
        floor.slot(floor.marta)
    assert Slot.objects.count() == 1


def test_whoever_assesses_elsewhere_is_no_second(floor):
    elsewhere = world.member("assessor")
    for second in (elsewhere, floor.ibrahim, floor.nuria):
        with pytest.raises(CannotMeet, match="does not assess beside you"):
            floor.slot(second=second)
    page = signed_in(floor.nuria).post("/live/offer/", {"day": "2027-01-04", "clock": "10:00", "minutes": 30, "second": elsewhere.pk})
    assert page.status_code == 422
    assert "Second assessor:" in words(page)


def test_the_second_books_nothing_with_themselves(floor, two):
    assert not Slot.objects.for_person(floor.marta).filter(pk=two.pk).exists()
    assert signed_in(floor.marta).get(f"/live/slots/{two.pk}/").status_code == 404


def test_the_person_reads_both_names_and_all_three_are_told(floor, two):
    floor.booking(slot=two)
    told = Notification.objects.filter(kind="live.booked")
    assert {one.person for one in told} == {floor.ibrahim, floor.nuria, floor.marta}
    assert "Nuria" in told.get(person=floor.ibrahim).text
    assert "Marta" in told.get(person=floor.ibrahim).text


def test_the_second_takes_notes_of_their_own_and_ends_nothing(floor, two):
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    note(booking, "Saluda con el nombre")
    later = two.begins_at + timedelta(minutes=3)
    save_note(booking=booking, token="8b0a5a5e-0000-4000-8000-000000000001", actor=floor.marta, text="No pregunta", now=later)
    desk = words(signed_in(floor.marta).get(f"/live/{booking.pk}/now/"))
    assert "No pregunta" in desk
    assert "Saluda con el nombre" not in desk
    assert f"/live/{booking.pk}/end/" not in desk
    assert signed_in(floor.marta).post(f"/live/{booking.pk}/end/").status_code == 404
    assert set(TimedNote.objects.visible_to(floor.nuria).values_list("text", flat=True)) == {"Saluda con el nombre"}


def test_two_notes_with_one_token_are_two(floor, two):
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    token, later = "8b0a5a5e-0000-4000-8000-000000000002", two.begins_at + timedelta(minutes=3)
    for who, text in ((floor.nuria, "Uno"), (floor.marta, "Otro")):
        save_note(booking=booking, token=token, actor=who, text=text, now=later)
    assert set(TimedNote.objects.values_list("author", "text")) == {(floor.nuria.pk, "Uno"), (floor.marta.pk, "Otro")}


def test_both_read_it_and_neither_sees_the_others_notes_before_handing_in(floor, two):
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    note(booking, "Saluda con el nombre", mark="worked")
    later = two.begins_at + timedelta(minutes=3)
    save_note(booking=booking, token="8b0a5a5e-0000-4000-8000-000000000003", actor=floor.marta, text="No pregunta", now=later)
    end(booking=booking, actor=floor.nuria, now=two.begins_at + timedelta(minutes=12))
    case = Case.objects.get()
    assert (case.due, case.readers, set(case.performance.scores.values_list("assessor", flat=True))) == (
        "pair",
        2,
        {floor.nuria.pk, floor.marta.pk},
    )
    page = words(signed_in(floor.marta).get(f"/scores/{Score.objects.get(assessor=floor.marta).pk}/"))
    assert "No pregunta" in page
    assert "Saluda con el nombre" not in page


def test_for_a_gate_the_two_who_were_there_are_the_two_who_read_it(floor, two):
    version = floor.scenario.current_version
    version.content = version.content | {"two_assessors": "gate"}
    version.save(update_fields=["content"])
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    end(booking=booking, actor=floor.nuria, now=two.begins_at + timedelta(minutes=12))
    assert (Case.objects.get().due, Score.objects.count()) == ("gate", 2)


def test_who_steps_back_is_out_of_it_and_the_other_knows(floor, two):
    for _twice in range(2):
        step_back(slot=two, actor=floor.marta, now=NOW)
    two.refresh_from_db()
    assert two.second is None
    assert Notification.objects.filter(person=floor.nuria, kind="live.alone").count() == 1
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    end(booking=booking, actor=floor.nuria, now=two.begins_at + timedelta(minutes=12))
    assert Case.objects.get().readers == 1


def test_nobody_steps_back_once_it_has_begun(floor, two):
    begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    with pytest.raises(CannotMeet, match="begun"):
        step_back(slot=two, actor=floor.marta)


def test_the_second_is_not_asked_about_being_recorded_and_is_told_so(floor, two):
    booking = floor.booking(slot=two)
    with pytest.raises(CannotMeet, match="Only the two"):
        agree_to_recording(booking=booking, actor=floor.marta, agrees=True)
    answer = signed_in(floor.marta).post(f"/live/{booking.pk}/recording/", {"agrees": "yes"}, follow=True)
    assert "Only the two who act it" in words(answer)


def test_a_move_to_another_pair_frees_who_is_no_longer_in_it(floor, two):
    booking = floor.booking(slot=two)
    other = floor.slot(hours=72)
    move(booking=booking, to=other, actor=floor.ibrahim, now=NOW)
    assert {one.person for one in Notification.objects.filter(kind="live.given_back")} == {floor.marta}


def test_a_second_may_not_be_asked_for_twice(floor, two):
    booking = begin(booking=floor.booking(slot=two), actor=floor.nuria, now=two.begins_at)
    end(booking=booking, actor=floor.nuria, now=two.begins_at + timedelta(minutes=12))
    ask_for_two(performance=Booking.objects.get().performance, why="dispute", actor=floor.carmen)
    assert Score.objects.count() == 2
