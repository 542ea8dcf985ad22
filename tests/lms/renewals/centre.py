"""A certification whose end is watched, and what renews it."""

from datetime import date

from django.core import serializers

from lms.renewals.models import CertificationPeriod, RenewalRule
from tests import world


def rule(*, earned_by=None, renewed_by=None, owner=None, months: int | None = 12, **fields) -> RenewalRule:
    certification = world.certification(validity_months=months, module=earned_by)
    values = {"window_days": 60, "due_days": 30, "grace_days": 10} | fields
    return RenewalRule.objects.create(
        certification=certification, module=renewed_by, owner=owner or world.member("administrator", world.unit()), **values
    )


def holder(of: RenewalRule, on: date, *, who=None) -> CertificationPeriod:
    """The cycle of somebody who earned it on a day."""
    from lms.renewals.actions import adopt_certificate

    certificate = world.certificate(of.certification, who, on=on)
    return adopt_certificate(certificate=certificate)


def everything() -> list[str]:
    """All cycles as rows of text, without what only counts how often it was saved."""
    return serializers.serialize("jsonl", CertificationPeriod.objects.order_by("pk")).splitlines()
