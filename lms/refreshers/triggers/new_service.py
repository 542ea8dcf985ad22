"""Somebody who works here already joins a service."""

from collections import defaultdict

from lms.people.models import Membership, Unit
from lms.refreshers.choosing import Cause, Found
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    """Whoever was somewhere else before, and never in this unit or below it."""
    wanted = Unit.objects.filter(code=ask.params["unit"]) if ask.params["unit"] else Unit.objects.filter(path=ask.unit_path)
    unit = wanted.first()
    if unit is None:
        return Found()
    held = defaultdict(list)
    rows = Membership.objects.filter(person__in=list(ask.people), valid_from__lte=ask.on).select_related("unit")
    for one in rows.order_by("valid_from"):
        held[one.person_id].append(one)
    causes = [_cause(person, several, unit, ask) for person, several in held.items()]
    return Found(tuple(cause for cause in causes if cause is not None))


def _cause(person: int, held: list[Membership], unit: Unit, ask: Ask) -> Cause | None:
    here = [one for one in held if one.unit.path.startswith(unit.path)]
    first = here[0].valid_from if here else None
    if first is None or first < ask.since or not any(one.valid_from < first for one in held):
        return None
    numbers = {"es": unit.name_es, "en": unit.name_en or unit.name_es, "day": first.isoformat()}
    return Cause(person, f"service:{unit.pk}:{first.isoformat()}", first, numbers)
