"""Acting it, its notes, and the reading that follows."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.live.actions import agree_to_recording, begin, cancel, end, save_note, start_now
from assessments.live.exceptions import CannotMeet
from assessments.live.models import Booking, TimedNote
from assessments.live.queries.meeting import KEYS, actor_card, notes_of
from assessments.roleplays.models import Performance
from assessments.scores.actions import open_cases, recuse
from assessments.scores.models import Score
from tests.live import NOW, note


def test_it_begins_once_at_the_version_in_use(floor):
    booking = floor.running()
    performance = booking.performance
    assert (performance.mode, performance.practice, performance.state) == ("live", False, "open")
    assert performance.version == floor.scenario.current_version
    again = begin(booking=booking, actor=floor.nuria, now=booking.slot.begins_at + timedelta(minutes=3))
    assert again.performance == performance
    assert Performance.objects.count() == 1


def test_whoever_acted_the_other_part_reads_it_first(floor):
    performance = floor.handed_in().performance
    assert performance.state == "finished"
    assert [one.assessor for one in Score.objects.filter(performance=performance)] == [floor.nuria]
    assert performance.case.readers == 1


def test_handed_in_twice_it_is_read_once(floor):
    booking = floor.handed_in()
    end(booking=booking, actor=floor.nuria, now=NOW + timedelta(days=3))
    assert open_cases(now=NOW + timedelta(days=3)) == 0
    assert Score.objects.count() == 1


def test_a_first_reader_who_recuses_hands_it_to_another(floor):
    performance = floor.handed_in().performance
    recuse(score=Score.objects.get(), reason="Es mi prima", actor=floor.nuria, now=NOW + timedelta(days=3))
    assert [one.assessor for one in Score.objects.filter(performance=performance)] == [floor.marta]


def test_nothing_is_handed_in_before_it_has_begun(floor):
    with pytest.raises(CannotMeet, match="not begun"):
        end(booking=floor.booking(), actor=floor.nuria, now=NOW)


def test_only_its_assessor_begins_and_ends_it(floor):
    booking = floor.booking()
    for act in (begin, end):
        with pytest.raises(Booking.DoesNotExist):
            act(booking=booking, actor=floor.ibrahim, now=booking.slot.begins_at)


def test_broken_off_nothing_of_it_counts(floor):
    booking = floor.running()
    cancel(booking=booking, reason="Sonó la alarma", actor=floor.nuria, now=booking.slot.begins_at + timedelta(minutes=4))
    performance = Performance.objects.get()
    assert (performance.state, Score.objects.count()) == ("given_up", 0)


def test_two_who_are_together_begin_at_once_and_pressed_twice_it_is_one(floor):
    made = start_now(assessor=floor.nuria, person=floor.ibrahim, scenario=floor.scenario, now=NOW)
    again = start_now(assessor=floor.nuria, person=floor.ibrahim, scenario=floor.scenario, now=NOW + timedelta(seconds=1))
    assert (made.state, again.pk, Booking.objects.count()) == ("running", made.pk, 1)
    with pytest.raises(CannotMeet, match="under way"):
        start_now(assessor=floor.nuria, person=floor.lena, scenario=floor.scenario, now=NOW)
    with pytest.raises(CannotMeet, match="another roleplay at this moment"):
        start_now(assessor=floor.marta, person=floor.ibrahim, scenario=floor.scenario, now=NOW)


def test_a_note_is_kept_once_and_only_a_higher_counter_changes_it(floor):
    booking = floor.running()
    token = uuid4()
    note(booking, "Nombra", token=token, counter=2)
    note(booking, "Nombra", token=token, counter=2)
    note(booking, "Nombra las tres", token=token, counter=3)
    note(booking, "vieja", token=token, counter=1)
    assert list(TimedNote.objects.values_list("text", "second", "counter")) == [("Nombra las tres", 65, 3)]


def test_a_note_from_a_device_that_was_offline_arrives_after_the_end(floor):
    booking = floor.handed_in()
    after = booking.performance.ended_at + timedelta(hours=1)
    note(booking, "Se despide", second=9999, now=after)
    assert [one.second for one in notes_of(booking.performance)] == [12 * 60]
    with pytest.raises(CannotMeet, match="more than a day"):
        note(booking, "tarde", now=after + timedelta(days=1))


def test_a_removed_note_is_not_shown(floor):
    booking = floor.running()
    made = note(booking, token=uuid4())
    note(booking, token=made.token, counter=2, removed=True)
    assert notes_of(booking.performance) == []


@pytest.mark.parametrize(("mark", "text", "ok"), [("note", "", False), ("worked", "", True), ("critical", "", True)])
def test_one_key_is_a_note_and_a_plain_note_has_words(floor, mark, text, ok):
    booking = floor.running()
    if ok:
        assert note(booking, text, mark=mark).words
    else:
        with pytest.raises(CannotMeet, match="Write the note"):
            note(booking, text, mark=mark)


def test_only_the_assessor_takes_notes(floor):
    booking = floor.running()
    with pytest.raises(CannotMeet, match="Only those who assess"):
        save_note(booking=booking, token=uuid4(), actor=floor.ibrahim, text="x", now=NOW)


def test_it_may_be_recorded_only_when_both_have_said_so(floor):
    booking = floor.booking()
    assert not agree_to_recording(booking=booking, actor=floor.ibrahim, agrees=True).both_agree
    assert agree_to_recording(booking=booking, actor=floor.nuria, agrees=True).both_agree
    assert not agree_to_recording(booking=booking, actor=floor.ibrahim, agrees=False).both_agree
    with pytest.raises(CannotMeet, match="Only the two"):
        agree_to_recording(booking=booking, actor=floor.carmen, agrees=True)


def test_the_actors_card_holds_what_the_agents_does_not(floor):
    card = actor_card(floor.scenario.current_version)
    assert card.hidden and card.play and card.must_say and card.escalation


def test_each_mark_has_a_key_of_its_own():
    assert len(set(KEYS.values())) == len(KEYS)
