from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.operations.windows import Held, MonthFigure, Target, first_day, month_of, sustained, window_months

DAY = date(2026, 11, 23)
TARGET = Target(">=", Decimal(90), 3, floor=Decimal(86), min_sample=30)


def figures(*values, sample=12, on=DAY):
    return [MonthFigure(month_of(on) - 1 - back, Decimal(value), sample) for back, value in enumerate(values)]


def test_a_window_is_the_last_whole_months():
    assert [first_day(month) for month in window_months(DAY, 3)] == [date(2026, 10, 1), date(2026, 9, 1), date(2026, 8, 1)]
    assert [first_day(month) for month in window_months(date(2027, 1, 31), 2)] == [date(2026, 12, 1), date(2026, 11, 1)]


def test_a_protected_absence_pauses_the_window_and_breaks_nothing():
    away = [(date(2026, 7, 6), date(2026, 10, 30))]
    assert [first_day(month) for month in window_months(DAY, 2, away)] == [date(2026, 6, 1), date(2026, 5, 1)]
    held = [MonthFigure(month_of(date(2026, month, 1)), Decimal(93), 12) for month in (4, 5, 6)]
    assert sustained(held, TARGET, DAY, away).held == Held.SUSTAINED
    assert sustained(held, TARGET, DAY).held == Held.NOTHING


def test_whoever_is_still_away_is_measured_by_what_was_before():
    assert [first_day(month) for month in window_months(DAY, 1, [(date(2026, 9, 10), None)])] == [date(2026, 8, 1)]


@pytest.mark.parametrize(
    ("values", "sample", "held"),
    [
        ((90, 90, 90), 12, Held.SUSTAINED),
        ((89, 90, 90), 12, Held.SHORT),
        ((99, 99, 85), 12, Held.FLOOR),
        ((99, 99, 86), 12, Held.SUSTAINED),
        ((99, 99), 20, Held.FEW_MONTHS),
        ((99, 99, 99), 9, Held.FEW_CASES),
        ((99, 99, 99), None, Held.FEW_CASES),
        ((), 12, Held.NOTHING),
    ],
)
def test_a_mean_a_floor_and_enough_cases(values, sample, held):
    assert sustained(figures(*values, sample=sample), TARGET, DAY).held == held


def test_the_mean_weighs_by_cases_where_they_are_known():
    two = Target(">=", Decimal(90), 2)
    known = [MonthFigure(month_of(DAY) - 1, Decimal(80), 10), MonthFigure(month_of(DAY) - 2, Decimal(100), 30)]
    assert sustained(known, two, DAY).mean == 95
    assert sustained([known[0], known[1]._replace(sample=None)], two, DAY).mean == 90


def test_less_is_better_and_a_band_has_two_ends():
    less = Target("<=", Decimal(10), 1, floor=Decimal(12))
    assert [sustained(figures(value), less, DAY).held for value in (10, 11, 13)] == [Held.SUSTAINED, Held.SHORT, Held.FLOOR]
    band = Target("band", Decimal(360), 1, Decimal(480))
    assert [sustained(figures(value), band, DAY).held for value in (359, 360, 480, 481)] == [
        Held.SHORT,
        Held.SUSTAINED,
        Held.SUSTAINED,
        Held.SHORT,
    ]


def test_figures_of_the_last_month_that_are_not_in_yet_take_nothing_away():
    late = [figure._replace(month=figure.month - 1) for figure in figures(92, 92, 92)]
    assert sustained(late, TARGET, DAY).held == Held.SUSTAINED
    assert sustained([figure._replace(month=figure.month - 1) for figure in late], TARGET, DAY).held == Held.FEW_MONTHS


ANY = st.lists(
    st.tuples(st.integers(1, 18), st.integers(60, 100), st.integers(1, 40)), unique_by=lambda figure: figure[0], max_size=18
).map(lambda rows: [MonthFigure(month_of(DAY) - back, Decimal(value), sample) for back, value, sample in rows])


@given(ANY, st.randoms())
def test_the_order_of_figures_does_not_matter(known, random):
    shuffled = list(known)
    random.shuffle(shuffled)
    assert sustained(shuffled, TARGET, DAY) == sustained(known, TARGET, DAY)


@given(ANY, st.integers(0, 500), st.integers(0, 120))
def test_what_was_measured_in_a_paused_month_changes_nothing(known, days_ago, length):
    start = DAY - timedelta(days=days_ago)
    away = [(start, start + timedelta(days=length))]
    touched = range(month_of(start), month_of(start + timedelta(days=length)) + 1)
    kept = [figure for figure in known if figure.month not in touched]
    assert sustained(kept, TARGET, DAY, away) == sustained(known, TARGET, DAY, away)
