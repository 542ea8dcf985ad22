"""Keeping what evidence proves beside the evidence, in the same transaction."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.competencies.levels import Reading
from lms.competencies.models import CompetencyState, LevelRule
from lms.competencies.queries.states import readings
from lms.competencies.signals import states_changed
from lms.people.models import User

KEPT = ["standing", "level", "proven_level", "valid_until", "to_review", "spans", "explanation", "rule", "changes_on", "computed_at"]
BATCH = 2000


def refresh_states(*, person_ids: Iterable[int], competency_ids: Iterable[int] | None = None, on: date | None = None) -> int:
    """Computes anew what people's evidence proves, and keeps it. Returns how many rows were written.

    For one person or for a thousand at once, with the same number of queries. Two at the same time wait for each other: the
    later one reads what the earlier one wrote. Safe to repeat.
    """
    ids, day = sorted(set(person_ids)), on or timezone.localdate()
    chosen = None if competency_ids is None else sorted(set(competency_ids))
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
        found = readings(ids, chosen, on=day)
        rows = [_row(*key, reading, rule) for key, (reading, rule) in found.items()]
        rows += _emptied(ids, chosen, found)
        CompetencyState.objects.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["person", "competency"], update_fields=KEPT
        )
        states_changed.send(sender=CompetencyState, person_ids=ids)
    return len(rows)


def refresh_due_states(*, on: date | None = None, limit: int = 1000) -> int:
    """Computes anew what changes by the calendar alone: what has begun to age, or has expired. Returns how many people."""
    day = on or timezone.localdate()
    due = CompetencyState.objects.filter(changes_on__lte=day).order_by("person").values_list("person", flat=True).distinct()[:limit]
    people = list(due)
    if people:
        refresh_states(person_ids=people, on=day)
    return len(people)


def _row(person_id: int, competency_id: int, reading: Reading, rule: LevelRule | None) -> CompetencyState:
    return CompetencyState(
        person_id=person_id,
        competency_id=competency_id,
        standing=reading.standing,
        level=reading.level,
        proven_level=reading.proven_level,
        valid_until=reading.valid_until,
        to_review=reading.to_review,
        spans={str(level): [[str(start), end and str(end)] for start, end in spans] for level, spans in reading.spans.items()},
        explanation={"by": list(reading.proved_by), "against": list(reading.against)},
        rule=rule,
        changes_on=reading.changes_on,
    )


def _emptied(person_ids: list[int], competency_ids: list[int] | None, found: dict) -> list[CompetencyState]:
    """Rows whose last piece of evidence was voided: they say "no evidence" from now on."""
    standing = CompetencyState.objects.filter(person__in=person_ids)
    if competency_ids is not None:
        standing = standing.filter(competency__in=competency_ids)
    keys = standing.values_list("person", "competency")
    return [CompetencyState(person_id=person, competency_id=competency) for person, competency in keys if (person, competency) not in found]
