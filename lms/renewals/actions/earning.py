"""A certificate has been issued: a cycle begins, and the one before it is renewed."""

from datetime import date

from django.db import transaction
from wagtail.log_actions import log

from courses.enrolments.models import Enrolment
from lms.certificates.actions import issue_certificate
from lms.certificates.models import Certificate
from lms.people.models import User
from lms.renewals.cycle import dates_of
from lms.renewals.enums import Path, PeriodState
from lms.renewals.models import CertificationPeriod, RenewalRule


def adopt_certificate(*, certificate: Certificate) -> CertificationPeriod | None:
    """Writes the cycle that a certificate begins: the one under way, or another. Safe to call twice.

    None when nobody watches the end of its certification, when it was revoked, or when a later one has been written already.
    """
    rule = RenewalRule.objects.select_related("certification").filter(certification=certificate.certification_id).first()
    if rule is None or certificate.revoked_at is not None:
        return None
    with transaction.atomic():
        User.objects.select_for_update().get(pk=certificate.person_id)  # the lock: of two workers, the second finds the row there
        rows = CertificationPeriod.objects.filter(person=certificate.person_id, certification=certificate.certification_id)
        found = rows.filter(certificate=certificate).first()
        if found is not None:
            return found
        last = rows.earned().order_by("-number").first()
        if last is not None and last.certified_on > certificate.issued_on:
            return None
        return _begin(certificate, rule, rows.running().first(), rows.order_by("-number").first(), last)


def certify_renewal(*, enrolment: Enrolment, on: date) -> Certificate | None:
    """Issues the certificate of a cycle whose module of renewal is done. None for any other enrolment. Safe to call twice."""
    period = CertificationPeriod.objects.select_related("certification", "person").filter(enrolment=enrolment, path=Path.RENEWAL).first()
    if period is None or period.state == PeriodState.WITHDRAWN:
        return None
    return issue_certificate(certification=period.certification, person=period.person, enrolment=enrolment, on=on)


def _begin(certificate: Certificate, rule: RenewalRule, running, newest, last) -> CertificationPeriod:
    period = running or CertificationPeriod(
        person_id=certificate.person_id,
        certification_id=certificate.certification_id,
        number=newest.number + 1 if newest else 1,
        path=Path.RENEWAL if last else Path.FIRST,
        assigned_on=certificate.issued_on,
        previous=last if last is not None and not hasattr(last, "next") else None,
        enrolment=_free(certificate.enrolment),
    )
    dates = dates_of(certificate.valid_until, rule.cycle)
    for name, day in vars(dates).items():
        setattr(period, name, day)
    period.certificate = certificate
    period.certified_on = certificate.issued_on
    period.state, period.state_since = PeriodState.CERTIFIED, certificate.issued_on
    period.save()
    if last is not None and last.state != PeriodState.WITHDRAWN:
        last.state, last.state_since = PeriodState.RENEWED, certificate.issued_on
        last.save(update_fields=["state", "state_since"])
    log(instance=period, action="renewals.certified", title=str(period), data={"certificate": certificate.serial})
    return period


def _free(enrolment: Enrolment | None) -> Enrolment | None:
    """An enrolment carries one cycle: a programme that earns two certifications lends itself to the first."""
    return None if enrolment is None or hasattr(enrolment, "certification_period") else enrolment
