from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.competencies.enums import Standing
from lms.competencies.levels import DEFAULT_RULE, Pause, Piece, ceiling_of, compiled, extended, faults_of, read

RULE = compiled(DEFAULT_RULE)
DAY = date(2026, 11, 23)


def piece(
    kind: str, level: int, *, days_ago: int = 10, lasts: int | None = 365, ceiling: int = 4, pk: int = 0, contested: bool = False
) -> Piece:
    seen = DAY - timedelta(days=days_ago)
    return Piece(pk, kind, level, ceiling, seen, None if lasts is None else seen + timedelta(days=lasts), contested)


def proved(*pieces: Piece, on: date = DAY) -> int | None:
    return read(pieces, RULE, on).level


def test_one_piece_proves_up_to_the_second_level():
    assert proved(piece("observation", 4)) == 2


def test_the_third_level_needs_two_pieces_of_two_kinds():
    assert proved(piece("observation", 3), piece("observation", 3)) == 2
    assert proved(piece("observation", 3), piece("roleplay", 3)) == 3
    assert proved(piece("observation", 4), piece("roleplay", 3)) == 3


def test_or_one_assessment_centre():
    assert proved(piece("assessment_centre", 5, ceiling=5)) == 5


def test_no_piece_proves_more_than_its_ceiling():
    assert proved(piece("quiz", 5, ceiling=2), piece("course", 5, ceiling=1)) == 2


def test_a_figure_never_proves():
    assert read([piece("kpi", 5, ceiling=0)], RULE, DAY).standing == Standing.NONE


def test_no_evidence_expired_and_low_are_three_different_things():
    lapsed = [piece("observation", 3, days_ago=400), piece("roleplay", 3, days_ago=390)]
    none, expired, low = read([], RULE, DAY), read(lapsed, RULE, DAY), read([piece("course", 1)], RULE, DAY)
    assert [(one.standing, one.level, one.proven_level) for one in (none, expired, low)] == [
        (Standing.NONE, None, None),
        (Standing.EXPIRED, None, 3),
        (Standing.CURRENT, 1, 1),
    ]


def test_what_still_holds_is_said_beside_what_lapsed():
    pieces = [piece("observation", 3, days_ago=400), piece("roleplay", 3, days_ago=10)]
    reading = read(pieces, RULE, DAY)
    assert (reading.standing, reading.level, reading.proven_level, reading.valid_until) == (
        Standing.CURRENT,
        2,
        2,
        DAY + timedelta(days=355),
    )
    both = read([*pieces, piece("qa_score", 3, days_ago=390)], RULE, DAY)
    assert (both.standing, both.level, both.proven_level, both.valid_until) == (Standing.EXPIRED, 2, 3, DAY - timedelta(days=35))


def test_it_is_ageing_in_its_last_sixty_days_and_the_last_day_still_counts():
    at = piece("observation", 2, days_ago=365 - 60)
    last = piece("observation", 2, days_ago=365)
    gone = piece("observation", 2, days_ago=366)
    assert [read([one], RULE, DAY).standing for one in (at, last, gone)] == [Standing.AGEING, Standing.AGEING, Standing.EXPIRED]
    assert read([piece("observation", 2, days_ago=365 - 61)], RULE, DAY).standing == Standing.CURRENT


def test_two_levels_lower_asks_for_a_review_and_lowers_nothing():
    strong = [piece("assessment_centre", 4, days_ago=100, ceiling=5, pk=1)]
    reading = read([*strong, piece("observation", 2, pk=2)], RULE, DAY)
    assert (reading.level, reading.against) == (4, (2,))
    assert reading.changes_on == DAY + timedelta(days=80)
    assert not read([*strong, piece("observation", 3)], RULE, DAY).to_review
    assert not read([*strong, piece("observation", 2, days_ago=90)], RULE, DAY).to_review


def test_what_is_questioned_counts_in_nothing_against_its_person():
    strong = piece("assessment_centre", 4, days_ago=100, ceiling=5)
    assert not read([strong, piece("observation", 1, contested=True)], RULE, DAY).to_review


def test_getting_better_is_no_contradiction():
    assert not read([piece("observation", 1, days_ago=50), piece("assessment_centre", 4, days_ago=10, ceiling=5)], RULE, DAY).to_review


def test_a_passed_quiz_is_no_contradiction_and_a_poor_figure_is():
    strong = piece("assessment_centre", 4, days_ago=100, ceiling=5)
    assert not read([strong, piece("quiz", 2, ceiling=2)], RULE, DAY).to_review
    assert read([strong, piece("kpi", 2, ceiling=0)], RULE, DAY).to_review


