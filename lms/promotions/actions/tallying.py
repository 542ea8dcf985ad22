"""Counting by group: what people belong to comes from HR, what comes out are sums in which nobody can be found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lms.people.models import Unit, User
from lms.promotions.actions.trail import record_act
from lms.promotions.enums import MANAGES, Dimension, Outcome
from lms.promotions.fairness import Group, may_be_pooled
from lms.promotions.models import GroupAttributes, PromotionRound, Tally, TallyGroup
from lms.promotions.permissions import may_manage

SOURCE = {"es": "Convocatorias cerradas", "en": "Closed calls"}


def record_groups(*, rows: Iterable[Mapping[str, str]], actor) -> tuple[int, list[str]]:
    """Brings in which groups people belong to: {"email", "sex", "hours", "line"} each. Only HR's own people.

    Returns how many were recorded, and the addresses that are nobody's here.
    """
    if not may_manage(actor):
        raise PermissionDenied
    people = {person.email.lower(): person for person in User.objects.visible_to(actor, MANAGES)}
    rows = list(rows)
    unknown = [row["email"] for row in rows if row["email"].lower() not in people]
    known = [row for row in rows if row["email"].lower() in people]
    with transaction.atomic():
        for row in known:
            values = {name: row.get(name, "") for name in Dimension.values}
            GroupAttributes.objects.update_or_create(
                person=people[row["email"].lower()], defaults={**values, "recorded_by": actor, "recorded_at": timezone.now()}
            )
        if known:
            record_act(instance=actor, action="promotions.record_groups", user=actor, data={"people": len(known)})
    return len(known), unknown


def record_tally(
    *, unit: Unit, starts_on: date, ends_on: date, source: Mapping[str, str], groups: Iterable[tuple[str, str, int, int]], actor=None
) -> Tally:
    """Keeps figures as they come: (dimension, group, applied, selected) each. Safe to call twice for the same days and source."""
    if actor is not None and not any(unit.path.startswith(path) for path in actor.branches(MANAGES)):
        raise PermissionDenied
    with transaction.atomic():
        tally, created = Tally.objects.get_or_create(
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            source_es=source["es"],
            defaults={"source_en": source["en"], "counted_on": timezone.localdate(), "recorded_by": actor},
        )
        if created:
            TallyGroup.objects.bulk_create(
                TallyGroup(tally=tally, dimension=dimension, group=group, applied=applied, selected=chosen)
                for dimension, group, applied, chosen in groups
            )
    return tally


def count_rounds(*, unit: Unit) -> Tally | None:
    """Adds the closed calls of a unit that are not counted yet, together, and only once no group among them is small.

    Until then they wait: whoever compared the figures before and after one small call would find its people.
    """
    waiting = list(PromotionRound.objects.filter(unit=unit, tally=None, closed_at__isnull=False).order_by("pk"))
    counted = groups_of(waiting)
    dimensions = [[Group(group, *numbers) for group, numbers in groups.items()] for groups in counted.values()]
    if not waiting or not may_be_pooled(dimensions):
        return None
    with transaction.atomic():
        tally = record_tally(
            unit=unit,
            starts_on=min(one.opens_on for one in waiting),
            ends_on=max(timezone.localdate(one.closed_at) for one in waiting),
            source={language: f"{words} ({', '.join(one.code for one in waiting)})"[:200] for language, words in SOURCE.items()},
            groups=[(dimension, group, *numbers) for dimension, groups in counted.items() for group, numbers in groups.items()],
        )
        PromotionRound.objects.filter(pk__in=[one.pk for one in waiting]).update(tally=tally)
    return tally


def groups_of(rounds: list[PromotionRound]) -> dict[str, dict[str, tuple[int, int]]]:
    """{dimension: {group: (applied, selected)}} of everybody who stood in these calls; "" for who is not recorded."""
    from lms.promotions.models import Application

    applications = list(Application.objects.standing().filter(round__in=rounds).prefetch_related("decisions"))
    known = {one.person_id: one for one in GroupAttributes.objects.filter(person__in=[one.person_id for one in applications])}
    found = {}
    for dimension in Dimension.values:
        applied, chosen = Counter(), Counter()
        for application in applications:
            group = getattr(known.get(application.person_id), dimension, "")
            applied[group] += 1
            latest = next(iter(reversed(application.decisions.all())), None)
            chosen[group] += latest is not None and latest.outcome == Outcome.SELECTED
        found[dimension] = {group: (number, chosen[group]) for group, number in sorted(applied.items())}
    return found
