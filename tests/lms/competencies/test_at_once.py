from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lms.competencies.actions import record_evidence, record_observation
from lms.competencies.models import CompetencyState, Evidence
from tests import world
from tests.at_once import at_once


def proving(person, kind: str, both: Barrier | None = None):
    def act() -> None:
        with transaction.atomic():
            if both is not None:
                Evidence.objects.count()
                both.wait(timeout=10)  # Both transactions are open before either writes.
            record_evidence(person=person, competency=world.competency("EMP"), kind=kind, level=3, source=kind, observed_at=timezone.now())

    return act


@pytest.mark.django_db(transaction=True)
def test_two_pieces_at_once_are_both_counted():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction after the other")
    world.evidence_kinds()
    world.competency("EMP")
    for _time in range(5):
        person, both = world.member("agent"), Barrier(2)
        at_once(proving(person, "observation", both), proving(person, "roleplay", both))
        assert CompetencyState.objects.get(person=person).level == 3


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_piece():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction after the other")
    world.evidence_kinds()
    person, coordinator, competency = world.member("agent"), world.member("coordinator"), world.competency("EMP")

    def send() -> None:
        record_observation(person=person, competency=competency, level=3, fact="Named the worry", actor=coordinator, token="a")

    at_once(send, send, send)
    assert (Evidence.objects.count(), CompetencyState.objects.get().level) == (1, 2)
