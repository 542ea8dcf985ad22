"""What people's figures say of their competencies, written as evidence: once a window."""

from datetime import date

from django.utils import timezone

from lms.careers.enums import PostingKind
from lms.careers.models import Posting
from lms.careers.queries.plans import plans_on
from lms.careers.queries.sustained import sustained_figures
from lms.competencies.models import Competency, EvidenceKind
from lms.operations.actions import record_sustained
from lms.people.models import User

AT_ONCE = 500


def prove_sustained(*, on: date | None = None) -> int:
    """Appends evidence of the figures that people on a ladder sustained, as their rungs ask them. Returns how many pieces.

    A figure without targets in force says nothing, and a queue's is of nobody. Safe to repeat: a month is told of once.
    """
    day, plans = on or timezone.localdate(), plans_on(on)
    if not plans.by_rung or not EvidenceKind.objects.filter(code="kpi").exists():
        return 0
    held = Posting.objects.current(day).filter(kind=PostingKind.HELD, person__is_active=True)
    ids = sorted(set(held.values_list("person", flat=True)))
    return sum(_prove(ids[start : start + AT_ONCE], plans, day) for start in range(0, len(ids), AT_ONCE))


def _prove(ids: list[int], plans, day: date) -> int:
    found = list(sustained_figures(ids, plans, day))
    people = User.objects.in_bulk({one.person for one in found})
    competencies = Competency.objects.in_bulk({one.competency for one in found})
    for one in found:
        record_sustained(
            person=people[one.person],
            metric=one.metric,
            target=one.target,
            window=one.window,
            figures=one.figures,
            competency=competencies[one.competency],
            level=one.level,
        )
    return len(found)
