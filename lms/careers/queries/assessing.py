"""People against the rungs before them: facts read, rules applied, nothing kept."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from lms.careers.queries.facts import facts_of
from lms.careers.queries.plans import Plan, Plans, plans_on
from lms.careers.readiness import Assessment, Facts, assess


def assessed(
    person_ids: Iterable[int], *, on: date | None = None, plans: Plans | None = None, rungs: Iterable[int] | None = None
) -> Iterator[tuple[int, int | None, Plan, Assessment]]:
    """Every person, with the rung they hold, before every rung ahead of theirs, or before the given rungs whatever they hold.

    A fixed number of queries.
    """
    day = on or timezone.localdate()
    plans = plans or plans_on(on)
    given = None if rungs is None else [plans.by_rung[rung] for rung in rungs if rung in plans.by_rung]
    for person, facts in facts_of(person_ids, plans.asks, day).items():
        held = held_on(facts, day)
        for plan in plans.ahead_of(held) if given is None else given:
            yield person, held, plan, assess(plan.asks, facts, day)


def held_on(facts: Facts, day: date) -> int | None:
    """The rung that somebody holds on a day; of several the one begun last. None for whoever stands on none."""
    held = [(start, rung) for rung, periods in facts.held.items() for start, end in periods if start <= day and (end is None or end >= day)]
    return max(held)[1] if held else None
