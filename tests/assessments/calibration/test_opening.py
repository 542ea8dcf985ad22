"""A session from its opening on screen to what it does to licences, references and minimum criteria."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from assessments.calibration.actions import answer_for_words, hand_in_scores
from assessments.calibration.models import Anchor, AnchorScore, CalibrationSession, Sample
from assessments.calibration.queries.sessions import figures_by_assessor
from assessments.calibration.statistics import Pattern
from assessments.rubrics.models import RubricNote
from assessments.scores.models import AssessorLicence, Case
from lms.criteria.models import Guideline
from lms.notifications.models import Notification
from tests import scores, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return world.unit()


@pytest.fixture
def leader(unit):
    return world.member("quality", unit, first_name="Leire")


@pytest.fixture
def assessors(unit):
    return [world.member("assessor", unit, first_name=name) for name in ("Nuria", "Hugo")]


@pytest.fixture
def version():
    return scores.rubric()


def read(person, version, closed=True):
    """A performance that has its result."""
    made = scores.performance(person, by=version)
    Case.objects.create(performance=made, closed_at=scores.NOW if closed else None)
    return made


@pytest.fixture
def performances(unit, version):
    return [read(world.member("trainee", unit, first_name="Ibrahim"), version) for _one in range(3)]


def sent(performances, people, changes=None):
    found = {"title_es": "Diciembre", "title_en": "December", "performances": [one.pk for one in performances]}
    return (
        found
        | {"people": [one.pk for one in people], "codes": ["C1", "C2"], "scores_due_on": "2026-12-01", "talk_on": "2026-12-03"}
        | (changes or {})
    )


def address(version):
    return f"{reverse('calibration:open')}?rubric={version.rubric.code}"


@pytest.fixture
def december(client, leader, assessors, performances, version):
    client.force_login(leader)
    client.post(address(version), sent(performances, assessors))
    return CalibrationSession.objects.get()


def test_it_is_opened_by_rubric_performances_people_and_dates(december, leader, assessors, performances, version):
    assert (december.led_by, december.version, december.codes) == (leader, version, [])
    assert (december.scores_due_on, december.talk_on) == (date(2026, 12, 1), date(2026, 12, 3))
    assert set(december.people.all()) == set(assessors)
    assert {one.performance for one in december.samples.all()} == set(performances)
    assert [one.letter for one in december.samples.order_by("letter")] == ["A", "B", "C"]
    assert Notification.objects.filter(kind="calibration.invited").count() == 2


def test_nobody_is_named_where_performances_are_chosen_or_scored(client, leader, assessors, version, performances):
    client.force_login(leader)
    assert "Ibrahim" not in client.get(address(version)).content.decode()
    client.post(address(version), sent(performances, assessors))
    client.force_login(assessors[0])
    assert "Ibrahim" not in client.get(reverse("calibration:session", args=[CalibrationSession.objects.get().code])).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (lambda p, a: {"performances": [p[0].pk]}, "three to five performances"),
        (lambda p, a: {"people": [a[0].pk]}, "at least two assessors"),
        (lambda p, a: {"talk_on": "2026-11-01"}, "choose a later day"),
        (lambda p, a: {"performances": []}, "required"),
        (lambda p, a: {"codes": ["C9"]}, "C9"),
    ],
)
def test_what_cannot_be_a_session_is_said_and_nothing_is_opened(client, leader, assessors, performances, version, changes, words):
    client.force_login(leader)
    answer = client.post(address(version), sent(performances, assessors, changes(performances, assessors)))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CalibrationSession.objects.exists()


def test_neither_a_practice_nor_an_open_reading_nor_somebody_elsewhere_can_be_chosen(client, leader, assessors, performances, version):
    elsewhere = read(world.member("trainee", world.unit()), version)
    being_read = read(performances[0].person, version, closed=False)
    practice = read(performances[0].person, version)
    type(practice).objects.filter(pk=practice.pk).update(practice=True)
    client.force_login(leader)
    for one in (elsewhere, being_read, practice):
        assert client.post(address(version), sent([*performances[:2], one], assessors)).status_code == 422
    assert not CalibrationSession.objects.exists()


def test_nobody_scores_themselves(client, leader, assessors, performances, version):
    own = read(assessors[0], version)
    client.force_login(leader)
    answer = client.post(address(version), sent([*performances[:2], own], assessors))
    assert "Nobody scores themselves" in answer.content.decode()


def test_a_part_of_the_rubric_is_scored_and_agreed_alone(client, leader, assessors, performances, version):
    client.force_login(leader)
    client.post(address(version), sent(performances, assessors, {"codes": ["C2"]}))
    session = CalibrationSession.objects.get()
    for who in assessors:
        client.force_login(who)
        client.post(reverse("calibration:score", args=[session.code]), {f"value_{letter}_C2": "3" for letter in "ABC"})
    assert {tuple(row.values) for row in AnchorScore.objects.all()} == {("C2",)}


def talked(client, session, leader, spread=(1, 5)):
    for who, value in zip(session.people.order_by("pk"), spread, strict=True):
        hand_in_scores(session=session, sheet={letter: ({"C1": value, "C2": 3}, []) for letter in "ABC"}, actor=who)
    client.force_login(leader)
    client.post(reverse("calibration:talk", args=[session.code]))


def agree(client, session, code, value, note=""):
    values = {f"value_{letter}_{code}": str(value) for letter in "ABC"}
    return client.post(reverse("calibration:agree", args=[session.code, code]), values | {"note": note})


def signed(client, session, leader):
    talked(client, session, leader)
    for code in ("C1", "C2"):
        agree(client, session, code, 3)
    client.post(reverse("calibration:sign", args=[session.code]), {"decision": "Un 3 nombra el hecho"})
    session.refresh_from_db()
    return session


def test_what_is_agreed_is_kept_criterion_by_criterion_until_it_is_signed(client, december, leader):
    talked(client, december, leader)
    agree(client, december, "C1", 4, "Nombra las tres tardes")
    page = client.get(reverse("calibration:session", args=[december.code])).content.decode()
    assert "Nombra las tres tardes" in page
    assert client.post(reverse("calibration:sign", args=[december.code]), {"decision": "Sí"}).status_code == 422
    agree(client, december, "C2", 3)
    client.post(reverse("calibration:sign", args=[december.code]), {"decision": "Un 3 nombra el hecho"})
    assert {(one.letter, one.master["C1"], one.master["C2"]) for one in Sample.objects.all()} == {("A", 4, 3), ("B", 4, 3), ("C", 4, 3)}
    assert [note.text for note in RubricNote.objects.filter(rubric=december.version.rubric)] == ["Un 3 nombra el hecho"]


def test_only_who_leads_agrees(client, december, leader, assessors):
    talked(client, december, leader)
    client.force_login(assessors[0])
    agree(client, december, "C1", 4)
    december.refresh_from_db()
    assert december.talk == {}


def test_the_widest_gap_becomes_a_draft_of_a_minimum_criterion_once(client, december, leader):
    talked(client, december, leader)
    page = client.get(reverse("calibration:session", args=[december.code])).content.decode()
    assert "Make it a minimum criterion" in page
    for _time in range(2):
        answer = client.post(reverse("calibration:criterion", args=[december.code, "C1"]), {"letter": "A"})
    guideline = Guideline.objects.get()
    assert answer.url == reverse("criteria:next", args=[guideline.code])
    assert (guideline.state, guideline.versions.get().title_en) == ("draft", "Takes charge")


def test_a_signed_performance_is_kept_as_a_reference_without_a_name(client, december, leader, assessors):
    signed(client, december, leader)
    client.post(reverse("calibration:keep", args=[december.code, "A"]), {"kind": "borderline", "note": "Falta el plazo"})
    anchor = Anchor.objects.get()
    assert (anchor.kind, anchor.master) == ("borderline", {"C1": 3, "C2": 3})
    answer_for_words(anchor=anchor, agrees=True, actor=anchor.performance.person)
    client.force_login(assessors[0])
    assert "Borderline" in client.get(reverse("calibration:anchors")).content.decode()
    page = client.get(reverse("calibration:anchor", args=[anchor.pk])).content.decode()
    assert "Su clave es 4821." in page
    assert "Ibrahim" not in page


def kept(client, session, leader) -> Anchor:
    signed(client, session, leader)
    client.post(reverse("calibration:keep", args=[session.code, "A"]), {"kind": "borderline", "note": "Falta el plazo"})
    return Anchor.objects.get()


def is_shown(client, anchor, to) -> bool:
    client.force_login(to)
    found = client.get(reverse("calibration:anchor", args=[anchor.pk]))
    assert (found.status_code == 200) == ("Borderline" in client.get(reverse("calibration:anchors")).content.decode())
    return found.status_code == 200


def test_whose_reply_it_is_is_asked_first(client, december, leader, assessors):
    anchor = kept(client, december, leader)
    person = anchor.performance.person
    assert not is_shown(client, anchor, assessors[0])
    client.force_login(person)
    asked = Notification.objects.get(person=person, kind="calibration.reference")
    page = client.get(asked.url).content.decode()
    assert "Su clave es 4821." in page
    assert "Falta el plazo" in page
    client.post(asked.url, {"answer": "yes"})
    assert is_shown(client, anchor, assessors[0])
    client.force_login(person)
    assert "Take my yes back" in client.get(asked.url).content.decode()
    client.post(asked.url, {"answer": "no"})
    assert not is_shown(client, anchor, assessors[0])


def test_a_no_stays_a_no_and_nobody_asks_again(client, december, leader, assessors):
    anchor = kept(client, december, leader)
    answer_for_words(anchor=anchor, agrees=False, actor=anchor.performance.person)
    client.force_login(leader)
    client.post(reverse("calibration:keep", args=[december.code, "A"]), {"kind": "good", "note": "Otra vez"})
    assert "The person said no" in client.get(reverse("calibration:session", args=[december.code])).content.decode()
    assert Notification.objects.filter(kind="calibration.reference").count() == 1
    answer_for_words(anchor=anchor, agrees=True, actor=anchor.performance.person)
    assert Anchor.objects.get().word == "declined"
    assert not is_shown(client, anchor, assessors[0])


@pytest.mark.parametrize("answer", ["", "maybe", "yes; DROP TABLE"])
def test_what_is_no_answer_changes_nothing_and_says_so(client, december, leader, answer):
    anchor = kept(client, december, leader)
    client.force_login(anchor.performance.person)
    page = client.post(reverse("calibration:word", args=[anchor.pk]), {"answer": answer}, follow=True).content.decode()
    assert "Say yes or no" in page
    assert Anchor.objects.get().word == "asked"


def test_nobody_else_answers_for_them(client, december, leader, assessors):
    anchor = kept(client, december, leader)
    for who in (leader, assessors[0]):
        client.force_login(who)
        assert client.post(reverse("calibration:word", args=[anchor.pk]), {"answer": "yes"}).status_code == 404
        with pytest.raises(Anchor.DoesNotExist):
            answer_for_words(anchor=anchor, agrees=True, actor=who)


def test_before_it_is_signed_nothing_is_a_reference(client, december, leader):
    talked(client, december, leader)
    client.post(reverse("calibration:keep", args=[december.code, "A"]), {"kind": "good"})
    assert not Anchor.objects.exists()


def earlier(version, leader, who, code, value, day):
    """A signed session in which the reference was all threes and fours."""
    made = CalibrationSession.objects.create(
        code=code, title_es=code, version=version, led_by=leader, state="signed", signed_at=datetime(2026, day, 1, tzinfo=UTC)
    )
    made.people.add(who)
    for letter, master in (("A", 3), ("B", 4), ("C", 3)):
        sample = Sample.objects.create(session=made, letter=letter, master={"C1": master, "C2": master})
        AnchorScore.objects.create(sample=sample, assessor=who, values={"C1": master + value, "C2": master + value})


def test_whoever_moves_away_from_the_reference_loses_the_licence_and_is_told(client, december, leader, assessors, version):
    nuria = assessors[0]
    held = AssessorLicence.objects.create(
        assessor=nuria, rubric=version.rubric, valid_from=date(2026, 1, 1), valid_to=date(2099, 1, 1), source="before"
    )
    earlier(version, leader, nuria, "one", 0, 1)
    earlier(version, leader, nuria, "two", 1, 2)
    signed(client, december, leader)
    line = next(one for one in figures_by_assessor(december) if one.assessor == nuria)
    assert Pattern.DRIFTING in line.figures.patterns
    held.refresh_from_db()
    assert (held.revoked_at is not None, held.revoked_why) == (True, f"drift:{december.code}")
    assert "moving away" in Notification.objects.get(kind="calibration.signed", person=nuria).text
    client.force_login(nuria)
    assert "moved away from the reference" in client.get(reverse("calibration:sessions")).content.decode()


def test_one_session_far_off_is_no_drift(client, december, leader, assessors, version):
    held = AssessorLicence.objects.create(
        assessor=assessors[0], rubric=version.rubric, valid_from=date(2026, 1, 1), valid_to=date(2099, 1, 1), source="before"
    )
    signed(client, december, leader)
    held.refresh_from_db()
    assert held.revoked_at is None


def test_quality_sees_who_is_licensed_and_who_is_not(client, leader, assessors, version):
    AssessorLicence.objects.create(
        assessor=assessors[0], rubric=version.rubric, valid_from=date(2026, 1, 1), valid_to=date(2099, 1, 1), source="a"
    )
    client.force_login(leader)
    url = reverse("calibration:licences")
    assert [(one.person.first_name, one.state) for one in client.get(url).context["page"]] == [
        ("Hugo", "none"), ("Leire", "none"), ("Nuria", "valid"),
    ]  # fmt: skip
    assert [one.person.first_name for one in client.get(url, {"state": "valid"}).context["page"]] == ["Nuria"]


def test_the_scoring_screen_says_how_to_be_licensed(client, unit):
    assessor = world.member("assessor", unit)
    waiting = scores.waiting(world.member("trainee", unit), assessor)
    client.force_login(assessor)
    page = client.get(reverse("scores:score", args=[waiting.pk])).content.decode()
    assert "You have no licence for this rubric now." in page
    assert reverse("calibration:sessions") in page
    assert "Ask for a second assessor" in page
