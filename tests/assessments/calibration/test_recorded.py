"""Recorded performances in a calibration: heard by those who score it, under a letter, and kept until it is signed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.calibration.actions import hand_in_scores, open_session, sign
from assessments.calibration.actions.anchoring import keep_anchor
from assessments.calibration.actions.talking import begin_talking
from assessments.calibration.models import Anchor, CalibrationSession
from assessments.calibration.queries.opening import performances_for
from assessments.recordings.actions import answer_anchor
from assessments.recordings.actions.forgetting import run_day
from assessments.recordings.models import Anchor as Reference
from assessments.recordings.models import Recording
from assessments.recordings.queries import new_link
from assessments.scores.models import Case
from tests import recordings, scores, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return world.unit()


@pytest.fixture
def leader(unit):
    return world.member("quality", unit, first_name="Leire")


@pytest.fixture
def version():
    return scores.rubric()


def spoken(person, version):
    """A recorded performance that has its result."""
    world.evidence_kinds()
    recording = recordings.assessed(person)
    of = recording.performance.version
    of.rubric_version = version
    of.save(update_fields=["rubric_version"])
    Case.objects.create(performance=recording.performance, closed_at=scores.NOW)
    return recording


@pytest.fixture
def voices(unit, version):
    return [spoken(world.member("trainee", unit, first_name="Ibrahim"), version) for _one in range(3)]


@pytest.fixture
def people(unit):
    """One of the branch, and one who works elsewhere since."""
    return [world.member("assessor", unit, first_name="Nuria"), world.member("assessor", unit, first_name="Hugo")]


@pytest.fixture
def session(leader, people, version, voices):
    titles = {"es": "Voces", "en": "Voices"}
    return open_session(
        code="voices", titles=titles, version=version, performances=[one.performance for one in voices], people=people, actor=leader
    )


def page(client, who, session):
    client.force_login(who)
    return client.get(reverse("calibration:session", args=[session.code])).content.decode()


def elsewhere(person):
    person.memberships.update(unit=world.unit())
    return type(person).objects.get(pk=person.pk)


def signed(session, people, leader):
    sheet = {letter: ({"C1": 3, "C2": 3}, []) for letter in "ABC"}
    for one in people:
        hand_in_scores(session=session, sheet=sheet, actor=one)
    begin_talking(session=session, actor=leader)
    sign(session=session, master=sheet, decision="Un 3 nombra el hecho", actor=leader)
    session.refresh_from_db()


def test_what_was_recorded_can_be_chosen_while_its_sound_is_kept(leader, version, voices):
    assert set(performances_for(version.rubric, leader)) == {one.performance for one in voices}
    Recording.objects.filter(pk=voices[0].pk).update(state="gone")
    assert set(performances_for(version.rubric, leader)) == {one.performance for one in voices[1:]}


def test_whoever_scores_hears_each_under_a_letter_and_without_a_name(client, session, people):
    shown = page(client, people[0], session)
    assert shown.count("data-listen ") == 3
    assert "Performance C" in shown
    assert "Ibrahim" not in shown


def test_they_hear_it_from_another_branch_until_it_is_signed_and_no_longer(client, session, people, leader, voices):
    hugo = elsewhere(people[1])
    client.force_login(hugo)
    assert client.get(new_link(voices[0], hugo)).status_code == 200
    signed(session, people, leader)
    assert client.get(new_link(voices[0], hugo)).status_code == 404


def test_nobody_else_hears_it_for_it(client, session, voices):
    stranger = world.member("assessor", world.unit())
    client.force_login(stranger)
    assert client.get(new_link(voices[0], stranger)).status_code == 404
    assert client.get(reverse("calibration:session", args=[session.code])).status_code == 404


def test_what_is_talked_about_is_heard_on_the_same_screen(client, session, people, leader):
    for one in people:
        hand_in_scores(session=session, sheet={letter: ({"C1": 3, "C2": 3}, []) for letter in "ABC"}, actor=one)
    begin_talking(session=session, actor=leader)
    assert page(client, people[0], session).count("data-listen ") == 3


def test_its_sound_stays_past_its_day_until_it_is_signed(session, people, leader, voices):
    later = timezone.localdate() + timedelta(days=4000)
    run_day(on=later)
    assert Recording.objects.kept().count() == 3
    signed(session, people, leader)
    run_day(on=later)
    assert Recording.objects.kept().count() == 0


def test_a_voice_becomes_a_reference_only_once_its_person_says_yes(client, session, people, leader, voices):
    signed(session, people, leader)
    keep_anchor(sample=session.samples.get(letter="A"), kind="borderline", note="Falta el plazo", actor=leader)
    anchor, asked = Anchor.objects.get(), Reference.objects.get()
    hugo = elsewhere(people[1])
    client.force_login(hugo)
    address = reverse("calibration:anchor", args=[anchor.pk])
    assert "once the person whose voice it is has said yes" in client.get(address).content.decode()
    answer_anchor(anchor=asked, agrees=True, actor=asked.recording.performance.person)
    assert "data-listen " in client.get(address).content.decode()


def test_a_sheet_of_five_asks_no_more_of_the_database_than_one_of_three(
    client, unit, leader, people, version, voices, django_assert_max_num_queries
):
    more = [spoken(world.member("trainee", unit), version) for _one in range(2)]
    for code, chosen in (("three", voices), ("five", [*voices, *more])):
        open_session(
            code=code,
            titles={"es": code, "en": code},
            version=version,
            performances=[one.performance for one in chosen],
            people=people,
            actor=leader,
        )
    page(client, people[0], CalibrationSession.objects.get(code="three"))
    counts = []
    for code in ("three", "five"):
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("calibration:session", args=[code]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
