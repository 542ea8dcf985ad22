from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.careers.acting import acting_up, claim_from

TODAY = date(2026, 11, 23)


def test_days_of_several_periods_add_up_to_months():
    counted = acting_up([(date(2026, 3, 1), date(2026, 4, 30)), (date(2026, 9, 1), date(2026, 10, 31))], TODAY)
    assert (counted.in_a_year, counted.in_two_years, counted.warning, counted.may_claim) == (4.0, 4.0, 4, False)


def test_a_period_that_lasts_counts_until_today_and_warns_at_four_five_and_six():
    started = {months: TODAY - timedelta(days=round(months * 365 / 12)) for months in (3, 4, 5, 6)}
    assert [acting_up([(started[months], None)], TODAY).warning for months in (3, 4, 5, 6)] == [None, 4, 5, 6]


def test_more_than_six_months_in_a_year_may_be_claimed():
    assert acting_up([(date(2026, 5, 1), None)], TODAY).may_claim
    assert not acting_up([(date(2026, 6, 1), None)], TODAY).may_claim


def test_more_than_eight_in_two_years_may_be_claimed_and_warns_two_months_before():
    halves = [(date(2025, 1, 1), date(2025, 4, 30)), (date(2026, 1, 1), date(2026, 5, 15))]
    counted = acting_up(halves, TODAY)
    assert (counted.in_a_year, counted.in_two_years, counted.warning, counted.may_claim) == (4.4, 8.4, 6, True)


def test_what_ended_more_than_two_years_ago_counts_no_more():
    assert acting_up([(date(2023, 1, 1), date(2023, 12, 31))], TODAY).in_two_years == 0


PERIODS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 300)).map(
        lambda pair: (TODAY - timedelta(days=pair[0]), TODAY - timedelta(days=pair[0]) + timedelta(days=pair[1]))
    ),
    max_size=6,
)


@given(PERIODS, st.randoms())
def test_no_day_counts_twice_and_the_order_does_not_matter(periods, random):
    counted = acting_up(periods, TODAY)
    doubled = periods + periods
    random.shuffle(doubled)
    assert acting_up(doubled, TODAY) == counted
    assert counted.in_a_year <= 12.1 and counted.in_two_years <= 24.1
    assert counted.in_a_year <= counted.in_two_years


def test_the_alarms_of_a_period_come_on_their_days():
    """Begun on the first of April 2026 and not ended: four, five and six months, and the day from which the post may be claimed."""
    period = [(date(2026, 4, 1), None)]
    days = [date(2026, 4, 1) + timedelta(days=ahead) for ahead in range(300)]
    first = {step: next(day for day in days if acting_up(period, day).warning == step) for step in (4, 5, 6)}
    assert first == {4: date(2026, 7, 31), 5: date(2026, 8, 31), 6: date(2026, 9, 30)}
    assert claim_from(period, date(2026, 7, 1)) == date(2026, 9, 30)


def test_a_pause_moves_the_day_of_the_claim_by_as_many_days():
    periods = [(date(2026, 4, 1), date(2026, 5, 31)), (date(2026, 7, 1), None)]
    assert claim_from(periods, date(2026, 7, 1)) == date(2026, 10, 30)
