from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lms.careers.actions import refresh_readiness, set_hired_on, start_posting
from lms.careers.enums import ReadinessState, RequirementKind, RungKind
from lms.careers.models import Posting, Readiness, Rung
from lms.certificates.actions import revoke_certificate
from lms.competencies.actions import record_evidence, void_evidence
from lms.operations.actions import record_absence
from tests import world
from tests.lms.careers.centre import Kept, asks, asks_level, kept, ladder, measured, metric, proved, rung, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    world.evidence_kinds()
    made = ladder()
    asks_level(made, "R1", "EMP", 3)
    return made


@pytest.fixture
def agent():
    return world.member("agent")


def post(person, code="R0", *, months=12):
    return start_posting(person=person, rung=rung(code), starts_on=today() - relativedelta(months=months))


def row(person, code="R1") -> Readiness:
    return Readiness.objects.get(person=person, rung__code=code)


def results(person, code="R1") -> list[Kept]:
    return kept(row(person, code).results)


def test_whoever_is_posted_is_measured_against_every_rung_above_theirs(version, agent):
    asks_level(version, "R2", "LEA", 3)
    post(agent)
    assert sorted(agent.readiness.values_list("rung__code", flat=True)) == ["R1", "R2"]
    start_posting(person=agent, rung=rung("R1"), starts_on=today())
    assert list(agent.readiness.values_list("rung__code", flat=True)) == ["R2"]


def test_whoever_stands_on_no_ladder_has_no_row(version, agent):
    assert refresh_readiness(person_ids=[agent.pk]) == 0


def test_a_rung_that_asks_nothing_is_no_aim(version, agent):
    post(agent, "R1")
    assert not Readiness.objects.exists()


def test_a_lateral_path_lies_ahead_of_whoever_it_leaves_from_and_keeps_the_way_back(version, agent):
    lateral = Rung.objects.create(ladder=version.ladder, code="L-FOR", kind=RungKind.LATERAL, name_es="Formación")
    lateral.from_rungs.add(rung("R1"))
    asks_level(version, "L-FOR", "COA", 3)
    asks_level(version, "R2", "LEA", 3)
    post(agent, "R0")
    assert set(agent.readiness.values_list("rung__code", flat=True)) == {"R1", "R2"}
    start_posting(person=agent, rung=rung("R1"), starts_on=today() - timedelta(days=9))
    assert set(agent.readiness.values_list("rung__code", flat=True)) == {"R2", "L-FOR"}
    start_posting(person=agent, rung=lateral, starts_on=today())
    assert set(agent.readiness.values_list("rung__code", flat=True)) == {"R2"}


def test_a_piece_of_evidence_changes_the_row_in_its_own_transaction(version, agent):
    post(agent)
    assert row(agent).state == ReadinessState.MISSING_EVIDENCE
    with pytest.raises(RuntimeError), transaction.atomic():
        proved(agent, "EMP", 3)
        assert row(agent).state == ReadinessState.READY
        raise RuntimeError
    assert row(agent).state == ReadinessState.MISSING_EVIDENCE


def test_a_row_says_the_result_of_each_requirement(version, agent):
    asks_level(version, "R1", "LIS", 3)
    asks_level(version, "R1", "DIF", 2)
    post(agent)
    proved(agent, "EMP", 3)
    proved(agent, "LIS", 2, kinds=("quiz",))
    held = row(agent)
    assert (held.state, held.met, held.total, held.unmet, str(held.percent)) == ("on_the_way", 1, 3, 0b110, "62.5")
    assert [(one.result, one.have, one.why) for one in kept(held.results)] == [
        ("met", 3, "proved"),
        ("in_progress", 2, "short"),
        ("missing", None, "no_evidence"),
    ]


def test_voiding_evidence_turns_its_row_back(version, agent):
    post(agent)
    first, _second = proved(agent, "EMP", 3)
    void_evidence(evidence=first, reason="Rúbrica vieja", actor=world.member("hr"))
    assert (row(agent).state, results(agent)[0].have, results(agent)[0].why) == ("nearly", 2, "short")


def test_a_certificate_issued_or_revoked_changes_the_row(version, agent):
    of = world.certification("CERT-AGE")
    asks(version, "R1", RequirementKind.CERTIFICATE, "CERT-AGE", certifications=[of, world.certification("CERT-B")])
    company = world.unit()
    agent, hr = world.member("agent", company), world.member("hr", company)
    proved(agent, "EMP", 3)
    post(agent)
    assert results(agent)[1].why == "not_held"
    certificate = world.certificate(of, agent)
    assert (row(agent).state, results(agent)[1].until) == ("ready", certificate.valid_until.isoformat())
    revoke_certificate(certificate=certificate, reason="Se repite", actor=hr)
    assert (row(agent).state, results(agent)[1].why) == ("missing_evidence", "revoked")


