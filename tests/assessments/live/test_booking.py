"""Offering, booking, moving, cancelling, not coming."""

from datetime import timedelta
from itertools import pairwise

import icalendar
import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from assessments.live.actions import begin, book, cancel, mark_absent, move, offer, remind, withdraw
from assessments.live.exceptions import CannotMeet, SlotTaken
from assessments.live.models import Booking, Slot
from assessments.live.queries.slots import free_slots, offers
from lms.competencies.models import Evidence
from lms.notifications.models import Notification
from tests import live, world
from tests.live import NOW


def kinds(person):
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_series_is_offered_and_the_same_again_adds_nothing(floor):
    moments = [NOW + timedelta(days=7 * number + 1) for number in range(3)]
    made = offer(actor=floor.nuria, moments=moments, minutes=30, place="Sala 2", now=NOW)
    assert [one.begins_at for one in made] == moments
    assert len({one.series for one in made}) == 1
    with pytest.raises(CannotMeet, match="already offer"):
        offer(actor=floor.nuria, moments=moments, minutes=30, place="Sala 2", now=NOW)


def test_what_overlaps_is_left_out(floor):
    floor.slot(hours=24)
    made = offer(actor=floor.nuria, moments=[NOW + timedelta(hours=24.25), NOW + timedelta(hours=25)], minutes=30, place="x", now=NOW)
    assert [one.begins_at for one in made] == [NOW + timedelta(hours=25)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"minutes": 3}, "5 to 120"), ({"place": " "}, "place or a link"), ({"hours": -1}, "has passed")],
)
def test_an_offer_that_cannot_be_says_why(floor, fields, words):
    with pytest.raises(CannotMeet, match=words):
        floor.slot(**fields)
    assert Slot.objects.count() == 0


def test_whoever_does_not_assess_offers_nothing(floor):
    with pytest.raises(CannotMeet, match="role"):
        floor.slot(floor.ibrahim)


def test_a_booking_tells_both_and_mails_an_entry_that_reads_back(floor, run_jobs, django_capture_on_commit_callbacks):
    booking = floor.booking()
    run_jobs()
    assert {one.to[0] for one in mail.outbox} == {floor.ibrahim.email, floor.nuria.email}
    name, content, media_type = mail.outbox[0].attachments[0]
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert (name, media_type) == ("roleplay.ics", "text/calendar; method=REQUEST")
    assert str(event["uid"]).startswith(str(booking.pk))
    assert event["dtstart"].dt == booking.slot.begins_at
    assert 'method="REQUEST"' in mail.outbox[0].message().as_string()


def test_the_same_person_twice_has_one_booking(floor):
    slot = floor.slot()
    assert floor.booking(slot=slot).pk == floor.booking(slot=slot).pk
    assert Booking.objects.count() == 1


def test_of_two_people_exactly_one_gets_it(floor):
    slot = floor.slot()
    floor.booking(slot=slot)
    with pytest.raises(SlotTaken, match="a moment faster"):
        floor.booking(floor.lena, slot=slot)
    assert [one.person for one in Booking.objects.all()] == [floor.ibrahim]


def test_the_database_itself_holds_one_booking_a_slot(floor):
    booking = floor.booking()
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(slot=booking.slot, person=floor.lena, scenario=floor.scenario)


def test_two_at_the_same_hour_are_refused(floor):
    floor.booking()
    with pytest.raises(CannotMeet, match="another roleplay at that time"):
        floor.booking(slot=floor.slot(floor.marta))


def test_a_fourth_one_waits_until_one_is_over(floor):
    for hours in (24, 26, 28):
        floor.booking(slot=floor.slot(hours=hours))
    with pytest.raises(CannotMeet, match="3 roleplays"):
        floor.booking(slot=floor.slot(hours=30))


def test_an_assessor_of_other_teams_is_not_booked(floor):
    elsewhere = world.member("assessor")
    slot = floor.slot(elsewhere)
    assert slot not in free_slots(floor.ibrahim, NOW)
    with pytest.raises(CannotMeet, match="other teams"):
        floor.booking(slot=slot)


