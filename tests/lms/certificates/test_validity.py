import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.enums import CertificateState
from lms.certificates.validity import state_of, valid_until

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
months = st.integers(1, 240)


@pytest.mark.parametrize(
    ("issued", "for_months", "last"),
    [
        (date(2026, 5, 11), 12, date(2027, 5, 11)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
    ],
)
def test_it_holds_until_the_same_day_of_a_later_month_or_that_months_last(issued, for_months, last):
    assert valid_until(issued, for_months) == last


def test_without_months_it_holds_for_ever():
    assert valid_until(date(2026, 5, 11), None) is None
    assert state_of(date(2126, 5, 11), None) == CertificateState.VALID


@given(days, months)
def test_the_month_is_always_the_one_counted_and_the_day_never_later(issued, for_months):
    last = valid_until(issued, for_months)
    assert (last.year * 12 + last.month) - (issued.year * 12 + issued.month) == for_months
    assert last.day == min(issued.day, calendar.monthrange(last.year, last.month)[1])


@given(days, days, months)
def test_who_is_certified_later_is_never_expired_sooner(one, other, for_months):
    first, second = sorted((one, other))
    assert valid_until(first, for_months) <= valid_until(second, for_months)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 4, 11), CertificateState.VALID),
        (date(2027, 4, 12), CertificateState.EXPIRING),
        (date(2027, 5, 11), CertificateState.EXPIRING),
        (date(2027, 5, 12), CertificateState.EXPIRED),
    ],
)
def test_the_last_day_still_counts_and_the_day_after_does_not(day, state):
    assert state_of(day, date(2027, 5, 11)) == state


def test_what_is_revoked_is_revoked_whatever_its_dates():
    assert state_of(date(2026, 5, 11), None, revoked=True) == CertificateState.REVOKED
