"""Keeping readiness current without anybody's act: what the calendar changes, what was missed, what a new version asks."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lms.careers.actions.readiness import refresh_readiness
from lms.careers.models import LadderVersion, Posting, Readiness, ReadinessCount
from lms.careers.queries.assessing import assessed
from lms.careers.queries.people import LOOKS_BACK, main_units, missed_people, turned_people
from lms.competencies.actions import refresh_due_states
from lms.jobs.actions import enqueue
from lms.jobs.models import Job

CHUNK = 2000  # people a job


def sweep_readiness(*, on: date | None = None, limit: int = 5000, looks_back: timedelta = LOOKS_BACK) -> int:
    """Computes anew whoever changes by the calendar alone, and whoever a change of late left behind. Returns how many people.

    A change refreshes its people in its own transaction, so that there is little to find; what is missed by whatever writes
    rows by another way is caught here.
    """
    day = on or timezone.localdate()
    while refresh_due_states(on=on):  # First what levels stand on: their own days come before ours.
        pass
    due = Readiness.objects.filter(changes_on__lte=day).order_by("person").values_list("person", flat=True).distinct()[:limit]
    people = {*due, *turned_people(day), *missed_people(limit=limit, looks_back=looks_back)}
    refresh_readiness(person_ids=people, on=on)
    return len(people)


def recompute_everybody(*, version: LadderVersion | None = None, actor=None) -> list[Job]:
    """Asks the workers to compute everybody on a ladder anew, some thousands a job: a version was published, say.

    With a version it is safe to ask twice: each part of each version is asked for once.
    """
    postings = Posting.objects.current()
    if version is not None:
        postings = postings.filter(rung__ladder=version.ladder_id)
    ids = sorted(set(postings.values_list("person", flat=True)))
    stamp = f"{version.pk}" if version is not None else timezone.now().isoformat()
    return [
        enqueue(
            kind="careers.recompute",
            payload={"first": chunk[0], "last": chunk[-1]},
            key=f"careers.recompute:{stamp}:{chunk[0]}-{chunk[-1]}",
            actor=actor,
            total=len(chunk),
        )
        for chunk in (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    ]


def recompute_between(*, first: int, last: int) -> int:
    """Everybody on a ladder whose number lies between two. Returns how many rows were written."""
    people = Posting.objects.current().filter(person__id__range=(first, last)).values_list("person", flat=True)
    with uncollected():
        return refresh_readiness(person_ids=people)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: over a million short-lived objects without any it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def count_readiness(*, on: date | None = None) -> int:
    """Keeps how many people stood in each state before each rung on a day, by the unit they belong to. Safe to repeat.

    Today's are counted from the rows that are kept; an earlier day is read anew, as it was known then.
    """
    day = on or timezone.localdate()
    units, counted = main_units(on=day), Counter()
    for person, rung, state in _states_on(day):
        if person in units:
            counted[rung, units[person], state] += 1
    rows = [
        ReadinessCount(rung_id=rung, unit_id=unit, counted_on=day, state=state, people=people)
        for (rung, unit, state), people in counted.items()
    ]
    with transaction.atomic():
        ReadinessCount.objects.filter(counted_on=day).delete()
        ReadinessCount.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _states_on(day: date) -> Iterator[tuple[int, int, str]]:
    if day >= timezone.localdate():
        yield from Readiness.objects.filter(person__is_active=True).order_by().values_list("person", "rung", "state")
        return
    people = sorted(set(Posting.objects.current(day).filter(person__is_active=True).values_list("person", flat=True)))
    for start in range(0, len(people), CHUNK):
        for person, _held, plan, assessment in assessed(people[start : start + CHUNK], on=day):
            yield person, plan.rung, assessment.state.value
