from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from assessments.calibration.actions import begin_talking, hand_in_scores, sign
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.loading import load_session
from assessments.calibration.models import AnchorScore, CalibrationSession, Sample
from assessments.calibration.queries.sessions import figures_by_assessor, group_agreement, spoken
from assessments.rubrics.models import Criterion, CriticalError, Rubric, RubricVersion
from assessments.scores.models import AssessorLicence
from tests import world

pytestmark = pytest.mark.django_db
DATA = yaml.safe_load((Path(settings.BASE_DIR) / "lms/demo/data/calibration_session.yaml").read_text())
NOW = datetime(2026, 10, 15, 10, 0, tzinfo=UTC)


@pytest.fixture
def version():
    made = RubricVersion.objects.create(rubric=Rubric.objects.create(code="tennis", name_es="Partido de tenis"), number=1)
    for position, (code, weight) in enumerate(zip(DATA["criteria"], DATA["weights"], strict=True), 1):
        Criterion.objects.create(
            version=made, code=code, position=position, weight=weight, name_es=code, competency=world.competency("OWN"), anchors={}
        )
    for code in ("CE-REFUSE", "CE-ABUSE"):
        made.critical_errors.add(CriticalError.objects.create(code=code, kind="customer", text_es=code))
    return made


@pytest.fixture
def people():
    return {one["user"]: world.member("assessor", first_name=one["user"].title()) for one in DATA["assessors"]}


@pytest.fixture
def leader():
    return world.member("quality", first_name="Marta")


@pytest.fixture
def october(version, people, leader):
    return load_session(DATA, version=version, people=people, leader=leader, now=NOW)


@pytest.fixture
def session(version, people, leader):
    """Two of them score two performances."""
    made = CalibrationSession.objects.create(code="nov", title_es="Noviembre", version=version, led_by=leader)
    made.people.set([people["nuria"], people["hugo"]])
    for letter in "AB":
        Sample.objects.create(session=made, letter=letter)
    return made


def sheet(value=3, critical=()):
    return {letter: (dict.fromkeys(DATA["criteria"], value), list(critical)) for letter in "AB"}


def test_only_nuria_is_licensed_by_the_october_session_and_for_six_months(october, version):
    licence = AssessorLicence.objects.get()
    assert (licence.assessor.first_name, licence.rubric, licence.valid_to) == ("Nuria", version.rubric, date(2027, 4, 14))


def test_its_figures_are_the_published_ones(october):
    said = {line.assessor.first_name.lower(): line.figures for line in figures_by_assessor(october)}
    assert {who: round(one.bias, 3) for who, one in said.items()} == {
        who: one["bias"] for who, one in DATA["expected"]["per_assessor"].items()
    }
    assert round(group_agreement(october), 3) == DATA["expected"]["icc_2_1"]


def test_loading_it_twice_loads_it_once(october, version, people, leader):
    load_session(DATA, version=version, people=people, leader=leader)
    assert (CalibrationSession.objects.count(), AnchorScore.objects.count(), AssessorLicence.objects.count()) == (1, 20, 1)


def test_nobody_sees_anothers_scores_while_they_score(session, people, leader):
    hand_in_scores(session=session, sheet=sheet(), actor=people["nuria"])
    for who in (people["hugo"], leader, world.person(is_superuser=True)):
        assert not AnchorScore.objects.visible_to(who).exists()
    assert AnchorScore.objects.visible_to(people["nuria"]).count() == 2


def test_talking_begins_once_all_are_in_and_then_everybody_there_sees_them(session, people, leader):
    hand_in_scores(session=session, sheet=sheet(5), actor=people["nuria"])
    with pytest.raises(CannotCalibrate, match="Hugo"):
        begin_talking(session=session, actor=leader)
    hand_in_scores(session=session, sheet=sheet(3), actor=people["hugo"])
    begin_talking(session=session, actor=leader)
    begin_talking(session=session, actor=leader)
    first = spoken(session, people["hugo"])[0]
    assert (first.letter, [value for _who, value in first.values], first.is_apart) == ("A", [3, 5], True)
    assert not AnchorScore.objects.visible_to(people["diego"]).exists()


def test_what_was_handed_in_stays(session, people, leader):
    hand_in_scores(session=session, sheet=sheet(5), actor=people["nuria"])
    hand_in_scores(session=session, sheet=sheet(1), actor=people["nuria"])
    assert {value for row in AnchorScore.objects.all() for value in row.values.values()} == {5}


@pytest.mark.parametrize("wrong", [{}, {"A": ({"C1": 3}, [])}, sheet(6), sheet(3, ["CE-NONE"])])
def test_half_a_sheet_is_refused_and_nothing_is_kept(session, people, wrong):
    with pytest.raises(CannotCalibrate):
        hand_in_scores(session=session, sheet=wrong, actor=people["nuria"])
    assert not AnchorScore.objects.exists()


def test_only_who_leads_it_signs_with_a_decision_and_after_talking(session, people, leader):
    for who, decision in ((people["nuria"], "Sí"), (leader, "Sí")):
        with pytest.raises(CannotCalibrate):
            sign(session=session, master=sheet(), decision=decision, actor=who)
    for name in ("nuria", "hugo"):
        hand_in_scores(session=session, sheet=sheet(), actor=people[name])
    begin_talking(session=session, actor=leader)
    with pytest.raises(CannotCalibrate):
        sign(session=session, master=sheet(), decision=" ", actor=leader)
    assert sign(session=session, master=sheet(), decision="Un 3 es…", actor=leader).state == "signed"


def test_where_nothing_can_be_said_nobody_is_licensed(session, people, leader):
    """All the same score: agreement by skill cannot be told from agreement by chance."""
    for name in ("nuria", "hugo"):
        hand_in_scores(session=session, sheet=sheet(), actor=people[name])
    begin_talking(session=session, actor=leader)
    sign(session=session, master=sheet(), decision="Faltan ejemplos", actor=leader)
    assert not AssessorLicence.objects.exists()
