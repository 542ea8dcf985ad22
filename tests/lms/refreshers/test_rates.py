"""How often the rules are wrong, and how often right. The same tables in full: `manage.py refresher_rates`."""

from io import StringIO

import pytest
from django.core.management import call_command

from lms.refreshers.series import Demand, Spread, periods_to_find
from lms.refreshers.simulation import guard_rate, trigger_rate


@pytest.mark.parametrize(("period", "cases"), [("week", 40), ("week", 100), ("week", 200), ("month", 160)])
def test_noise_around_the_target_gives_a_refresher_to_under_five_per_cent_a_quarter(period, cases):
    assert trigger_rate(people=1500, cases=cases, drop=0, seed=11, period=period).share < 0.05


@pytest.mark.parametrize(("period", "cases"), [("week", 200), ("month", 160)])
def test_a_drop_of_ten_points_is_found_within_two_periods(period, cases):
    assert trigger_rate(people=400, cases=cases, drop=10, seed=11, period=period).within(2) > 0.9


def test_with_few_cases_it_is_found_later_and_still_found():
    rate = trigger_rate(people=400, cases=40, drop=10, seed=11)
    assert 0.2 < rate.within(2) < 0.3 < 0.9 < rate.share


def test_how_long_it_takes_by_paper_is_how_long_it_takes():
    """By each reading alone it is told on paper; together they are as soon or sooner."""
    for cases in (60, 130, 200):
        said = periods_to_find(cases=cases, drop=10, demand=Demand(), spread=Spread(0.0, 72), edge=72)
        assert said is not None
        assert trigger_rate(people=400, cases=cases, drop=10, seed=11).nine_of_ten_within <= said


def test_on_noise_no_effect_is_told_in_ninety_five_runs_of_a_hundred_where_before_and_after_tells_one():
    guard = guard_rate(runs=100, gain=0, seed=11)
    assert guard.guarded <= 5
    assert guard.naive > 50


def test_a_real_gain_is_told():
    assert guard_rate(runs=30, gain=6, seed=11).guarded >= 28


def test_the_command_prints_the_same_table_for_the_same_seed():
    first, second = StringIO(), StringIO()
    for out in (first, second):
        call_command("refresher_rates", "--people", "20", "--runs", "2", "--seed", "5", stdout=out)
    assert first.getvalue() == second.getvalue()
    assert "nine of ten in" in first.getvalue()
