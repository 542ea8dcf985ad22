"""A refresher that is passed, and the day's work. Each of these may be told twice."""

from datetime import date

from django.dispatch import receiver

from courses.enrolments.models import Enrolment
from courses.enrolments.signals import enrolment_completed
from lms.jobs.days import each_day
from lms.refreshers.actions import complete, run_refreshers


@each_day("refreshers", order=30)
def the_day(on: date) -> dict[str, int]:
    return run_refreshers(on=on)


@receiver(enrolment_completed)
def pass_refresher(sender, enrolment_id: int, **kwargs) -> None:
    complete(enrolment=Enrolment.objects.get(pk=enrolment_id))
