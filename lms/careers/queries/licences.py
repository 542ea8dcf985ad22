"""Which licences people hold: those written down of them, and those of assessors, which calibrations give and take."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from assessments.scores.models import AssessorLicence
from lms.careers.models import Licence
from lms.careers.readiness import Passed
from lms.careers.roleplays import LICENCE, Proofs

ASSESSOR = "assessor"  # of any rubric: whoever scores by one is calibrated


def held_licences(person_ids: Iterable[int], known_at: datetime) -> Proofs:
    """As known at a moment, for any number of people with two queries."""
    ids, found = list(person_ids), {}
    for one in known_licences(ids, known_at):
        found.setdefault(one.person_id, {}).setdefault((LICENCE, one.code), {})[f"given:{one.pk}"] = Passed(one.given_on, one.until)
    for one in assessor_licences(ids, known_at):
        by_source = found.setdefault(one.assessor_id, {}).setdefault((LICENCE, ASSESSOR), {})
        by_source[f"assessor:{one.pk}"] = Passed(one.valid_from, one.valid_to)
    return found


def known_licences(person_ids: list[int], known_at: datetime) -> QuerySet[Licence]:
    rows = Licence.objects.filter(person__in=person_ids, recorded_at__lte=known_at)
    return rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at))


def assessor_licences(person_ids: list[int], known_at: datetime) -> QuerySet[AssessorLicence]:
    rows = AssessorLicence.objects.filter(assessor__in=person_ids, given_at__lte=known_at)
    return rows.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=known_at))
