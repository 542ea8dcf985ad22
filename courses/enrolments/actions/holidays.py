"""The days on which a unit rests. They move the days still to come of whoever learns there; due dates that were given stay."""

from datetime import date

from django.db import transaction
from wagtail.log_actions import log

from courses.catalogue.actions import bump_catalogue_version
from courses.enrolments.models import Holiday
from lms.people.models import Unit


@transaction.atomic
def add_holiday(*, unit: Unit, on: date, name: str, actor) -> Holiday:
    """Safe to call twice: a unit has one holiday a day, and the first name stands."""
    holiday, created = Holiday.objects.get_or_create(unit=unit, on=on, defaults={"name": name.strip()})
    if created:
        log(instance=holiday, action="enrolments.add_holiday", user=actor, title=str(holiday))
        # What is kept of the calendar lives under the catalogue's number, so that every process learns of it.
        bump_catalogue_version()
    return holiday


@transaction.atomic
def remove_holiday(*, holiday: Holiday, actor) -> None:
    """Makes it a working day again. Removing it twice changes nothing."""
    found = Holiday.objects.select_for_update().filter(pk=holiday.pk).first()
    if found:
        log(instance=found, action="enrolments.remove_holiday", user=actor, title=str(found))
        found.delete()
        bump_catalogue_version()
