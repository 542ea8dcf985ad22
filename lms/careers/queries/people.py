"""Who is touched by what."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from lms.careers.enums import PostingKind, VersionStatus
from lms.careers.models import Licence, Posting, Readiness
from lms.careers.queries.facts import LEADS
from lms.certificates.models import Certificate
from lms.competencies.models import CompetencyState
from lms.operations.models import Measurement, ProtectedAbsence
from lms.people.models import Membership

LOOKS_BACK = timedelta(days=3)  # Longer than any pause of the scheduler that nobody notices.
# What readiness rests on, and when each was written.
WRITTEN = (
    (CompetencyState, "computed_at"),
    (Certificate, "created_at"),
    (Certificate, "revoked_at"),
    (Measurement, "recorded_at"),
    (Measurement, "withdrawn_at"),
    (ProtectedAbsence, "recorded_at"),
    (Posting, "recorded_at"),
    (Licence, "recorded_at"),
    (Licence, "withdrawn_at"),
)


def leaders_of(unit_ids: Iterable[int]) -> list[int]:
    """The people who lead these units now."""
    ids = list(unit_ids)
    return list(Membership.objects.current().filter(unit__in=ids, role__in=LEADS).values_list("person", flat=True)) if ids else []


def main_units(*, on: date | None = None) -> dict[int, int]:
    """The unit that each person belongs to: the deepest of theirs, so that nobody is counted in two. One query."""
    found: dict[int, tuple[int, int]] = {}
    rows = Membership.objects.current(on).order_by("pk").values_list("person", "unit", "unit__depth")
    for person, unit, depth in rows.iterator():
        if person not in found or depth > found[person][0]:
            found[person] = (depth, unit)
    return {person: unit for person, (_depth, unit) in found.items()}


def turned_people(day: date) -> list[int]:
    """People whose posting began or ended by the calendar alone: what is kept of them speaks of another rung. Three queries."""
    held = Posting.objects.filter(kind=PostingKind.HELD)
    lately = Q(starts_on__range=(day - LOOKS_BACK, day)) | Q(ends_on__range=(day - LOOKS_BACK, day - timedelta(days=1)))
    people = set(held.filter(lately).order_by().values_list("person", flat=True))
    holds = dict(held.current(day).filter(person__in=people).order_by("starts_on").values_list("person", "rung"))
    said = dict(Readiness.objects.filter(person__in=people).order_by().values_list("person", "held"))
    return sorted(person for person in people if holds.get(person) != said.get(person))


def missed_people(*, limit: int, looks_back: timedelta = LOOKS_BACK) -> list[int]:
    """People whose readiness is older than what it rests on, or is read by a version that is no longer in force. Eight queries.

    Only what was written within `looks_back` is looked at. Each question is one of its own: joined by "or", a database asks them
    all of every row.
    """
    since = timezone.now() - looks_back
    found: set[int] = set()
    for model, written in WRITTEN:
        newer = model.objects.filter(person=OuterRef("person"), **{f"{written}__gt": OuterRef("computed_at"), f"{written}__gte": since})
        found.update(Readiness.objects.filter(Exists(newer)).order_by().values_list("person", flat=True)[:limit])
    retired = Readiness.objects.exclude(version__status=VersionStatus.LIVE)
    found.update(retired.order_by().values_list("person", flat=True)[:limit])
    return sorted(found)[:limit]
