"""A figure that has left its band for good, and one that only swings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.refreshers.series import Band, Demand, Finding, Point, signal, spread_of, usable

MONDAY = date(2026, 8, 3)
BAND = Band(low=72)
SPREAD = 45.0  # of one case, in points


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
    found = signal(points, Band(360, 480), Demand(), 200.0, points[-1].ends_on + timedelta(days=1))
    assert found.is_found


def test_swinging_from_one_side_of_a_band_to_the_other_is_none():
    points = weeks(300, 560, 290, 540)
    assert not signal(points, Band(360, 480), Demand(), 200.0, points[-1].ends_on + timedelta(days=1)).is_found


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


@pytest.mark.parametrize(("period", "errors"), [("week", 2.96), ("month", 2.47)])
def test_the_budget_of_false_alarms_is_shared_among_the_looks_of_a_quarter(period, errors):
    assert Demand(period=period).chance == pytest.approx(errors, abs=0.005)


def test_a_share_varies_at_least_as_chance_makes_it():
    assert spread_of([weeks(72, 72, 72)], share_at=72) == pytest.approx(44.9, abs=0.01)
    assert spread_of([weeks(60, 80, 60, 80)], share_at=72) > 200


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
