"""Every act of a call goes through here into the audit trail, and the first screens ask again what calls want of somebody."""

from django.db import transaction
from wagtail.log_actions import log

from lms.promotions.queries.hints import forget


def record_act(**entry) -> None:
    """As Wagtail's `log`."""
    log(**entry)
    transaction.on_commit(forget)
