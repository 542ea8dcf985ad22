"""A recording arrives whole, whatever happens on its way."""

import errno
import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.recordings import storing
from assessments.recordings.actions import add_part, begin_recording, complete_recording, hand_in
from assessments.recordings.exceptions import CannotRecord, Damaged, NoRoom, NotAudio, OutOfPlace, TooLarge
from assessments.recordings.models import Part, Recording
from assessments.recordings.queries import recording_of
from tests import recordings, roleplays, world

pytestmark = pytest.mark.django_db


def content_of(recording) -> bytes:
    return b"".join(storing.read([(part.file, 0, part.size) for part in recording.parts.order_by("offset")]))


def test_what_arrives_in_parts_is_what_was_recorded():
    sound = recordings.tone()

    kept = recordings.kept(content=sound)

    assert kept.is_kept
    assert content_of(kept) == sound
    assert kept.sha256 == hashlib.sha256(sound).hexdigest()
    assert kept.content_type == "audio/wav"
    assert kept.expires_on > timezone.localdate() + timedelta(days=175)


def test_an_upload_that_was_cut_goes_on_where_it_was():
    performance, sound, device = recordings.open_one(), recordings.tone(), uuid4()
    recordings.sent(recordings.begun(performance, sound, client_id=device), sound, parts=2)

    again = recordings.begun(performance, sound, client_id=device)
    assert again.received == 20_000
    done = recordings.sent(again, sound, from_part=2)
    complete_recording(recording_id=done.pk, actor=performance.person)

    assert Recording.objects.count() == 1
    assert content_of(done) == sound


def test_a_part_that_comes_twice_is_kept_once():
    performance, sound = recordings.open_one(), recordings.tone()
    recording = recordings.begun(performance, sound)

    for _time in range(3):
        recording = recordings.sent(recording, sound, parts=1)

    assert recording.received == 10_000
    assert Part.objects.count() == 1


def test_two_tabs_that_send_the_same_recording_make_one():
    performance, sound, device = recordings.open_one(), recordings.tone(), uuid4()
    one, other = (recordings.begun(performance, sound, client_id=device) for _tab in range(2))
    recordings.sent(one, sound, parts=3)

    with pytest.raises(OutOfPlace) as told:
        add_part(recording_id=other.pk, actor=performance.person, offset=15_000, content=b"x" * 10)
    assert told.value.offset == 30_000

    recordings.sent(other, sound)
    complete_recording(recording_id=one.pk, actor=performance.person)
    complete_recording(recording_id=other.pk, actor=performance.person)
    assert content_of(Recording.objects.get()) == sound


def test_another_part_of_the_same_place_is_told_where_to_go_on():
    recording = recordings.begun(recordings.open_one(), sound := recordings.tone())
    recordings.sent(recording, sound, parts=1)

    with pytest.raises(OutOfPlace) as told:
        add_part(recording_id=recording.pk, actor=recording.made_by, offset=0, content=sound[:5_000])

    assert told.value.offset == 10_000


def test_a_part_that_was_damaged_on_its_way_is_not_kept():
    recording = recordings.begun(recordings.open_one(), sound := recordings.tone())

    with pytest.raises(Damaged):
        add_part(recording_id=recording.pk, actor=recording.made_by, offset=0, content=sound[:99], sha256="0" * 64)

    assert not Part.objects.exists()


def test_what_is_no_sound_is_refused_and_leaves_nothing():
    recording = recordings.begun(recordings.open_one(), page := b"<html><script>alert(1)</script>" * 9)

    with pytest.raises(NotAudio):
        recordings.sent(recording, page)

    assert not Recording.objects.exists()


