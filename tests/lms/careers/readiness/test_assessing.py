from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.careers.enums import ReadinessState, RequirementKind, Result
from lms.careers.readiness import Ask, CertificateFact, Facts, LevelFact, Passed, Why, assess
from lms.operations.windows import MonthFigure, Target, month_of

DAY = date(2026, 11, 23)
LATER = date(2027, 6, 30)


def competency(number: int, level: int = 3, *, must: bool = False) -> Ask:
    return Ask(f"competency:{number}", RequirementKind.COMPETENCY, must, competency=number, level=level)


CERTIFICATE = Ask("certificate:A", RequirementKind.CERTIFICATE, certifications=(1, 2))
ROLEPLAY = Ask("roleplay:briefing", RequirementKind.ROLEPLAY, code="briefing", count=2)
IN_RUNG = Ask("time_in_rung", RequirementKind.TIME_IN_RUNG, months=6, rungs=(2,))
IN_COMPANY = Ask("time_in_company", RequirementKind.TIME_IN_COMPANY, months=18)
FIGURE = Ask("metric:qa", RequirementKind.METRIC, metric=1, target=Target(">=", Decimal(90), 3, floor=Decimal(86), min_sample=30))


def levels(*proven: int | None, lapsed: tuple[int, ...] = ()) -> dict[int, LevelFact]:
    return {
        number: LevelFact(None if number in lapsed else level, level, DAY - timedelta(days=1) if number in lapsed else LATER)
        for number, level in enumerate(proven, 1)
        if level
    }


def outcome(ask: Ask, **facts):
    return assess([ask], Facts(**facts), DAY).outcomes[0]


def state(asks, **facts) -> str:
    return assess(asks, Facts(**facts), DAY).state


THREE = [competency(1), competency(2), competency(3, must=True)]


def test_all_met_is_ready():
    assert state(THREE, levels=levels(3, 4, 3)) == ReadinessState.READY


def test_two_small_gaps_are_nearly_and_three_are_not():
    four = [*THREE, competency(4)]
    assert state(four, levels=levels(2, 2, 3, 3)) == ReadinessState.NEARLY
    assert state(four, levels=levels(2, 2, 3, 2)) == ReadinessState.ON_THE_WAY


def test_a_must_or_a_gap_of_two_is_not_nearly():
    assert state(THREE, levels=levels(3, 3, 2)) == ReadinessState.ON_THE_WAY
    assert state(THREE, levels=levels(1, 3, 3)) == ReadinessState.ON_THE_WAY


def test_expired_or_missing_without_a_gap_is_evidence_missing():
    assert state(THREE, levels=levels(3, 3, 3, lapsed=(2,))) == ReadinessState.MISSING_EVIDENCE
    assert state(THREE, levels=levels(3, None, 3)) == ReadinessState.MISSING_EVIDENCE
    assert state([*THREE, CERTIFICATE], levels=levels(3, 3, 3)) == ReadinessState.MISSING_EVIDENCE


def test_a_gap_beside_something_missing_is_on_the_way():
    assert state([*THREE, CERTIFICATE], levels=levels(2, 3, 3)) == ReadinessState.ON_THE_WAY
    assert state(THREE, levels=levels(2, 3, 3, lapsed=(1,))) == ReadinessState.ON_THE_WAY


def test_time_still_to_serve_is_on_the_way():
    assert state([*THREE, IN_RUNG], levels=levels(3, 3, 3), held={2: [(date(2026, 7, 6), None)]}) == ReadinessState.ON_THE_WAY


def test_time_in_a_rung_never_held_is_no_missing_evidence():
    assert state([*THREE, IN_RUNG], levels=levels(3, 3, 3)) == ReadinessState.ON_THE_WAY


def test_the_percentage_counts_what_was_proved_up_to_what_is_asked():
    assert assess(THREE, Facts(levels=levels(5, 2, None)), DAY).percent == 55.6
    assert assess([CERTIFICATE], Facts(), DAY).percent is None
    assert assess(THREE, Facts(levels=levels(3, 3, 3, lapsed=(1,))), DAY).percent == 100.0


def test_no_evidence_expired_and_short_are_three_results():
    found = [outcome(competency(1), levels=levels(level, lapsed=lapsed)) for level, lapsed in ((None, ()), (3, (1,)), (2, ()), (2, (1,)))]
    assert [(one.result, one.why, one.gap) for one in found] == [
        (Result.MISSING, Why.NO_EVIDENCE, 0),
        (Result.EXPIRED, Why.EXPIRED, 0),
        (Result.IN_PROGRESS, Why.SHORT, 1),
        (Result.IN_PROGRESS, Why.SHORT_AND_EXPIRED, 1),
    ]


