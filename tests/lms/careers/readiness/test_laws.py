"""Laws that hold whatever is asked and whatever is known."""

import json
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lms.careers.actions.keeping import result_of
from lms.careers.enums import ReadinessState, RequirementKind, Result
from lms.careers.readiness import Ask, CertificateFact, Facts, LevelFact, Passed, Why, assess
from lms.careers.readiness.keeping import outcome_kept
from lms.careers.readiness.requirements import RESULTS, whole_months
from lms.careers.readiness.steps import evidence_wanted
from lms.competencies.levels import DEFAULT_RULE, Piece, compiled
from lms.operations.windows import MonthFigure, Target, month_of

DAY = date(2026, 11, 23)
LATER = DAY + timedelta(days=200)
RULE = compiled(DEFAULT_RULE)
ASKS = (
    *(Ask(f"competency:{number}", RequirementKind.COMPETENCY, must=number == 1, competency=number, level=3) for number in (1, 2, 3)),
    Ask("certificate:A|B", RequirementKind.CERTIFICATE, certifications=(1, 2)),
    Ask("metric:qa", RequirementKind.METRIC, metric=1, target=Target(">=", Decimal(90), 2, floor=Decimal(86), min_sample=10)),
    Ask("roleplay:x", RequirementKind.ROLEPLAY, code="x", count=2),
    Ask("time_in_rung", RequirementKind.TIME_IN_RUNG, months=6, rungs=(5,)),
    Ask("time_in_company", RequirementKind.TIME_IN_COMPANY, months=18),
)
days_ago = st.integers(0, 900).map(lambda days: DAY - timedelta(days=days))
level = st.tuples(st.integers(0, 5), st.integers(1, 5)).map(lambda pair: LevelFact(min(pair) or None, max(pair), LATER))
certificate = st.builds(CertificateFact, days_ago, st.just(LATER), st.booleans())
FACTS = st.builds(
    Facts,
    levels=st.dictionaries(st.integers(1, 3), level),
    certificates=st.dictionaries(
        st.integers(1, 2), st.lists(st.builds(CertificateFact, days_ago, st.just(LATER), st.booleans()), max_size=2)
    ),
    figures=st.dictionaries(
        st.just(1),
        st.dictionaries(st.integers(1, 6), st.integers(80, 100)).map(
            lambda rows: [MonthFigure(month_of(DAY) - back, Decimal(value), 12) for back, value in rows.items()]
        ),
    ),
    roleplays=st.dictionaries(st.just("x"), st.lists(st.builds(Passed, days_ago), max_size=3)),
    held=st.dictionaries(st.just(5), st.lists(days_ago.map(lambda day: (day, None)), max_size=1)),
    hired_on=st.none() | days_ago,
)


def unmet(facts: Facts) -> int:
    return assess(ASKS, facts, DAY).unmet


@given(FACTS, st.sampled_from((1, 2)))
def test_one_more_valid_certificate_takes_nobody_further_away(facts, which):
    before = unmet(facts)
    facts.certificates.setdefault(which, []).append(CertificateFact(DAY, None))
    assert unmet(facts) == before & ~0b1000


@given(FACTS)
def test_one_more_roleplay_passed_takes_nobody_further_away(facts):
    before = unmet(facts)
    facts.roleplays.setdefault("x", []).append(Passed(DAY))
    assert unmet(facts) | before == before


@given(FACTS, st.integers(1, 400))
def test_an_earlier_first_day_takes_nobody_further_away(facts, days):
    before = unmet(facts)
    facts.hired_on = (facts.hired_on or DAY) - timedelta(days=days)
    assert unmet(facts) | before == before


@given(FACTS)
def test_the_state_the_counts_and_the_bits_agree(facts):
    found = assess(ASKS, facts, DAY)
    assert found == assess(ASKS, facts, DAY)
    assert found.met == len(ASKS) - found.unmet.bit_count()
    assert (found.state == ReadinessState.READY) == (found.unmet == 0)
    if found.state == ReadinessState.MISSING_EVIDENCE:
        assert all(outcome.result in (Result.MET, Result.MISSING, Result.EXPIRED) for outcome in found.outcomes)
    if found.state == ReadinessState.NEARLY:
        assert found.unmet.bit_count() <= 2 and not found.unmet & 0b1
    assert found.changes_on is None or found.changes_on > DAY


@given(FACTS, st.integers(1, 300))
def test_nothing_changes_before_the_day_that_is_said(facts, days):
    found = assess(ASKS, facts, DAY)
    later = DAY + timedelta(days=days)
    if found.changes_on is None or later < found.changes_on:
        again = assess(ASKS, facts, later)
        assert (again.state, again.unmet) == (found.state, found.unmet)


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_months_are_whole_on_the_day_that_they_are_due(start, months):
    from dateutil.relativedelta import relativedelta

    due = start + relativedelta(months=months)
    assert whole_months(start, due) == months
    assert whole_months(start, due - timedelta(days=1)) == max(months - 1, 0)


CEILINGS = {"observation": 4, "roleplay": 4, "quiz": 2, "qa_score": 4, "assessment_centre": 5}
kinds, until = st.sampled_from(sorted(CEILINGS)), st.sampled_from((None, DAY))
PIECES = st.lists(st.builds(Piece, st.integers(1, 99), kinds, st.integers(1, 5), st.integers(0, 5), days_ago, until), max_size=5)


@given(PIECES, st.integers(1, 5))
def test_whoever_shows_what_is_wanted_proves_the_level_and_with_less_does_not(pieces, asked):
    wanted = evidence_wanted(asked, pieces, RULE, CEILINGS, DAY)
    standing = [piece for piece in pieces if piece.holds_on(DAY)]
    shown = [Piece(0, kind, asked, CEILINGS[kind], DAY) for kind in wanted]
    assert RULE.proves(asked, [*standing, *shown])
    assert not any(RULE.proves(asked, [*standing, *shown[:place], *shown[place + 1 :]]) for place in range(len(shown)))


@given(FACTS)
def test_what_a_row_keeps_is_read_back_as_the_rules_said_it(facts):
    said = assess(ASKS, facts, DAY)
    for ask, outcome in zip(ASKS, said.outcomes, strict=True):
        kept = result_of(outcome)
        assert json.loads(json.dumps(kept)) == kept, "plain JSON"
        assert outcome_kept(ask, kept) == outcome._replace(changes=())
    assert said.met == sum(outcome.result == Result.MET for outcome in said.outcomes)


def test_every_reason_amounts_to_a_result():
    assert set(RESULTS) == set(Why)
