"""Opening a cohort: who starts together, where they sit and who teaches them."""

from datetime import date

from django.db import transaction
from wagtail.log_actions import log

from courses.enrolments.models import Cohort


def open_cohort(*, name: str, programme, starts_on: date, actor, unit=None, room: str = "", trainer=None, tutor=None) -> Cohort:
    """Safe to call twice: the same name, programme and day are one cohort."""
    with transaction.atomic():
        cohort, created = Cohort.objects.get_or_create(
            name=name,
            programme=programme,
            starts_on=starts_on,
            unit=unit,
            defaults={"room": room, "trainer": trainer, "tutor": tutor},
        )
        if created:
            log(instance=cohort, action="enrolments.open_cohort", user=actor, title=name)
    return cohort
