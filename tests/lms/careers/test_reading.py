import json
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone, translation

from lms.careers.actions import refresh_readiness, start_posting
from lms.careers.enums import RequirementKind
from lms.careers.models import Requirement
from lms.careers.queries.readiness import readiness_of, snapshot_of
from lms.competencies.actions import void_evidence
from lms.competencies.models import Evidence
from tests import world
from tests.lms.careers import centre
from tests.lms.careers.centre import asks, asks_level, ladder, measured, metric, proved, rung, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    world.evidence_kinds()
    made = ladder()
    asks_level(made, "R1", "EMP", 3, must=True)
    asks(made, "R1", RequirementKind.CERTIFICATE, "CERT-AGE", certifications=[world.certification("CERT-AGE")])
    asks(made, "R1", RequirementKind.METRIC, "qa", metric=metric(), comparison=">=", value=90, floor=86, window_months=2)
    asks(made, "R1", RequirementKind.ROLEPLAY, "written_reply", roleplay_type="written_reply")
    asks(made, "R1", RequirementKind.TIME_IN_RUNG, "R0", months=9)
    return made


@pytest.fixture
def agent(version):
    made = world.member("agent")
    start_posting(person=made, rung=rung("R0"), starts_on=today() - relativedelta(months=4))
    return made


def standing(person, key):
    return next(one for one in readiness_of(person, rung("R1")).standings if one.key.startswith(key))


def test_every_requirement_is_said_in_words_with_how_it_stands_and_why(agent):
    proved(agent, "EMP", 2, kinds=("quiz",))
    measured(agent, "qa", 88, 90)
    with translation.override("en"):
        found = [(one.words, one.note) for one in readiness_of(agent, rung("R1")).standings]
    assert found[:4] == [
        ("Competency EMP: level 3", "Last proved: level 2 (levels to go: 1)"),
        ("Certificate: Certified agent", "Not held yet"),
        ("Quality: at least 90 over 2 months", "The mean is 89: not there yet (n = 40)"),
        ("Roleplay passed: a written reply", "Not passed yet"),
    ]
    assert found[4][0] == "9 months as Rung 0" and found[4][1].startswith("4 months so far; served on ")


def test_what_is_not_met_says_what_to_do_next(agent):
    proved(agent, "EMP", 3, kinds=("observation",))
    steps = {one.key.split(":")[0]: [step.code for step in one.steps] for one in readiness_of(agent, rung("R1")).standings}
    assert steps == {
        "competency": ["roleplay"],
        "certificate": ["certificate"],
        "metric": ["figures"],
        "roleplay": ["roleplay"],
        "time_in_rung": ["wait"],
    }


def test_what_is_met_says_on_what_it_rests_with_its_author_and_asks_for_nothing(agent):
    proved(agent, "EMP", 3)
    trainer = world.member("trainer", first_name="Carmen", last_name="Ibarra")
    Evidence.objects.filter(kind__code="observation").update(assessor=trainer)
    held = standing(agent, "competency")
    assert (held.result, held.have, held.need, held.steps) == ("met", 3, 3, ())
    assert {(proof.by, proof.value, proof.age(today())) for proof in held.proofs} == {("Carmen Ibarra", "3", 30), ("", "3", 30)}


def test_a_module_is_offered_where_it_can_prove_the_level(version):
    agent = world.member("agent")
    asks_level(version, "R1", "PRO", 2)
    world.module(title="Productos", competencies=[world.competency("PRO")], code="M03")
    steps = standing(agent, "competency:PRO").steps
    assert [(step.code, step.params.get("module")) for step in steps] == [("observation", None)] or steps[0].code == "module"


def test_a_past_day_is_read_as_it_was_known(agent):
    first, _second = proved(agent, "EMP", 3, days_ago=50)
    Evidence.objects.update(recorded_at=timezone.now() - timedelta(days=50))
    void_evidence(evidence=first, reason="Rúbrica vieja", actor=world.member("hr"))
    then = readiness_of(agent, rung("R1"), today() - timedelta(days=5)).standings[0]
    assert (then.result, standing(agent, "competency").result) == ("met", "in_progress")
    assert readiness_of(agent, rung("R1"), today() - timedelta(days=60)).standings[0].result == "missing"


def test_what_is_read_is_what_is_kept(agent):
    proved(agent, "EMP", 3)
    refresh_readiness(person_ids=[agent.pk])
    kept, found = agent.readiness.get(rung__code="R1"), readiness_of(agent, rung("R1"))
    assert (kept.state, kept.met, kept.total, float(kept.percent)) == (found.state, found.met, found.total, found.percent)
    assert [one.result for one in centre.kept(kept.results)] == [one.result for one in found.standings]


def test_a_snapshot_is_plain_says_both_languages_and_is_the_same_each_time(agent):
    proved(agent, "EMP", 3)
    snapshot = snapshot_of(agent, rung("R1"))
    assert json.loads(json.dumps(snapshot)) == snapshot == snapshot_of(agent, rung("R1"))
    assert (snapshot["version"], snapshot["rung"], len(snapshot["results"])) == ("1", "R1", 5)
    assert snapshot["results"][0]["words"] == {"es": "Competencia EMP: nivel 3", "en": "Competency EMP: level 3"}
    assert len(snapshot["results"][0]["facts"]) == 2


def test_where_nothing_is_asked_there_is_nothing_to_read(agent):
    Requirement.objects.all().delete()
    assert readiness_of(agent, rung("R1")) is None
    assert snapshot_of(agent, rung("R1")) == {}
