"""What speaks for giving somebody a refresher: one module a trigger, each answering the same question for many people at once."""

from lms.refreshers.choosing import Found
from lms.refreshers.triggers import (
    absence_return,
    expiry,
    kpi,
    new_service,
    notice,
    product_change,
    quality_error,
    quiz_miss,
    request,
    time_since,
)
from lms.refreshers.triggers.asking import Ask, Who

FINDERS = {
    "product_change": product_change.find,
    "notice": notice.find,
    "kpi": kpi.find,
    "quality_error": quality_error.find,
    "quiz_miss": quiz_miss.find,
    "time_since": time_since.find,
    "absence_return": absence_return.find,
    "new_service": new_service.find,
    "expiry": expiry.find,
    "request": request.find,
}
# What somebody asked for, and what everybody has to know by a day, is not counted among the two a week.
UNCAPPED = frozenset({"request", "product_change", "absence_return"})

__all__ = ["FINDERS", "UNCAPPED", "Ask", "Who", "find"]


def find(trigger: str, ask: Ask) -> Found:
    return FINDERS[trigger](ask) if ask.people else Found()
