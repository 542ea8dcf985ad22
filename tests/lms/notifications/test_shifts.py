"""When somebody is at work, by the clock of where they are."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.notifications.shifts import Hours, Span, next_shift, parse_hours, shift_at

MADRID = ZoneInfo("Europe/Madrid")
OFFICE = parse_hours("1-5 08:00-20:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID).astimezone(UTC)


def test_hours_are_written_as_days_and_times():
    assert parse_hours("1-2 08:00-15:00; 6 22:00-06:00") == [
        Hours(0, time(8), time(15)),
        Hours(1, time(8), time(15)),
        Hours(5, time(22), time(6)),
    ]
    with pytest.raises(ValueError):
        parse_hours("Monday 8-15")


def test_a_shift_holds_its_first_moment_and_not_its_last():
    monday = Span(at("2026-11-23 08:00"), at("2026-11-23 20:00"))
    assert shift_at(OFFICE, MADRID, monday.starts) == monday
    assert shift_at(OFFICE, MADRID, monday.ends) is None


def test_on_friday_evening_the_next_one_is_mondays():
    assert next_shift(OFFICE, MADRID, at("2026-11-27 21:00")).starts == at("2026-11-30 08:00")


def test_a_night_shift_belongs_to_the_day_it_began():
    nights = [Hours(0, time(22), time(6))]
    assert shift_at(nights, MADRID, at("2026-11-24 05:59")) == Span(at("2026-11-23 22:00"), at("2026-11-24 06:00"))


def test_the_clock_is_the_persons():
    assert shift_at(OFFICE, ZoneInfo("America/Bogota"), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)).starts.hour == 13
    assert shift_at(OFFICE, ZoneInfo("America/Bogota"), datetime(2026, 11, 23, 12, 59, tzinfo=UTC)) is None


def test_a_shift_begins_at_eight_before_and_after_the_clock_changes():
    daily = parse_hours("1-7 08:00-16:00")
    before, after = (next_shift(daily, MADRID, at(f"2026-{day} 00:30")).starts for day in ("10-24", "10-25"))
    assert (before.hour, after.hour) == (6, 7)
    assert after - before == timedelta(hours=25)


def test_an_hour_shown_twice_begins_one_shift_and_an_hour_jumped_over_begins_one_too():
    early = [Hours(6, time(2, 30), time(9))]
    assert next_shift(early, MADRID, at("2026-10-24 23:00")).starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_shift(early, MADRID, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)).starts.date().isoformat() == "2026-11-01"
    assert next_shift(early, MADRID, at("2026-03-28 23:00")).starts == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_who_works_on_no_day_has_no_shift():
    assert shift_at([], MADRID, at("2026-11-23 09:00")) is None
    assert next_shift([], MADRID, at("2026-11-23 09:00")) is None


@given(st.integers(0, 366 * 24 * 60), st.sampled_from(["Europe/Madrid", "America/Bogota", "UTC"]))
def test_the_next_shift_is_one_that_one_is_in_when_it_begins(minutes: int, zone: str):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    coming = next_shift(OFFICE, ZoneInfo(zone), now)
    assert coming.starts > now
    assert shift_at(OFFICE, ZoneInfo(zone), coming.starts) == coming
