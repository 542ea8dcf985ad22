"""What the rules of renewal say of a new certificate's end."""

from datetime import date

from lms.renewals.cycle import renewed_until
from lms.renewals.models import CertificationPeriod, RenewalRule


def by_rule(certification, person, issued_on: date) -> list[date | None]:
    rule = RenewalRule.objects.select_related("certification").filter(certification=certification).first()
    if rule is None:
        return []
    rows = CertificationPeriod.objects.standing().earned().filter(person=person, certification=certification)
    last = rows.filter(certified_on__lt=issued_on).order_by("-number").first()
    in_window = last is not None and last.opens_on is not None and last.opens_on <= issued_on
    return [renewed_until(issued_on, last.valid_until if in_window else None, rule.cycle)]