def test_a_coordinator_books_for_their_people_and_for_nobody_else(floor):
    stranger = world.member("trainee")
    slot = floor.slot()
    made = book(slot=slot, person=floor.ibrahim, scenario=floor.scenario, actor=floor.carmen, now=NOW)
    assert (made.person, made.booked_by) == (floor.ibrahim, floor.carmen)
    for actor, person in ((floor.carmen, stranger), (floor.lena, floor.ibrahim)):
        with pytest.raises(CannotMeet, match="for yourself"):
            book(slot=slot, person=person, scenario=floor.scenario, actor=actor, now=NOW)


def test_only_what_is_acted_in_a_slot_is_booked_in_it(floor):
    other = live.scenario("ESC-EN-02")
    slot = floor.slot(scenario=other)
    with pytest.raises(CannotMeet, match="not acted in this slot"):
        floor.booking(slot=slot)
    assert list(free_slots(floor.ibrahim, NOW, floor.scenario)) == []
    assert list(free_slots(floor.ibrahim, NOW, other)) == [slot]


def test_it_moves_with_its_uid_and_a_higher_sequence_and_the_old_time_is_free(floor):
    booking, other = floor.booking(), floor.slot(floor.marta, hours=72)
    before = booking.slot
    moved = move(booking=booking, to=other, actor=floor.ibrahim, now=NOW)
    assert (moved.pk, moved.sequence, moved.slot) == (booking.pk, 1, other)
    assert before in free_slots(floor.lena, NOW)
    assert move(booking=booking, to=other, actor=floor.ibrahim, now=NOW).sequence == 1
    assert kinds(floor.nuria) == ["live.booked", "live.given_back"]
    assert kinds(floor.marta) == ["live.moved"]


def test_it_does_not_move_where_somebody_is(floor):
    booking = floor.booking()
    taken = floor.booking(floor.lena, slot=floor.slot(hours=72))
    with pytest.raises(SlotTaken):
        move(booking=booking, to=taken.slot, actor=floor.ibrahim, now=NOW)
    booking.refresh_from_db()
    assert booking.sequence == 0


def test_within_two_hours_only_the_assessor_changes_it(floor):
    booking = floor.booking()
    late = booking.slot.begins_at - timedelta(hours=1)
    with pytest.raises(CannotMeet, match="less than 2 hours"):
        cancel(booking=booking, reason="Turno doble", actor=floor.ibrahim, now=late)
    assert cancel(booking=booking, reason="Enferma", actor=floor.nuria, now=late).state == "cancelled"


def test_a_cancelled_one_gives_its_time_back_and_says_why(floor, run_jobs):
    booking = floor.booking()
    cancel(booking=booking, reason="Cambio de turno", actor=floor.ibrahim, now=NOW)
    assert booking.slot in free_slots(floor.lena, NOW)
    run_jobs()
    event = icalendar.Calendar.from_ical(mail.outbox[-1].attachments[0][1]).walk("VEVENT")[0]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert "Cambio de turno" in mail.outbox[-1].body
    assert floor.booking(floor.lena, slot=booking.slot).person == floor.lena


def test_what_an_assessor_cancels_is_not_offered_any_more(floor):
    booking = floor.booking()
    cancel(booking=booking, reason="Es mi prima", actor=floor.nuria, now=NOW)
    assert list(free_slots(floor.lena, NOW)) == []


def test_without_a_reason_nothing_is_cancelled(floor):
    booking = floor.booking()
    with pytest.raises(CannotMeet, match="Say why"):
        cancel(booking=booking, reason=" ", actor=floor.ibrahim, now=NOW)
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_nobody_came_is_no_evidence_and_can_be_booked_anew(floor):
    booking = floor.booking()
    at = booking.slot.begins_at + timedelta(minutes=10)
    with pytest.raises(CannotMeet, match="ten minutes"):
        mark_absent(booking=booking, actor=floor.nuria, now=at - timedelta(minutes=1))
    assert mark_absent(booking=booking, actor=floor.nuria, now=at).state == "no_show"
    assert mark_absent(booking=booking, actor=floor.nuria, now=at).sequence == 1
    assert Evidence.objects.count() == 0
    assert kinds(floor.ibrahim) == ["live.booked", "live.absent"]
    assert floor.booking(slot=floor.slot(hours=80)).state == "booked"


