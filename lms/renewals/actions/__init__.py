"""What moves a cycle: a certificate, the calendar, and whoever gives a certification."""

from lms.renewals.actions.day import run_day
from lms.renewals.actions.earning import adopt_certificate, certify_renewal
from lms.renewals.actions.giving import give_certification, renew_early, withdraw_period

__all__ = ["adopt_certificate", "certify_renewal", "give_certification", "renew_early", "run_day", "withdraw_period"]