def test_a_full_disk_is_told_and_what_had_arrived_stays(monkeypatch):
    recording = recordings.begun(recordings.open_one(), sound := recordings.tone())
    recordings.sent(recording, sound, parts=1)

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(type(storing.vault()), "_save", full)
        with pytest.raises(NoRoom):
            recordings.sent(recording, sound, from_part=1, parts=1)

    recordings.sent(recording, sound, from_part=1)
    complete_recording(recording_id=recording.pk, actor=recording.made_by)
    assert content_of(recording) == sound


def test_nothing_larger_than_allowed_begins(settings):
    settings.RECORDING_MAX_BYTES = 1000

    with pytest.raises(TooLarge):
        recordings.begun(recordings.open_one(), b"x" * 1001)


def test_more_than_was_announced_is_refused():
    recording = recordings.begun(recordings.open_one(), (sound := recordings.tone())[:5_000])

    with pytest.raises(TooLarge):
        add_part(recording_id=recording.pk, actor=recording.made_by, offset=0, content=sound[:5_001])


def test_it_is_not_complete_while_bytes_are_missing():
    recording = recordings.begun(recordings.open_one(), sound := recordings.tone())
    recordings.sent(recording, sound, parts=1)

    with pytest.raises(OutOfPlace) as told:
        complete_recording(recording_id=recording.pk, actor=recording.made_by)

    assert told.value.offset == 10_000


def test_recording_again_before_handing_in_takes_the_place_of_the_first(django_capture_on_commit_callbacks):
    first = recordings.kept()
    with django_capture_on_commit_callbacks(execute=True):
        second = recordings.kept(first.performance)

    first.refresh_from_db()
    assert first.is_gone
    assert recording_of(first.performance) == second
    with pytest.raises(FileNotFoundError):
        storing.vault().listdir(first.folder)


def test_what_was_handed_in_is_not_replaced():
    recording = recordings.handed_in()

    with pytest.raises(CannotRecord):
        recordings.begun(recording.performance, recordings.tone())


def test_an_upload_under_way_in_another_tab_cannot_replace_what_was_handed_in():
    performance, sound = recordings.open_one(), recordings.tone()
    late = recordings.sent(recordings.begun(performance, sound), sound, parts=1)
    recordings.kept(performance)
    hand_in(performance_id=performance.pk, person=performance.person)

    with pytest.raises((CannotRecord, OutOfPlace)):
        recordings.sent(late, sound, from_part=1)
        complete_recording(recording_id=late.pk, actor=performance.person)

    assert Recording.objects.kept().count() == 1


def test_handing_in_twice_keeps_the_first_words():
    recording = recordings.handed_in(transcript="Lo primero")

    again = hand_in(performance_id=recording.performance_id, person=recording.made_by, transcript="Lo segundo")

    assert again.text == "Lo primero"


def test_nothing_is_handed_in_before_the_recording_has_arrived():
    performance = recordings.open_one()

    with pytest.raises(CannotRecord):
        hand_in(performance_id=performance.pk, person=performance.person)

    performance.refresh_from_db()
    assert performance.state == "open"


def test_nobody_records_a_roleplay_of_somebody_else():
    performance = recordings.open_one()
    trainer = world.member("trainer")

    with pytest.raises(CannotRecord):
        begin_recording(performance=performance, actor=trainer, client_id=uuid4(), size=10, consented_at=timezone.now())
    with pytest.raises(Recording.DoesNotExist):
        add_part(recording_id=recordings.begun(performance, b"12").pk, actor=trainer, offset=0, content=b"12")


def test_what_is_played_by_choices_is_not_recorded():
    performance = roleplays.practice()

    with pytest.raises(CannotRecord):
        recordings.begun(performance, b"12")


def test_whoever_begins_again_and_again_fills_no_disk(django_capture_on_commit_callbacks):
    performance = recordings.open_one()

    for _time in range(7):
        with django_capture_on_commit_callbacks(execute=True):
            recordings.sent(recordings.begun(performance, sound := recordings.tone()), sound, parts=1)

    assert Recording.objects.unfinished().count() == 4
    assert Part.objects.count() == 4
