"""The hours that people and units work."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.notifications.actions.shifts import count_anew
from lms.notifications.models import WorkingHours
from lms.notifications.shifts import Hours
from lms.people.models import Unit


def set_working_hours(*, person, hours: list[Hours], source: str = "", actor=None) -> None:
    """Puts these hours in the place of the person's own; none: those of their unit. What waits for a mail is counted anew."""
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=person.pk)
        WorkingHours.objects.filter(person=person).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(person=person, weekday=each.weekday, starts=each.starts, ends=each.ends, source=source) for each in hours
        )
        count_anew([person.pk], now=timezone.now())
        log(instance=person, action="notifications.hours", user=actor, data={"stretches": len(hours)})


def set_unit_hours(*, unit: Unit, hours: list[Hours], actor=None) -> None:
    """Puts these hours in the place of the unit's own; none: those of the unit above it, and in the end the house's."""
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        WorkingHours.objects.filter(unit=unit).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(unit=unit, weekday=each.weekday, starts=each.starts, ends=each.ends) for each in hours
        )
        log(instance=unit, action="notifications.unit_hours", user=actor, data={"stretches": len(hours)})
