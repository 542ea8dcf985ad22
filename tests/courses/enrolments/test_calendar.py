from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enrolments.calendar import day_number, is_working_day, working_day

days = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))
holidays = st.frozensets(days, max_size=20)
MONDAY = date(2026, 11, 9)


def test_day_one_is_the_day_one_starts():
    assert working_day(MONDAY, 1) == MONDAY


def test_day_six_is_the_monday_after():
    assert working_day(MONDAY, 6) == date(2026, 11, 16)


def test_who_starts_on_a_saturday_has_day_one_on_monday():
    assert working_day(date(2026, 11, 7), 1) == MONDAY


def test_a_holiday_is_not_counted():
    assert working_day(MONDAY, 2, frozenset({date(2026, 11, 10)})) == date(2026, 11, 11)


def test_day_zero_does_not_exist():
    with pytest.raises(ValueError):
        working_day(MONDAY, 0)


def test_before_the_first_day_it_is_day_zero():
    assert day_number(MONDAY, date(2026, 11, 8)) == 0


def test_on_a_sunday_it_is_still_the_last_working_day():
    assert day_number(MONDAY, date(2026, 11, 15)) == 5


@given(days, st.integers(1, 60), holidays)
def test_a_working_day_is_one_and_its_number_comes_back(start, number, off):
    day = working_day(start, number, off)
    assert is_working_day(day, off)
    assert day_number(start, day, off) == number


@given(days, st.integers(1, 60), holidays)
def test_the_next_working_day_is_later(start, number, off):
    assert working_day(start, number + 1, off) - working_day(start, number, off) >= timedelta(days=1)
