"""Certificates begin cycles, and modules of renewal earn certificates. Each of these may be told twice."""

from datetime import date

from django.dispatch import receiver
from django.utils import timezone

from courses.enrolments.models import Enrolment
from courses.enrolments.signals import enrolment_completed
from lms.certificates import lasting
from lms.certificates.models import Certificate
from lms.certificates.signals import certificate_issued
from lms.jobs.days import each_day
from lms.renewals.actions import adopt_certificate, certify_renewal, run_day
from lms.renewals.lasting import by_rule

lasting.register(by_rule)


@each_day("renewals", order=10)
def the_day(on: date) -> dict[str, int]:
    return run_day(on=on)


@receiver(certificate_issued)
def begin_cycle(sender, certificate_id: int, **kwargs) -> None:
    adopt_certificate(certificate=Certificate.objects.get(pk=certificate_id))


@receiver(enrolment_completed)
def earn_renewal(sender, enrolment_id: int, **kwargs) -> None:
    enrolment = Enrolment.objects.get(pk=enrolment_id)
    if enrolment.completed_at is not None:
        certify_renewal(enrolment=enrolment, on=timezone.localdate(enrolment.completed_at))
