"""Weekly offers on a clock that changes twice a year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.live.series import MOST, moment, overlap, weekly

MADRID, CANARY = ZoneInfo("Europe/Madrid"), ZoneInfo("Atlantic/Canary")
TEN = time(10)


def test_ten_oclock_stays_ten_oclock_when_the_clocks_go_back():
    found = weekly(date(2026, 10, 20), TEN, MADRID, date(2026, 10, 27))
    assert found == [datetime(2026, 10, 20, 8, tzinfo=UTC), datetime(2026, 10, 27, 9, tzinfo=UTC)]


def test_ten_oclock_stays_ten_oclock_when_the_clocks_go_forward():
    found = weekly(date(2027, 3, 23), TEN, MADRID, date(2027, 3, 30))
    assert found == [datetime(2027, 3, 23, 9, tzinfo=UTC), datetime(2027, 3, 30, 8, tzinfo=UTC)]


def test_an_hour_that_the_night_leaves_out_is_the_one_after_it():
    assert moment(date(2027, 3, 28), time(2, 30), MADRID).astimezone(MADRID).time() == time(3, 30)


def test_an_hour_that_the_night_has_twice_is_its_first():
    assert moment(date(2026, 10, 25), time(2, 30), MADRID) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_canaries_are_an_hour_later():
    assert moment(date(2026, 12, 1), TEN, CANARY) - moment(date(2026, 12, 1), TEN, MADRID) == timedelta(hours=1)


def test_without_a_last_day_it_is_once():
    assert len(weekly(date(2026, 12, 1), TEN, MADRID)) == 1


def test_a_last_day_before_the_first_is_refused():
    with pytest.raises(ValueError, match="before"):
        weekly(date(2026, 12, 1), TEN, MADRID, date(2026, 11, 30))


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.times(), st.sampled_from([MADRID, CANARY]))
def test_a_series_is_a_week_apart_on_the_wall_and_ends_in_time(first, days, clock, zone):
    until = first + timedelta(days=days)
    found = weekly(first, clock.replace(tzinfo=None), zone, until)
    local = [one.astimezone(zone) for one in found]
    assert 1 <= len(found) == min(days // 7 + 1, MOST)
    assert [one.date() for one in local] == [first + timedelta(weeks=number) for number in range(len(found))]


def test_two_that_touch_do_not_overlap():
    ten, eleven, twelve = (datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (10, 11, 12))
    assert not overlap(ten, eleven, eleven, twelve)
    assert overlap(ten, twelve, eleven, twelve)
