"""A link that expires, ranges, each listening told to whoever speaks, and sound that goes in its time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.recordings import storing
from assessments.recordings.actions import answer_anchor, ask_anchor, forget, run_day
from assessments.recordings.models import RecordingAccess
from assessments.recordings.queries import listening_to, new_link
from tests import recordings, scores, world

pytestmark = pytest.mark.django_db


def asked(client, who, address, **headers):
    client.force_login(who)
    return client.get(address, headers=headers)


@pytest.fixture
def mine(client):
    recording = recordings.handed_in()
    client.force_login(recording.made_by)
    return recording


def test_all_of_it_and_each_range_is_what_was_recorded(client, mine):
    sound = b"".join(storing.read([(part.file, 0, part.size) for part in mine.parts.order_by("offset")]))
    address = new_link(mine, mine.made_by)

    def got(asked=None):
        return client.get(address, headers={"Range": asked} if asked else {})

    assert b"".join(got()) == sound
    for asked, expected in {
        "bytes=0-0": sound[:1],
        "bytes=9990-10010": sound[9990:10011],
        "bytes=20000-": sound[20000:],
        "bytes=-7": sound[-7:],
        "bytes=0-99999999": sound,
    }.items():
        answer = got(asked)
        assert b"".join(answer) == expected, asked
        assert answer.headers["Content-Length"] == str(len(expected))
    assert got("bytes=9990-10010").status_code == 206
    assert got("bytes=9990-10010").headers["Content-Range"] == f"bytes 9990-10010/{len(sound)}"
    assert got(f"bytes={len(sound)}-").status_code == 416
    assert got("lines=1-2").status_code == 200


def test_an_expired_link_plays_nothing(client, mine, settings):
    address = new_link(mine, mine.made_by)
    settings.RECORDING_LINK_MINUTES = -1

    assert client.get(address).status_code == 410
    assert not RecordingAccess.objects.exists()


def test_a_link_of_another_recording_plays_nothing(client, mine):
    other = recordings.handed_in(mine.made_by)
    token = new_link(other, mine.made_by).split("/")[-2]

    assert client.get(reverse("recordings:listen", args=[mine.pk, token])).status_code == 410
    assert client.get(reverse("recordings:listen", args=[mine.pk, "nonsense"])).status_code == 410


def test_the_many_reads_of_one_listening_are_one(client, mine):
    address = new_link(mine, mine.made_by)
    for _time in range(3):
        client.get(address, headers={"Range": "bytes=0-99"})
    client.get(new_link(mine, mine.made_by))

    assert RecordingAccess.objects.count() == 2


def test_whoever_scores_hears_it_and_the_person_sees_who(client):
    unit = world.unit()
    person, assessor = world.member("trainee", unit), world.member("assessor", unit, first_name="Nuria", last_name="Campos")
    score = recordings.waiting(person, assessor)
    recording = score.performance.recordings.get()

    page = asked(client, assessor, reverse("scores:score", args=[score.pk]))
    assert page.context["listening"].recording == recording
    assert not RecordingAccess.objects.exists(), "opening the page is not listening"
    client.get(page.context["listening"].url)

    own = asked(client, person, reverse("recordings:own", args=[score.performance_id]))
    assert "Nuria Campos" in own.content.decode()


def test_a_comment_is_pinned_to_a_second_and_marked_on_the_recording(client):
    unit = world.unit()
    assessor = world.member("assessor", unit)
    score = recordings.waiting(world.member("trainee", unit), assessor)
    criterion = score.performance.version.rubric_version.criteria.first()
    client.force_login(assessor)

    sent = {f"counter_{criterion.pk}": "5", f"value_{criterion.pk}": "4", f"second_{criterion.pk}": "1:23"}
    assert client.post(reverse("scores:save", args=[score.pk]), sent).status_code == 200

    assert score.criteria.get().second == 83
    page = client.get(reverse("scores:score", args=[score.pk]))
    assert [mark.second for mark in page.context["listening"].marks] == [83]


def test_sound_goes_on_its_day_and_the_row_stays():
    recording = recordings.assessed()
    day = recording.expires_on

    assert run_day(on=day)["gone"] == 0
    assert run_day(on=day + timedelta(days=1))["gone"] == 1
    assert run_day(on=day + timedelta(days=1))["gone"] == 0

    recording.refresh_from_db()
    assert recording.is_gone
    assert listening_to(recording, recording.made_by) is None
    with pytest.raises(FileNotFoundError):
        storing.vault().listdir(recording.folder)


def test_sound_stays_while_an_appeal_is_open():
    unit = world.unit()
    score = recordings.waiting(world.member("trainee", unit), world.member("assessor", unit))
    result = scores.hand_in(score).performance.results.get()
    from assessments.scores.actions import appeal

    criterion = score.performance.version.rubric_version.criteria.first()
    appeal(result=result, criterion=criterion, text="También di la hora", actor=score.performance.person, now=scores.NOW)

    assert run_day(on=timezone.localdate() + timedelta(days=400))["gone"] == 0


def test_what_was_never_sent_whole_goes_after_a_week():
    sound = recordings.tone()
    recording = recordings.sent(recordings.begun(recordings.open_one(), sound), sound, parts=1)
    later = timezone.now() + timedelta(days=8)

    assert run_day(on=timezone.localdate(), now=timezone.now())["unfinished"] == 0
    assert run_day(on=timezone.localdate(later), now=later)["unfinished"] == 1

    assert not storing.sweep(recording.folder)


def test_the_person_deletes_the_sound_of_their_practice_only():
    from assessments.recordings.exceptions import CannotRecord

    practice, assessed = recordings.handed_in(), recordings.assessed()

    assert forget(recording=practice, actor=practice.made_by).is_gone
    with pytest.raises(CannotRecord):
        forget(recording=assessed, actor=assessed.made_by)


def test_a_reference_is_heard_once_its_person_has_said_yes_and_no_longer_when_they_take_it_back(client):
    from assessments.recordings.actions import withdraw_anchor

    unit = world.unit()
    recording = recordings.assessed(world.member("trainee", unit, first_name="Ibrahim", last_name="Touré"))
    asker, elsewhere = world.member("assessor", unit), world.member("assessor")
    anchor = ask_anchor(recording=recording, kind="very_good", note="Se hace cargo", actor=asker)
    assert listening_to(recording, elsewhere) is None

    anchor = answer_anchor(anchor=anchor, agrees=True, actor=recording.made_by)
    recording.refresh_from_db()
    assert listening_to(recording, elsewhere)
    assert recording.expires_on > timezone.localdate() + timedelta(days=700)
    page = asked(client, elsewhere, reverse("recordings:references") + f"?listen={anchor.pk}")
    assert "Se hace cargo" in page.content.decode()
    assert str(recording.made_by) not in page.content.decode()

    withdraw_anchor(anchor=anchor, actor=recording.made_by)
    recording.refresh_from_db()
    assert listening_to(recording, elsewhere) is None
    assert recording.expires_on < timezone.localdate() + timedelta(days=200)


def test_a_job_draws_what_the_browser_did_not(run_jobs):
    recording = recordings.handed_in()
    run_jobs()
    run_jobs()

    recording.refresh_from_db()
    assert recording.milliseconds == 2000
    assert len(recording.peaks) == 160
    assert max(recording.peaks[:80]) == 50
    assert set(recording.peaks[81:]) == {0}