@pytest.mark.parametrize(
    ("held", "result", "why"),
    [
        ([], Result.MISSING, Why.NOT_HELD),
        ([CertificateFact(date(2025, 1, 1), DAY)], Result.MET, Why.VALID),
        ([CertificateFact(date(2025, 1, 1), DAY - timedelta(days=1))], Result.EXPIRED, Why.EXPIRED),
        ([CertificateFact(date(2025, 1, 1), None, revoked=True)], Result.MISSING, Why.REVOKED),
        ([CertificateFact(DAY + timedelta(days=1), None)], Result.MISSING, Why.NOT_HELD),
    ],
)
def test_any_of_the_certificates_will_do_until_its_last_day(held, result, why):
    found = outcome(CERTIFICATE, certificates={2: held})
    assert (found.result, found.why) == (result, why)


def test_roleplays_are_counted_while_they_hold():
    one, gone = Passed(date(2026, 5, 1), LATER), Passed(date(2025, 5, 1), date(2026, 5, 1))
    found = [outcome(ROLEPLAY, roleplays={"briefing": passed}) for passed in ([], [one], [one, one], [one, gone])]
    assert [(each.result, each.why) for each in found] == [
        (Result.MISSING, Why.NOT_PASSED),
        (Result.IN_PROGRESS, Why.FEW_PASSED),
        (Result.MET, Why.PASSED),
        (Result.EXPIRED, Why.EXPIRED),
    ]


def test_time_in_the_rung_says_the_day_it_will_be_served():
    found = outcome(IN_RUNG, held={2: [(date(2026, 7, 6), None)], 1: [(date(2020, 1, 1), date(2026, 7, 5))]})
    assert (found.result, found.have, found.until) == (Result.IN_PROGRESS, 4, date(2027, 1, 6))
    assert outcome(IN_RUNG, held={2: [(date(2026, 5, 23), None)]}).result == Result.MET
    assert outcome(IN_RUNG, held={1: [(date(2020, 1, 1), None)]}).result == Result.MISSING


def test_earlier_stays_in_the_rung_count_too():
    found = outcome(IN_RUNG, held={2: [(date(2025, 1, 1), date(2025, 1, 31)), (date(2026, 7, 6), None)]})
    assert (found.have, found.until) == (5, date(2026, 12, 5))


def test_time_in_the_company_runs_from_the_first_day():
    assert outcome(IN_COMPANY, hired_on=date(2025, 5, 23)).result == Result.MET
    assert outcome(IN_COMPANY, hired_on=date(2025, 5, 24)).until == date(2026, 11, 24)
    assert outcome(IN_COMPANY).why == Why.NOT_BEGUN


def test_a_figure_short_of_its_target_is_in_progress_and_without_data_missing():
    def months(*values, sample=12):
        return {1: [MonthFigure(month_of(DAY) - 1 - back, Decimal(value), sample) for back, value in enumerate(values)]}

    found = [outcome(FIGURE, figures=months(*values)) for values in ((92, 92, 92), (89, 89, 89), (99, 99, 85), (92, 92), ())]
    found.append(outcome(FIGURE, figures=months(92, 92, 92, sample=4)))
    assert [(each.result, each.why) for each in found] == [
        (Result.MET, Why.SUSTAINED),
        (Result.IN_PROGRESS, Why.SHORT),
        (Result.IN_PROGRESS, Why.FLOOR),
        (Result.MISSING, Why.FEW_MONTHS),
        (Result.MISSING, Why.NOTHING),
        (Result.MISSING, Why.FEW_CASES),
    ]


def test_it_says_the_next_day_on_which_it_changes_by_itself():
    assert assess([competency(1)], Facts(levels=levels(3)), DAY).changes_on == LATER + timedelta(days=1)
    assert assess([competency(1), FIGURE], Facts(levels=levels(3)), DAY).changes_on == date(2026, 12, 1)
    assert assess([competency(1)], Facts(), DAY).changes_on is None


def test_what_is_not_met_has_its_bit():
    assert assess([competency(1), CERTIFICATE, competency(2)], Facts(levels=levels(3, 1)), DAY).unmet == 0b110


# ── Laws ────────────────────────────────────────────────────────────────────────────────────────────────────────

PROVEN = st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3)


@given(PROVEN, st.integers(1, 3))
def test_a_higher_level_takes_nobody_further_away(proven, which):
    before = assess(THREE, Facts(levels=levels(*proven)), DAY)
    raised = list(proven)
    raised[which - 1] = min(5, (raised[which - 1] or 0) + 1)
    after = assess(THREE, Facts(levels=levels(*raised)), DAY)
    assert after.percent >= before.percent
    assert after.met >= before.met
    if before.state == ReadinessState.READY:
        assert after.state == ReadinessState.READY


@given(PROVEN, st.permutations(range(3)))
def test_the_order_of_the_requirements_changes_only_the_order_of_the_results(proven, order):
    straight = assess(THREE, Facts(levels=levels(*proven)), DAY)
    turned = assess([THREE[place] for place in order], Facts(levels=levels(*proven)), DAY)
    assert (turned.state, turned.percent, turned.changes_on) == (straight.state, straight.percent, straight.changes_on)
    assert list(turned.outcomes) == [straight.outcomes[place] for place in order]
