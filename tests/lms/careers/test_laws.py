"""What holds of readiness whatever is recorded, in whatever order, and on whatever day one asks."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lms.careers.actions import refresh_readiness, start_posting
from lms.careers.queries.readiness import readiness_of
from lms.competencies.actions import record_evidence, refresh_states, void_evidence
from lms.competencies.models import Evidence, EvidenceVoid
from tests import world
from tests.lms.careers import centre
from tests.lms.careers.centre import noon, today

pytestmark = pytest.mark.django_db
LAW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ASKED = {"EMP": 3, "LIS": 2, "PRO": 4}


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: what it says, how many days ago it was recorded, how old it was by then, and since when it is void."""

    competency: str
    kind: str
    level: int
    recorded: int
    age: int
    void: int | None


PIECES = st.builds(
    Piece,
    st.sampled_from(sorted(ASKED)),
    st.sampled_from(["observation", "roleplay", "quiz", "assessment_centre", "kpi"]),
    st.integers(1, 5),
    st.integers(1, 500),  # Noon of today may be still to come.
    st.integers(0, 300),
    st.none() | st.integers(1, 300),
)


@pytest.fixture
def rung():
    world.evidence_kinds()
    version = centre.ladder()
    type(version).objects.update(effective_from=today() - timedelta(days=900))
    for code, level in ASKED.items():
        centre.asks_level(version, "R1", code, level, must=code == "EMP")
        type(world.competency(code)).objects.filter(code=code).update(validity_months=6)
    return centre.rung("R1")


def somebody():
    person = world.member("agent")
    start_posting(person=person, rung=centre.rung("R0"), starts_on=today() - timedelta(days=900))
    return person


def record(person, piece: Piece, place: int) -> Evidence:
    """As if it had been recorded on its day: nothing that the software keeps looks at the clock for it."""
    recorded_on = today() - timedelta(days=piece.recorded)
    made = record_evidence(
        person=person,
        competency=world.competency(piece.competency),
        kind=piece.kind,
        level=piece.level,
        source=f"{piece.kind}:{place}",
        observed_at=noon(recorded_on - timedelta(days=piece.age)),
    )
    Evidence.objects.filter(pk=made.pk).update(recorded_at=noon(recorded_on))
    if piece.void is not None and piece.void < piece.recorded:
        void_evidence(evidence=made, reason="Era otra persona", actor=world.person())
        EvidenceVoid.objects.filter(evidence=made).update(voided_at=noon(today() - timedelta(days=piece.void)))
    return made


def kept(person) -> tuple:
    fields = ("state", "percent", "met", "total", "unmet", "results", "changes_on", "held")
    return person.readiness.values_list(*fields).get()


@LAW
@given(st.lists(PIECES, max_size=4), st.randoms())
def test_the_order_in_which_evidence_arrives_never_matters(rung, pieces, chance):
    with transaction.atomic():
        one, other = somebody(), somebody()
        for place, piece in enumerate(pieces):
            record(one, piece, place)
        shuffled = list(enumerate(pieces))
        chance.shuffle(shuffled)
        for place, piece in shuffled:
            record(other, piece, place)
        assert kept(one) == kept(other)
        transaction.set_rollback(True)


@LAW
@given(st.lists(PIECES, max_size=4))
def test_computing_again_changes_nothing(rung, pieces):
    with transaction.atomic():
        person = somebody()
        for place, piece in enumerate(pieces):
            record(person, piece, place)
        before = kept(person)
        refresh_states(person_ids=[person.pk])
        refresh_readiness(person_ids=[person.pk])
        assert kept(person) == before
        assert [one.result for one in readiness_of(person, rung).standings] == [one.result for one in centre.kept(before[5])]
        transaction.set_rollback(True)


@LAW
@given(st.lists(PIECES, max_size=4), st.integers(1, 500))
def test_a_past_day_gives_what_was_true_then(rung, pieces, days_ago):
    """Whoever only ever had what was recorded by that day, and not yet void, stands on it exactly alike."""
    with transaction.atomic():
        day = today() - timedelta(days=days_ago)
        one, other = somebody(), somebody()
        for place, piece in enumerate(pieces):
            record(one, piece, place)
            if piece.recorded >= days_ago:
                void_then = piece.void is not None and piece.void >= days_ago
                record(other, piece if void_then else Piece(**vars(piece) | {"void": None}), place)
        found, expected = readiness_of(one, rung, day), readiness_of(other, rung, day)
        assert (found.state, found.percent, found.assessment.outcomes) == (expected.state, expected.percent, expected.assessment.outcomes)
        transaction.set_rollback(True)


@LAW
@example([Piece("LIS", "assessment_centre", 3, 1, 184, None)], "LIS", "observation")
@given(st.lists(PIECES, max_size=4), st.sampled_from(sorted(ASKED)), st.sampled_from(["observation", "roleplay", "assessment_centre"]))
def test_evidence_at_or_above_the_level_asked_turns_no_row_back(rung, pieces, competency, kind):
    with transaction.atomic():
        person = somebody()
        for place, piece in enumerate(pieces):
            record(person, piece, place)
        before = centre.kept(kept(person)[5])
        record(person, Piece(competency, kind, 5, 1, 0, None), 99)
        after = centre.kept(kept(person)[5])
        assert all(new.result == "met" for old, new in zip(before, after, strict=True) if old.result == "met")
        # What ran out may have proved more than what is met again by something new: it is said as long as nothing else holds.
        lasting = [(old, new) for old, new in zip(before, after, strict=True) if (old.result, new.result) != ("expired", "met")]
        assert all((new.have or 0) >= (old.have or 0) for old, new in lasting)
        transaction.set_rollback(True)


@LAW
@given(st.lists(PIECES, min_size=1, max_size=4), st.data())
def test_voiding_a_piece_is_as_if_it_had_never_been(rung, pieces, data):
    with transaction.atomic():
        place = data.draw(st.integers(0, len(pieces) - 1))
        one, other = somebody(), somebody()
        for number, piece in enumerate(pieces):
            made = record(one, piece, number)
            if number == place:
                void_evidence(evidence=made, reason="Era otra persona", actor=world.person())
            else:
                record(other, piece, number)
        assert kept(one) == kept(other)
        transaction.set_rollback(True)
