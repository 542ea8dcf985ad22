"""Giving somebody a certification to earn, and taking it back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.enrolments.actions import assign
from courses.enrolments.calendar import day_number
from courses.enrolments.models import Enrolment
from courses.enrolments.queries.holidays import holidays_of
from lms.certificates.models import Certificate, Certification
from lms.people.models import User
from lms.renewals.actions.earning import adopt_certificate
from lms.renewals.cycle import recognises
from lms.renewals.enums import Path, PeriodState
from lms.renewals.exceptions import NoRule, ReasonMissing
from lms.renewals.models import CertificationPeriod, RenewalRule


def give_certification(
    *, certification: Certification, person, due_on: date | None, reason: str, actor, today: date
) -> CertificationPeriod:
    """Gives a person a certification: what they earned before and is recent enough is recognised, else they are enrolled.

    Safe to call twice: whoever holds it or is at it stays as they are. Raises NoRule and ReasonMissing.
    """
    rule = RenewalRule.objects.select_related("certification", "module", "programme").filter(certification=certification).first()
    if rule is None:
        raise NoRule
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        rows = CertificationPeriod.objects.filter(person=person, certification=certification)
        found = rows.standing().exclude(state=PeriodState.EXPIRED).order_by("-number").first()
        if found is not None:
            return found
        earlier = Certificate.objects.standing().filter(person=person, certification=certification).order_by("-issued_on").first()
        if earlier is not None and recognises(earlier.issued_on, today, rule.oldest_months):
            return adopt_certificate(certificate=earlier)
        return _write(rule, person, rows.order_by("-number").first(), due_on, reason.strip(), actor, today)


def renew(*, period: CertificationPeriod, rule: RenewalRule) -> CertificationPeriod | None:
    """Opens the cycle after this one on the day its window opens, and gives what renews it. Safe to call twice; None where nothing does."""
    if not rule.gives_something or hasattr(period, "next"):
        return None
    reason = _("“%(name)s” ends on %(day)s") % {"name": period.certification.name, "day": period.valid_until.isoformat()}
    return _write(rule, period.person, period, period.valid_until, reason, rule.owner, period.opens_on)


def renew_early(*, certificate: Certificate, due_on: date, reason: str, actor, today: date) -> CertificationPeriod | None:
    """Asks for a renewal before its window opens: what it certifies has changed. The certificate stays as it is. Safe to call twice: the
    renewal that is under way is given back. None where no module or programme renews it."""
    rule = (
        RenewalRule.objects.select_related("certification", "module", "programme")
        .filter(certification=certificate.certification_id)
        .first()
    )
    if rule is None or not rule.gives_something:
        return None
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=certificate.person_id)
        rows = CertificationPeriod.objects.filter(person=person, certification=rule.certification)
        found = rows.running().select_related("enrolment").first()
        if found is not None:
            return found
        adopt_certificate(certificate=certificate)
        return _write(rule, person, rows.earned().order_by("-number").first(), due_on, reason, actor, today)


def withdraw_period(*, period: CertificationPeriod, reason: str, actor, today: date) -> CertificationPeriod:
    """Whoever no longer needs it: it is watched no more. What was earned stays. Safe to call twice. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        period = CertificationPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
        if period.state != PeriodState.WITHDRAWN:
            period.state, period.state_since = PeriodState.WITHDRAWN, today
            period.save(update_fields=["state", "state_since"])
            log(instance=period, action="renewals.withdraw", user=actor, title=str(period), data={"reason": reason.strip()})
    return period


def _write(rule: RenewalRule, person, before, due_on: date | None, reason: str, actor, on: date) -> CertificationPeriod:
    earned_before = before is not None and before.certified_on is not None
    enrolment = _enrol(rule, person, due_on, reason, actor, on, renewal=earned_before)
    period = CertificationPeriod.objects.create(
        person=person,
        certification=rule.certification,
        number=before.number + 1 if before else 1,
        path=Path.RENEWAL if earned_before else Path.FIRST,
        previous=before if before is not None and not hasattr(before, "next") else None,
        state=PeriodState.ASSIGNED,
        state_since=on,
        assigned_on=on,
        due_on=due_on,
        enrolment=enrolment,
    )
    log(instance=period, action="renewals.give", user=actor, title=str(period), data={"reason": reason})
    return period


def _enrol(rule: RenewalRule, person, due_on: date | None, reason: str, actor, on: date, *, renewal: bool) -> Enrolment | None:
    """The enrolment in which it is earned. Earlier ones stay as they are: a renewal is another period."""
    module = rule.module if renewal else rule.certification.module
    programme = rule.programme if renewal else rule.certification.programme
    if module is None and programme is None:
        return None
    days = day_number(on, due_on, holidays_of([person.pk])[person.pk]) if due_on and due_on > on else None
    made = assign(
        module=module, programme=programme, person=person, starts_on=on, due_days=days, reason=reason[:250], actor=actor, again=True
    )
    mine = Enrolment.objects.standing().filter(person=person, module=module, programme=programme, certification_period=None)
    return made.enrolments.filter(certification_period=None).first() or mine.order_by("-period").first()
