import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lms.competencies.actions import record_evidence
from lms.competencies.models import CompetencyState, Evidence
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    world.evidence_kinds()
    who = world.member("agent", email="agent@example.com")
    for kind in ("observation", "roleplay"):
        record_evidence(
            person=who,
            competency=world.competency("EMP"),
            kind=kind,
            level=3,
            source=kind,
            observed_at=timezone.now() - timedelta(days=40),
        )
    return who


def told(*asked) -> dict:
    out = StringIO()
    call_command("rebuild_levels", *asked, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_it_writes_again_what_was_lost(agent):
    CompetencyState.objects.all().delete()
    assert told()["rows_written"] == 1
    assert CompetencyState.objects.get().level == 3


def test_twice_gives_the_same_rows(agent):
    kept = CompetencyState.objects.values("standing", "level", "proven_level", "valid_until", "spans", "explanation", "changes_on")
    before = list(kept)
    told("--person", "AGENT@example.com")
    assert list(kept) == before


def test_a_past_day_is_shown_and_not_written(agent):
    Evidence.objects.filter(kind__code="observation").update(recorded_at=timezone.now() - timedelta(days=30))
    before = CompetencyState.objects.get().computed_at
    answer = told("--person", "agent@example.com", "--on", (timezone.localdate() - timedelta(days=20)).isoformat())
    assert [(one["competency"], one["level"]) for one in answer["states"]] == [("EMP", 2)]
    assert (answer["rows_written"], CompetencyState.objects.get().computed_at) == (0, before)


def test_what_it_cannot_do_it_says_in_words(agent):
    for asked, words in (
        (["--person", "nobody@example.com"], "Nobody here"),
        (["--on", "2026-06-30"], "--person"),
        (["--on", "June", "--person", "agent@example.com"], "2026-11-23"),
    ):
        with pytest.raises(CommandError, match=words):
            told(*asked)