def test_a_free_slot_is_withdrawn_and_a_booked_one_is_not(floor):
    free, booked = floor.slot(hours=24), floor.booking().slot
    assert (withdraw(slot=free, actor=floor.nuria, now=NOW), withdraw(slot=free, actor=floor.nuria, now=NOW)) == (1, 0)
    with pytest.raises(CannotMeet, match="booked it"):
        withdraw(slot=booked, actor=floor.nuria, now=NOW)


def test_a_series_is_withdrawn_but_for_what_is_booked(floor):
    moments = [NOW + timedelta(days=7 * number + 1) for number in range(3)]
    made = offer(actor=floor.nuria, moments=moments, minutes=30, place="Sala 2", now=NOW)
    floor.booking(slot=made[1])
    assert withdraw(slot=made[0], actor=floor.nuria, whole_series=True, now=NOW) == 2
    assert list(Slot.objects.offered()) == [made[1]]


def test_a_day_and_an_hour_before_both_are_reminded_once(floor):
    booking = floor.booking()
    begins = booking.slot.begins_at
    moments = [begins - timedelta(minutes=one) for one in (1500, 1440, 1435, 600, 60, 55, 5)]
    assert [remind(now=one) for one in moments] == [0, 1, 0, 0, 1, 0, 0]
    assert kinds(floor.ibrahim) == kinds(floor.nuria) == ["live.booked", "live.day", "live.hour"]


def test_what_was_booked_this_morning_is_not_reminded_of_a_day_before(floor):
    booking = floor.booking(slot=floor.slot(hours=5))
    assert remind(now=NOW + timedelta(minutes=5)) == 0
    assert remind(now=booking.slot.begins_at - timedelta(minutes=59)) == 1


def test_a_moved_one_is_reminded_of_at_its_new_time(floor):
    booking = floor.booking()
    remind(now=booking.slot.begins_at - timedelta(hours=23))
    later = floor.slot(hours=96)
    move(booking=booking, to=later, actor=floor.ibrahim, now=booking.slot.begins_at - timedelta(hours=22))
    assert remind(now=later.begins_at - timedelta(hours=24)) == 1


def test_a_cancelled_one_reminds_nobody(floor):
    booking = floor.booking()
    cancel(booking=booking, reason="No puedo", actor=floor.ibrahim, now=NOW)
    assert remind(now=booking.slot.begins_at - timedelta(hours=1)) == 0


def test_each_reads_the_time_on_their_own_clock(floor):
    floor.ibrahim.time_zone = "Atlantic/Canary"
    floor.ibrahim.save()
    slot = floor.slot()
    floor.booking(slot=slot)
    said = dict(Notification.objects.values_list("person__first_name", "title"))
    assert said["Ibrahim"].endswith("10:00")
    assert said["Nuria"].endswith("11:00")


def test_nobody_else_sees_a_booking_but_whoever_leads(floor):
    booking = floor.booking()
    seen = {one.first_name for one in (floor.nuria, floor.marta, floor.ibrahim, floor.lena, floor.carmen)
            if Booking.objects.visible_to(one).filter(pk=booking.pk).exists()}  # fmt: skip
    assert seen == {"Nuria", "Ibrahim", "Carmen"}
    assert not Booking.objects.visible_to(world.member("coordinator")).exists()


def test_the_assessor_of_the_last_time_is_named(floor):
    booking = floor.running()
    from assessments.live.actions import end

    end(booking=booking, actor=floor.nuria, now=booking.slot.begins_at + timedelta(minutes=9))
    floor.slot(hours=100), floor.slot(floor.marta, hours=101)
    found = offers(free_slots(floor.ibrahim, NOW), floor.ibrahim)
    assert [(one.slot.assessor.first_name, one.again) for one in found] == [("Nuria", True), ("Marta", False)]


def test_it_does_not_begin_before_its_time(floor):
    booking = floor.booking()
    with pytest.raises(CannotMeet, match="quarter of an hour"):
        begin(booking=booking, actor=floor.nuria, now=booking.slot.begins_at - timedelta(minutes=16))


def test_free_slots_stand_by_time(floor):
    for who, hours in ((floor.marta, 30), (floor.nuria, 26), (floor.nuria, 40)):
        floor.slot(who, hours=hours)
    found = [one.begins_at for one in free_slots(floor.ibrahim, NOW)]
    assert all(one < other for one, other in pairwise(found))
    assert len(found) == 3
