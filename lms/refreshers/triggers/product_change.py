"""A product or a process changes: everybody of the unit that it is announced for."""

from datetime import timedelta

from django.utils import timezone

from lms.refreshers.choosing import Cause, Found
from lms.refreshers.models import ProductChange
from lms.refreshers.triggers.asking import Ask

STAYS = timedelta(days=30)  # after the day of the change it is nobody's news any more


def find(ask: Ask) -> Found:
    rows = ProductChange.objects.filter(announced_at__lt=ask.end, effective_on__gte=ask.on - STAYS).select_related("unit")
    if ask.params["change"]:
        rows = rows.filter(code=ask.params["change"])
    return Found(tuple(_cause(change, person, ask) for change in rows for person, who in ask.people.items() if _is_for(change, who)))


def _is_for(change: ProductChange, who) -> bool:
    return who.belongs_under(change.unit.path)


def _cause(change: ProductChange, person: int, ask: Ask) -> Cause:
    numbers = {"es": change.title_es, "en": change.title_en, "day": change.effective_on.isoformat()}
    return Cause(person, f"change:{change.pk}", min(timezone.localdate(change.announced_at), ask.on), numbers)
