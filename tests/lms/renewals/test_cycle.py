"""The calendar of a certification, on the cases that others publish."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.renewals.cycle import Cycle, Dates, dates_of, ends_on, recognises, reminder, renewed_until, standing

YEAR_END = Cycle(fixed=(12, 31), minimum_months=6)
days = st.dates(min_value=date(2015, 1, 1), max_value=date(2040, 12, 31))


def test_finished_in_february_it_ends_this_31_december():
    assert ends_on(date(2026, 2, 28), YEAR_END) == date(2026, 12, 31)


def test_finished_in_july_it_ends_next_years_31_december():
    assert ends_on(date(2026, 7, 30), YEAR_END) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("earned", "end"), [(date(2019, 4, 1), date(2020, 3, 31)), (date(2019, 1, 17), date(2020, 1, 17))], ids=["leap day inside", "before it"]
)
def test_365_days_are_365_days(earned, end):
    assert ends_on(earned, Cycle(months=None, days=365)) == end


def test_a_month_that_has_no_such_day_ends_on_its_last():
    assert ends_on(date(2025, 8, 31), Cycle(months=6)) == date(2026, 2, 28)


def test_a_certification_without_an_end_holds_for_ever():
    assert ends_on(date(2026, 1, 1), Cycle(months=None)) is None
    assert standing(date(2090, 1, 1), Dates()) == "certified"


def test_a_renewal_in_its_window_loses_no_day():
    assert renewed_until(date(2026, 11, 1), date(2026, 12, 20), Cycle(months=12)) == date(2027, 12, 20)


def test_a_late_renewal_counts_from_its_own_day():
    assert renewed_until(date(2027, 1, 10), date(2026, 12, 20), Cycle(months=12)) == date(2028, 1, 10)


def test_each_state_begins_on_its_day():
    dates = dates_of(date(2026, 12, 31), Cycle(window_days=90, due_days=30, grace_days=15))
    seen = {}
    day = date(2026, 9, 1)
    while day < date(2027, 2, 1):
        seen.setdefault(standing(day, dates), day)
        day += timedelta(days=1)
    assert seen == {
        "certified": date(2026, 9, 1),
        "window_open": date(2026, 10, 2),
        "due": date(2026, 12, 1),
        "grace": date(2027, 1, 1),
        "expired": date(2027, 1, 16),
    }


def test_without_days_of_grace_it_expires_the_day_after():
    dates = dates_of(date(2026, 12, 31), Cycle(grace_days=0))
    assert standing(date(2026, 12, 31), dates) == "due"
    assert standing(date(2027, 1, 1), dates) == "expired"


def test_after_a_gap_only_the_latest_reminder_is_given():
    end = date(2026, 12, 31)
    assert reminder(end - timedelta(days=91), end) is None
    assert reminder(end - timedelta(days=90), end) == 90
    assert reminder(end - timedelta(days=25), end, sent=90) == 30
    assert reminder(end - timedelta(days=25), end, sent=30) is None
    assert reminder(end + timedelta(days=1), end, sent=30) is None


def test_what_is_too_old_is_not_recognised():
    assert recognises(date(2026, 1, 10), date(2026, 6, 1), 6)
    assert not recognises(date(2025, 11, 10), date(2026, 6, 1), 6)
    assert not recognises(date(2026, 1, 10), date(2026, 6, 1), None)


@given(earned=days, minimum=st.integers(0, 11), month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_fixed_end_leaves_at_least_the_minimum_and_less_than_a_year_more(earned, minimum, month, day):
    end = ends_on(earned, Cycle(fixed=(month, day), minimum_months=minimum))
    assert earned + timedelta(days=27 * minimum) <= end <= earned + timedelta(days=31 * minimum + 366)


@given(earned=days, later=st.integers(0, 400), months=st.integers(1, 36))
def test_who_earns_it_later_never_holds_it_shorter(earned, later, months):
    cycle = Cycle(months=months)
    assert ends_on(earned, cycle) <= ends_on(earned + timedelta(days=later), cycle)


@given(end=days, window=st.integers(1, 180), due=st.integers(1, 180), grace=st.integers(0, 60), shift=st.integers(-400, 400))
def test_a_cycle_only_ever_moves_on(end, window, due, grace, shift):
    order = ["certified", "window_open", "due", "grace", "expired"]
    dates = dates_of(end, Cycle(window_days=window, due_days=due, grace_days=grace))
    day = end + timedelta(days=shift)
    assert order.index(standing(day, dates)) <= order.index(standing(day + timedelta(days=1), dates))
