"""Until when a certificate holds. The day it is issued and the last day both count."""

import calendar
from datetime import date, timedelta

from lms.certificates.enums import CertificateState

EXPIRING_DAYS = 30


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The last day of validity: the same day of the month, `months` later. None for ever.

    Where that month is shorter, its last day: one month from 31 January is 28 February (29 in a leap year), and twelve
    months from 29 February are 28 February. Months are always counted from the day of issue, so that no day is lost twice.
    """
    if months is None:
        return None
    years, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + years, month + 1
    return date(year, month, min(issued_on.day, calendar.monthrange(year, month)[1]))


def state_of(day: date, until: date | None, *, revoked: bool = False) -> CertificateState:
    """What a certificate valid `until` a day is worth on `day`. It is expiring in its last thirty days."""
    if revoked:
        return CertificateState.REVOKED
    if until is None or day <= until - timedelta(days=EXPIRING_DAYS):
        return CertificateState.VALID
    return CertificateState.EXPIRING if day <= until else CertificateState.EXPIRED
