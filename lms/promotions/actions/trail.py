"""Every act of a call goes through here into the audit trail, and the first screens ask again what calls want of somebody."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.promotions.queries.hints import forget


def record_act(**entry) -> None:
    """As Wagtail's `log`."""
    log(**entry)
    transaction.on_commit(forget)


def moment_of(day: date | None) -> datetime:
    """When an act of a day is written down: now, or at noon of another day than today. The rule and what is written have one clock."""
    if day is None or day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))
