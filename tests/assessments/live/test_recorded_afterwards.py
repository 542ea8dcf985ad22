"""The recording of a live roleplay that is added once it was handed in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.live.actions import agree_to_recording, begin, end
from assessments.recordings.actions import complete_recording
from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.models import Recording
from assessments.recordings.permissions import can_record
from assessments.scores.actions import open_live_case
from assessments.scores.models import Case, Score
from lms.notifications.models import Notification
from tests import recordings, scores


def handed_in(floor, *, agree: bool = True, ago: timedelta = timedelta(hours=1), **fields):
    """A roleplay that ended some time ago."""
    moment = timezone.now() - ago
    slot = floor.slot(now=moment - timedelta(hours=3), hours=2, **fields)
    booking = floor.booking(slot=slot, now=moment - timedelta(hours=3))
    if agree:
        for who in (floor.ibrahim, floor.nuria):
            agree_to_recording(booking=booking, actor=who, agrees=True)
    booking = begin(booking=booking, actor=floor.nuria, now=slot.begins_at)
    return end(booking=booking, actor=floor.nuria, now=moment)


def add(booking, who):
    content = recordings.tone()
    recording = recordings.sent(recordings.begun(booking.performance, content, by=who), content)
    return complete_recording(recording_id=recording.pk, actor=who)


def test_its_assessor_adds_it_and_it_is_logged_as_late(floor):
    booking = handed_in(floor)
    kept = add(booking, floor.nuria)
    assert kept.is_kept
    entry = ModelLogEntry.objects.get(action="recordings.keep")
    assert (entry.user, entry.data["late"]) == (floor.nuria, True)
    assert Notification.objects.get(kind="recordings.added").person == floor.ibrahim


def test_without_both_words_nobody_adds_one(floor):
    booking = handed_in(floor, agree=False)
    assert not can_record(floor.nuria, booking.performance)
    with pytest.raises(CannotRecord):
        recordings.begun(booking.performance, recordings.tone(), by=floor.nuria)


def test_after_a_week_none_is_added(floor):
    booking = handed_in(floor, ago=timedelta(days=8))
    assert not can_record(floor.nuria, booking.performance)


def test_one_that_is_there_is_not_replaced(floor):
    booking = handed_in(floor)
    first = add(booking, floor.nuria)
    with pytest.raises(CannotRecord, match="handed in already"):
        recordings.begun(booking.performance, recordings.tone(), by=floor.nuria)
    assert list(Recording.objects.kept()) == [first]


def test_whoever_else_still_scores_it_is_told_and_loses_nothing(floor):
    booking = handed_in(floor, second=floor.marta)
    mine = scores.write(Score.objects.get(assessor=floor.marta))
    add(booking, floor.nuria)
    told = Notification.objects.filter(kind="scores.sound")
    assert [one.person for one in told] == [floor.marta]
    mine.refresh_from_db()
    assert (mine.criteria.count(), mine.worked) == (2, "Nombraste las tres tardes")


@pytest.fixture(autouse=True)
def lot(monkeypatch):
    """What the lot says; nobody is drawn unless a test says so."""
    said = {"drawn": False}
    monkeypatch.setattr("assessments.scores.actions.opening.is_drawn", lambda name, seed: said["drawn"])
    return said


@pytest.mark.parametrize(("drawn", "readers", "due"), [(True, 2, "lot"), (False, 1, "one")])
def test_those_with_a_recording_take_part_in_the_lot(floor, lot, drawn, readers, due):
    lot["drawn"] = drawn
    booking = handed_in(floor)
    assert (Case.objects.get().readers, Case.objects.get().due) == (1, "one")  # nobody else could hear it yet
    add(booking, floor.nuria)
    case = Case.objects.get()
    assert (case.readers, case.due, case.performance.scores.count()) == (readers, due, readers)


def test_with_its_recording_from_the_beginning_the_lot_is_drawn_at_once(floor, lot):
    booking = handed_in(floor)
    lot["drawn"] = True
    Case.objects.all().delete()
    Score.objects.all().delete()
    add(booking, floor.nuria)
    assert open_live_case(performance=booking.performance, assessor=floor.nuria).due == "lot"


def test_the_page_takes_a_file_only_from_whoever_may_add_it(floor):
    booking = handed_in(floor)
    for who, shown in ((floor.nuria, True), (floor.ibrahim, False), (floor.carmen, False)):
        client = Client()
        client.force_login(who)
        assert ("data-recorder" in client.get(f"/live/{booking.pk}/").content.decode()) is shown
    add(booking, floor.nuria)
    client = Client()
    client.force_login(floor.nuria)
    page = client.get(f"/live/{booking.pk}/").content.decode()
    assert "data-recorder" not in page
    assert "It has arrived" in page
