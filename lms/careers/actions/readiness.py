"""Readiness as rows: computed with each change of what it stands on, in the same transaction, and by the calendar."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.careers.actions.keeping import Row, write_rows
from lms.careers.models import Readiness
from lms.careers.queries.assessing import assessed
from lms.careers.queries.plans import Plan, Plans, plans_in_force, plans_on
from lms.careers.readiness import Assessment
from lms.people.models import User

BATCH = 1000  # people at once


def refresh_readiness(
    *, person_ids: Iterable[int], rungs: Iterable[int] | None = None, on: date | None = None, plans: Plans | None = None
) -> int:
    """Computes anew how people stand before the rungs ahead of theirs (or before `rungs`, by id), and keeps it.

    Returns how many rows were written. The same number of queries for one person as for a thousand; each thousand is a
    transaction of its own unless the caller has one. Two at the same time wait for each other. Rows before rungs that are no
    longer ahead go. Who stays in a state keeps the day since when. Safe to repeat.
    """
    ids = sorted(set(person_ids))
    chosen = None if rungs is None else sorted(set(rungs))
    plans = plans or (plans_in_force() if on is None else plans_on(on))
    if not ids or not plans.ahead:
        return 0
    return sum(_refresh(ids[start : start + BATCH], chosen, on, plans) for start in range(0, len(ids), BATCH))


def _refresh(ids: list[int], rungs: list[int] | None, on: date | None, plans: Plans) -> int:
    day = on or timezone.localdate()
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk__among=ids).order_by("pk").values_list("pk"))
        standing = Readiness.objects.filter(person__among=ids)
        known = {
            (person, rung): (state, since) for person, rung, state, since in standing.values_list("person", "rung", "state", "state_since")
        }
        now = timezone.now()
        rows = [
            _row(person, held, plan, assessment, known.get((person, plan.rung)), day, now)
            for person, held, plan, assessment in assessed(ids, on=on, plans=plans, rungs=rungs)
        ]
        write_rows(rows)
        if rungs is None:
            _forget(known.keys() - {(row.person_id, row.rung_id) for row in rows})
    return len(rows)


def _row(
    person: int, held: int | None, plan: Plan, assessment: Assessment, known: tuple[str, date] | None, day: date, now: datetime
) -> Row:
    state = assessment.state.value
    return Row(
        person_id=person,
        rung_id=plan.rung,
        held_id=held,
        version_id=plan.version,
        state=state,
        percent=assessment.percent,
        met=assessment.met,
        total=len(assessment.outcomes),
        unmet=assessment.unmet,
        results=assessment.outcomes,
        changes_on=assessment.changes_on,
        state_since=known[1] if known and known[0] == state else day,
        computed_at=now,
    )


def _forget(keys: Iterable[tuple[int, int]]) -> None:
    gone = list(keys)
    for start in range(0, len(gone), 200):
        chosen = Q()
        for person, rung in gone[start : start + 200]:
            chosen |= Q(person=person, rung=rung)
        Readiness.objects.filter(chosen).delete()
