"""What people of the demo have played."""

import pytest

from assessments.roleplays.models import Performance
from lms.competencies.models import Evidence

pytestmark = pytest.mark.django_db


def of(username: str) -> list[tuple]:
    rows = Performance.objects.filter(person__email__startswith=f"{username}@", practice=True).order_by("started_at")
    return list(rows.values_list("version__scenario__code", "mode", "state", "outcome"))


def test_sofia_practises_alone_and_has_a_conversation_under_way(demo_academy):
    assert of("sofia.medina") == [
        ("ESC-ES-02", "alone", "finished", "poor"),
        ("ESC-ES-02", "alone", "finished", "good"),
        ("ESC-ES-01", "written", "finished", ""),
        ("ESC-ES-01", "alone", "open", ""),
    ]


def test_priya_played_the_steps_of_her_programme_and_they_prove_level_two_at_most(demo_academy):
    assert [state for *_place, state in of("priya.nair")] == ["good", "good", "good"]
    levels = Evidence.objects.filter(person__email__startswith="priya.nair@", kind__code="roleplay_auto").values_list("level", flat=True)
    assert set(levels) == {2}