def test_figures_of_the_person_and_an_absence_change_the_row(version, agent):
    asks(version, "R1", RequirementKind.METRIC, "qa", metric=metric(), comparison=">=", value=90, floor=86, window_months=2, min_sample=30)
    proved(agent, "EMP", 3)
    post(agent)
    assert results(agent)[1] == ("missing", "nothing", None, None)
    measured(agent, "qa", 70, 92, 94)
    assert (results(agent)[1].result, results(agent)[1].why) == ("in_progress", "floor")
    last_month = today().replace(day=1) - timedelta(days=1)
    record_absence(person=agent, starts_on=last_month, ends_on=last_month)
    assert (results(agent)[1].result, results(agent)[1].have) == ("met", 93.0)


def test_figures_of_a_team_are_those_of_whoever_leads_it(version):
    asks(version, "R1", RequirementKind.METRIC, "qa", metric=metric(), scope="team", comparison=">=", value=88, window_months=2)
    team = world.unit(kind="team")
    leader = world.member("coordinator", team)
    proved(leader, "EMP", 3)
    post(leader)
    measured(None, "qa", 90, 91, unit=team)
    assert row(leader).state == ReadinessState.READY


def test_a_roleplay_counts_once_however_many_competencies_it_proves(version, agent):
    asks(version, "R1", RequirementKind.ROLEPLAY, "written_reply", roleplay_type="written_reply", count=2)
    post(agent)
    for code in ("EMP", "WRI"):
        proved(agent, code, 4, kinds=("roleplay",), source="roleplay:written_reply:1")
    assert (results(agent)[1].have, results(agent)[1].why) == (1, "few_passed")
    proved(agent, "WRI", 4, kinds=("roleplay",), source="roleplay:written_reply:2")
    assert results(agent)[1].result == "met"


def test_a_licence_is_what_evidence_says_it_is(version, agent):
    asks(version, "R1", RequirementKind.LICENCE, "driving", licence="driving")
    post(agent)
    proved(agent, "PRL", 3, kinds=("certificate",), source="licence:driving:2026")
    assert results(agent)[1].result == "met"


def test_times_count_from_the_posting_and_from_the_first_day(version, agent):
    asks(version, "R1", RequirementKind.TIME_IN_RUNG, "R0", months=9)
    asks(version, "R1", RequirementKind.TIME_IN_COMPANY, "all", months=18)
    proved(agent, "EMP", 3)
    post(agent, months=4)
    set_hired_on(person=agent, hired_on=today() - relativedelta(months=20))
    held = row(agent)
    assert [(one.result, one.have) for one in kept(held.results)[1:]] == [("in_progress", 4), ("met", 20)]
    assert held.changes_on <= today() + relativedelta(months=5)


def test_acting_up_to_a_rung_is_not_holding_it(version, agent):
    asks_level(version, "R2", "LEA", 3)
    asks(version, "R2", RequirementKind.TIME_IN_RUNG, "R1", months=6)
    post(agent)
    Posting.objects.create(person=agent, rung=rung("R1"), kind="acting_up", starts_on=today() - relativedelta(months=8))
    refresh_readiness(person_ids=[agent.pk])
    assert results(agent, "R2")[1].why == "not_begun"


def test_who_stays_in_a_state_keeps_the_day_since_when(version, agent):
    post(agent)
    long_ago = today() - timedelta(days=40)
    Readiness.objects.update(state_since=long_ago)
    refresh_readiness(person_ids=[agent.pk])
    assert row(agent).state_since == long_ago
    proved(agent, "EMP", 3)
    assert row(agent).state_since == today()


def test_refreshing_twice_writes_the_same(version, agent):
    post(agent)
    proved(agent, "EMP", 3)
    first = Readiness.objects.values("pk", "state", "results", "unmet", "percent", "changes_on", "state_since").get()
    refresh_readiness(person_ids=[agent.pk, agent.pk])
    assert Readiness.objects.values("pk", "state", "results", "unmet", "percent", "changes_on", "state_since").get() == first


def test_evidence_that_expires_changes_the_row_on_its_day(version, agent):
    post(agent)
    record_evidence(
        person=agent,
        competency=world.competency("EMP"),
        kind="assessment_centre",
        level=3,
        source="centre:1",
        expires_on=today() + timedelta(days=4),
    )
    assert (row(agent).state, row(agent).changes_on) == ("ready", today() + timedelta(days=5))


def test_many_people_cost_as_many_queries_as_one(version):
    people = [world.member("agent") for _ in range(4)]
    for person in people:
        post(person)
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as held:
            refresh_readiness(person_ids=[person.pk for person in some])
        counts.append(len(held))
    assert counts[0] == counts[1]