def test_days_away_add_to_the_life_of_a_piece_and_restart_nothing():
    seen, last = date(2026, 1, 10), date(2026, 7, 10)
    assert extended(seen, last, [Pause(date(2026, 3, 1), date(2026, 3, 31))]) == date(2026, 8, 10)
    assert extended(seen, last, [Pause(date(2025, 3, 1), date(2025, 3, 31)), Pause(date(2026, 7, 11), date(2026, 8, 1))]) == last
    assert extended(seen, last, [Pause(date(2026, 7, 1), None)]) is None
    assert extended(seen, last, [Pause(date(2026, 1, 1), date(2026, 1, 12))]) == date(2026, 7, 13)


def test_a_day_in_two_absences_is_one_day_away():
    seen, last = date(2026, 1, 1), date(2026, 6, 30)
    inside = [Pause(date(2026, 2, 1), date(2026, 2, 28)), Pause(date(2026, 2, 10), date(2026, 2, 14))]
    assert extended(seen, last, inside) == last + timedelta(days=28)
    across = [Pause(date(2026, 2, 1), date(2026, 2, 10)), Pause(date(2026, 2, 5), date(2026, 2, 15))]
    assert extended(seen, last, across) == last + timedelta(days=15)


@pytest.mark.parametrize(
    ("kind", "known", "is_knowledge", "here", "own", "most"),
    [
        (2, 3, False, None, None, 2),
        (2, 3, True, None, None, 3),
        (4, None, True, None, 2, 2),
        (4, None, False, 3, None, 3),
        (2, 3, True, 1, 5, 1),
    ],
)
def test_ceilings_come_from_the_kind_the_competency_and_the_piece(kind, known, is_knowledge, here, own, most):
    assert ceiling_of(kind=kind, kind_in_knowledge=known, is_knowledge=is_knowledge, here=here, own=own) == most


@pytest.mark.parametrize(
    ("rule", "path", "code"),
    [
        ({}, "levels", "no_levels"),
        ({"levels": [{"from": 1, "to": 4, "needs": {"pieces": 1}}]}, "levels", "levels_missing_or_twice"),
        ({"levels": [{"from": 3, "to": 1, "needs": {"pieces": 1}}]}, "levels.0", "no_range"),
        ({"levels": [{"from": 1, "to": 5, "needs": {"pieces": 1, "kinds": 2}}]}, "levels.0.needs.kinds", "more_kinds_than_pieces"),
        ({"levels": [{"from": 1, "to": 5, "needs": {"any": []}}]}, "levels.0.needs.any", "no_parts"),
        ({"levels": [{"from": 1, "to": 5, "needs": {"all": [{"pieces": 0}]}}]}, "levels.0.needs.all.0.pieces", "no_number"),
        ({"levels": [{"from": 1, "to": 5, "needs": {"pieces": 1, "of": ["rumour"]}}]}, "levels.0.needs.of", "unknown_kind"),
    ],
)
def test_a_faulty_rule_says_where(rule, path, code):
    assert [(fault.path, fault.code) for fault in faults_of(rule, kinds=["quiz"])] == [(path, code)]


# ── Laws ────────────────────────────────────────────────────────────────────────────────────────────────────────

KINDS = st.sampled_from(["course", "quiz", "observation", "roleplay", "assessment_centre", "kpi"])
PIECES = st.builds(
    piece,
    KINDS,
    st.integers(1, 5),
    days_ago=st.integers(0, 900),
    lasts=st.none() | st.integers(30, 700),
    ceiling=st.integers(0, 5),
    pk=st.integers(1, 10_000),
    contested=st.booleans(),
)
MANY = st.lists(PIECES, max_size=9, unique_by=lambda one: one.id)


@given(MANY, st.randoms())
def test_the_order_of_arrival_never_matters(pieces, chance):
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    assert read(shuffled, RULE, DAY) == read(pieces, RULE, DAY)


@given(MANY, PIECES)
def test_evidence_at_or_above_a_level_never_lowers_it(pieces, more):
    before = read(pieces, RULE, DAY)
    after = read([*pieces, more], RULE, DAY)
    assert (after.level or 0) >= (before.level or 0)
    assert (after.proven_level or 0) >= (before.proven_level or 0)
    if more.level >= (before.proven_level or 0) - 1:
        assert set(after.against) <= set(before.against) or after.level != before.level


@given(MANY, st.integers(0, 900))
def test_a_past_day_does_not_know_what_was_seen_later(pieces, back):
    day = DAY - timedelta(days=back)
    known = [one for one in pieces if one.observed_on <= day]
    then, now = read(known, RULE, day), read(pieces, RULE, day)
    assert (then.standing, then.level, then.proven_level, then.against) == (now.standing, now.level, now.proven_level, now.against)


@given(MANY)
def test_nothing_changes_by_itself_before_the_day_it_says(pieces):
    reading = read(pieces, RULE, DAY)
    until = reading.changes_on or DAY + timedelta(days=1500)
    for day in {DAY + timedelta(days=1), until - timedelta(days=1)}:
        if DAY < day < until:
            later = read(pieces, RULE, day)
            assert (later.standing, later.level, later.proven_level, later.against) == (
                reading.standing,
                reading.level,
                reading.proven_level,
                reading.against,
            )
