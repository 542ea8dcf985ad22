"""Who is touched by what."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from lms.careers.enums import VersionStatus
from lms.careers.models import Posting, Readiness
from lms.careers.queries.facts import LEADS
from lms.certificates.models import Certificate
from lms.competencies.models import CompetencyState
from lms.operations.models import Measurement, ProtectedAbsence
from lms.people.models import Membership

LOOKS_BACK = timedelta(days=3)  # Longer than any pause of the scheduler that nobody notices.


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


def missed_people(*, limit: int) -> list[int]:
    """People whose readiness is older than what it rests on, or is read by a version that is no longer in force."""
    since = timezone.now() - LOOKS_BACK
    newer = [
        CompetencyState.objects.filter(person=OuterRef("person"), computed_at__gt=OuterRef("computed_at"), computed_at__gte=since),
        Certificate.objects.filter(person=OuterRef("person"), created_at__gt=OuterRef("computed_at"), created_at__gte=since),
        Certificate.objects.filter(person=OuterRef("person"), revoked_at__gt=OuterRef("computed_at"), revoked_at__gte=since),
        Measurement.objects.filter(person=OuterRef("person"), recorded_at__gt=OuterRef("computed_at"), recorded_at__gte=since),
        Measurement.objects.filter(person=OuterRef("person"), withdrawn_at__gt=OuterRef("computed_at"), withdrawn_at__gte=since),
        ProtectedAbsence.objects.filter(person=OuterRef("person"), recorded_at__gt=OuterRef("computed_at"), recorded_at__gte=since),
        Posting.objects.filter(person=OuterRef("person"), recorded_at__gt=OuterRef("computed_at"), recorded_at__gte=since),
    ]
    stale = Q(~Q(version__status=VersionStatus.LIVE))
    for rows in newer:
        stale |= Exists(rows)
    return list(Readiness.objects.filter(stale).order_by("person").values_list("person", flat=True).distinct()[:limit])
