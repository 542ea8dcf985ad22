"""How many people stood how before a rung, day by day as they were counted."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Sum

from lms.careers.models import ReadinessCount, Rung
from lms.careers.querysets import SEES_READINESS
from lms.people.models import Unit, User

MOST_DAYS = 12


def pipeline_of(rung: Rung, *, viewer: User, unit: Unit | None = None) -> tuple[list[date], dict[tuple[date, str], int]]:
    """The last twelve months counted (the last count of each) with their people by state, of the units `viewer` sees."""
    units = Unit.objects.visible_to(viewer, SEES_READINESS)
    if unit is not None:
        units = units.filter(path__startswith=unit.path)
    rows = ReadinessCount.objects.filter(rung=rung, unit__in=units.order_by().values("pk"))
    days = _last_of_each_month(rows.order_by("counted_on").values_list("counted_on", flat=True).distinct())
    counts: dict[tuple[date, str], int] = defaultdict(int)
    kept = rows.filter(counted_on__in=days).order_by().values_list("counted_on", "state").annotate(Sum("people"))
    for day, state, people in kept:
        counts[day, state] = people
    return days, counts


def _last_of_each_month(days: Sequence[date]) -> list[date]:
    by_month = {(day.year, day.month): day for day in days}
    return list(by_month.values())[-MOST_DAYS:]
