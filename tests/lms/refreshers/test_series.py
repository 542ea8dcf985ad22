"""A figure that has left its band for good, and one that only swings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.refreshers.series import LOOKS, Band, Demand, Finding, Point, Spread, periods_to_find, signal, spread_of, usable

MONDAY = date(2026, 8, 3)
BAND = Band(low=72)
SPREAD = Spread(0.0, share_at=72)
SECONDS = Spread(200.0)


def weeks(*values: float, cases: int = 200, first: date = MONDAY) -> list[Point]:
    return [
        Point(first + timedelta(weeks=place), first + timedelta(weeks=place, days=6), value, cases) for place, value in enumerate(values)
    ]


def read(points, **fields):
    return signal(points, BAND, Demand(), SPREAD, points[-1].ends_on + timedelta(days=1), **fields)


def test_three_of_four_weeks_well_below_are_a_signal_and_its_numbers_are_kept():
    found = read(weeks(80, 80, 64, 66, 73, 62))
    assert (found.finding, found.outside, found.cases, found.mean) == (Finding.SIGNAL, 3, 800, 66.25)
    assert [point.value for point in found.points] == [64, 66, 73, 62]


def test_two_weeks_far_below_are_a_signal_at_once():
    found = read(weeks(80, 80, 80, 60, 61))
    assert (found.finding, len(found.points)) == (Finding.SIGNAL, 2)


def test_a_little_below_could_be_chance():
    assert read(weeks(71.5, 71.8, 71, 71.9)).finding == Finding.UNCLEAR


def test_one_bad_week_is_no_signal():
    assert read(weeks(78, 79, 78, 55)).finding == Finding.INSIDE


def test_above_a_band_with_both_edges_counts_too():
    points = weeks(520, 530, 525, 540)
    found = signal(points, Band(360, 480), Demand(), SECONDS, points[-1].ends_on + timedelta(days=1))
    assert found.is_found


def test_swinging_from_one_side_of_a_band_to_the_other_is_none():
    points = weeks(300, 560, 290, 540)
    assert not signal(points, Band(360, 480), Demand(), SECONDS, points[-1].ends_on + timedelta(days=1)).is_found


def test_few_cases_are_said_and_decide_nothing():
    assert read(weeks(50, 50, 50, 50, cases=12)).finding == Finding.FEW_CASES


def test_a_single_period_is_too_little():
    assert read(weeks(50)).finding == Finding.FEW_PERIODS


def test_old_figures_decide_nothing_today():
    points = weeks(60, 60, 60, 60)
    assert signal(points, BAND, Demand(), SPREAD, points[-1].ends_on + timedelta(days=30)).finding == Finding.FEW_PERIODS


def test_a_protected_absence_takes_its_weeks_out_and_the_reading_reaches_further_back():
    points = weeks(66, 66, 66, 40, 40, 66)
    away = [(points[3].starts_on + timedelta(days=2), points[4].ends_on)]
    kept = usable(points, Demand(), points[-1].ends_on + timedelta(days=1), away)
    assert [point.value for point in kept] == [66, 66, 66, 66]


def test_an_absence_without_an_end_pauses_everything_after_it():
    points = weeks(80, 60, 60, 60)
    assert read(points, absences=[(points[1].starts_on, None)]).finding == Finding.FEW_PERIODS


def test_what_was_before_the_last_refresher_does_not_count_again():
    points = weeks(60, 60, 60, 60)
    assert read(points, since=points[-1].starts_on).finding == Finding.FEW_PERIODS


def test_the_week_that_is_not_over_is_not_read():
    points = weeks(80, 80, 60, 60)
    assert signal(points, BAND, Demand(), SPREAD, points[-1].ends_on).finding == Finding.INSIDE


def test_where_cases_are_few_twice_as_many_periods_tell_what_four_cannot():
    little = [64.0, 66, 65, 64, 66, 64, 65, 63]
    found = read(weeks(80, *little, cases=60))
    assert (found.finding, len(found.points), found.outside, found.cases) == (Finding.SIGNAL, 8, 8, 480)
    assert read(weeks(80, 80, 80, 80, *little[-4:], cases=60)).finding == Finding.UNCLEAR


def test_what_was_long_ago_decides_nothing_when_the_last_weeks_are_inside():
    assert read(weeks(50, 50, 50, 50, 50, 74, 74, 74, cases=60)).finding == Finding.INSIDE


@pytest.mark.parametrize("period", ["week", "month"])
def test_the_readings_of_a_quarter_share_five_per_cent_of_false_alarms(period):
    assert sum(one.chance for one in Demand(period=period).readings) * LOOKS[period] == pytest.approx(0.05)


def test_a_share_is_weighed_by_its_binomial_tail_and_anything_else_by_the_normal_curve():
    assert SPREAD.chance_of(62.5, 80, 72) == pytest.approx(0.0326, abs=0.0005)  # 50 of 80: between 0.0243 and 0.0409 by the exact tail
    assert Spread(0.0, share_at=28).chance_of(37.5, 80, 28) == pytest.approx(SPREAD.chance_of(62.5, 80, 72))
    assert SECONDS.chance_of(420 + 1.645 * 200 / 20, 400, 420) == pytest.approx(0.05, abs=0.0001)


def test_cases_that_vary_by_more_than_chance_count_for_fewer():
    assert Spread(2 * SPREAD.by_chance, share_at=72).chance_of(60, 400, 72) == pytest.approx(SPREAD.chance_of(60, 100, 72))
    assert Spread(10.0, share_at=72).chance_of(60, 400, 72) == SPREAD.chance_of(60, 400, 72)


@pytest.mark.parametrize(("cases", "periods"), [(40, None), (60, 8), (130, 4), (200, 2)])
def test_how_long_a_drop_of_ten_points_takes_to_be_found_is_said_by_the_cases(cases, periods):
    assert periods_to_find(cases=cases, drop=10, demand=Demand(), spread=SPREAD, edge=72) == periods


def test_a_drop_may_lie_above_the_band():
    found = periods_to_find(cases=200, drop=60, demand=Demand(), spread=SECONDS, edge=480, below=False)
    assert found == 2


def test_a_share_varies_at_least_as_chance_makes_it():
    assert spread_of([weeks(72, 72, 72)], share_at=72).one_case == pytest.approx(44.9, abs=0.01)
    assert spread_of([weeks(60, 80, 60, 80)], share_at=72).one_case > 200


def test_one_real_drop_does_not_hide_itself_among_the_steps():
    calm = [80.0, 81, 80, 79, 80, 81, 80, 79, 80, 81, 80, 79]
    steady = spread_of([weeks(*calm) for _person in range(4)])
    assert spread_of([weeks(*calm[:6], 40, 41, 40, 39, 40, 41), *[weeks(*calm) for _person in range(3)]]) == steady


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.randoms())
def test_the_order_in_which_figures_come_changes_nothing(values, dice):
    points = weeks(*values)
    shuffled = list(points)
    dice.shuffle(shuffled)
    day = points[-1].ends_on + timedelta(days=1)
    assert signal(points, BAND, Demand(), SPREAD, day) == signal(shuffled, BAND, Demand(), SPREAD, day)


@given(st.lists(st.floats(72, 100), min_size=1, max_size=20))
def test_whoever_stays_inside_is_never_given_anything(values):
    assert not read(weeks(*values)).is_found
