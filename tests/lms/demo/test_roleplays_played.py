"""What people of the demo have played."""

import pytest
from django.utils import timezone

from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance
from lms.competencies.models import Evidence
from lms.demo.loader.voices import begun

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


def test_what_the_lot_gives_to_two_readers_leaves_no_trace(demo_academy, monkeypatch):
    """The lot is drawn from the number of a performance, which is another one each time."""
    drawn = iter([True, True, False])
    monkeypatch.setattr("lms.demo.loader.voices.is_drawn", lambda *_asked: next(drawn))
    before = Performance.objects.count()
    made = begun("ESC-ES-02", "ibrahim.toure", Mode.RECORDED, timezone.now())
    assert Performance.objects.count() == before + 1
    assert made.state == "open"


def test_priya_played_the_steps_of_her_programme_and_they_prove_level_two_at_most(demo_academy):
    assert [state for *_place, state in of("priya.nair")] == ["good", "good", "good"]
    levels = Evidence.objects.filter(person__email__startswith="priya.nair@", kind__code="roleplay_auto").values_list("level", flat=True)
    assert set(levels) == {2}
