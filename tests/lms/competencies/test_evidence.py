from datetime import UTC, date, datetime

import pytest

from lms.competencies.actions import record_evidence, void_evidence
from lms.competencies.exceptions import ReasonMissing
from lms.competencies.models import CompetencyState, Evidence, EvidenceKind
from lms.competencies.signals import evidence_recorded
from tests import world

pytestmark = pytest.mark.django_db

SEEN = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


def recorded(**fields):
    world.evidence_kinds()
    values = {"person": fields.pop("person", None) or world.member("agent"), "competency": world.competency("PRO"), "kind": "course"}
    return record_evidence(**values | {"level": 1, "source": "enrolment:1/module:a", "observed_at": SEEN} | fields)


def test_recording_twice_gives_one_row():
    person = world.member("agent")
    assert recorded(person=person) == recorded(person=person)
    assert Evidence.objects.count() == 1


def test_a_kind_proves_no_more_than_it_can_and_the_level_seen_is_kept():
    seen = recorded(kind="course", level=4)
    assert (seen.level, CompetencyState.objects.get(person=seen.person).level) == (4, 1)
    seen = recorded(kind="quiz", level=4)
    assert (seen.level, CompetencyState.objects.get(person=seen.person).level) == (4, 2)


def test_it_expires_by_the_local_day_it_was_observed():
    # 23:30 UTC of 31 January is 1 February in Madrid.
    assert recorded().expires_on == date(2027, 2, 1)


def test_an_unknown_kind_is_no_evidence():
    with pytest.raises(EvidenceKind.DoesNotExist):
        recorded(kind="rumour")


def test_the_signal_comes_after_the_commit_and_once(django_capture_on_commit_callbacks):
    heard, person = [], world.member("agent")
    evidence_recorded.connect(receiver := lambda **said: heard.append(said["evidence_id"]))
    with django_capture_on_commit_callbacks(execute=True):
        evidence = recorded(person=person)
        recorded(person=person)
        assert heard == []
    evidence_recorded.disconnect(receiver)
    assert heard == [evidence.pk]


def test_what_is_voided_stays_and_no_longer_counts():
    evidence, actor = recorded(), world.member("hr")
    with pytest.raises(ReasonMissing):
        void_evidence(evidence=evidence, reason=" ", actor=actor)
    void_evidence(evidence=evidence, reason="Scored the wrong person", actor=actor)
    void_evidence(evidence=evidence, reason="Again", actor=actor)
    assert (Evidence.objects.count(), Evidence.objects.standing().count(), evidence.void.reason) == (1, 0, "Scored the wrong person")


def test_evidence_is_seen_by_its_person_and_by_who_leads_them():
    unit = world.unit()
    evidence = recorded(person=world.member("agent", unit))
    seen = {role: evidence in Evidence.objects.visible_to(world.member(role, unit)) for role in ("coordinator", "hr", "agent", "assessor")}
    assert seen == {"coordinator": True, "hr": True, "agent": False, "assessor": False}
    assert evidence in Evidence.objects.visible_to(evidence.person)
    assert evidence not in Evidence.objects.visible_to(world.member("coordinator"))
