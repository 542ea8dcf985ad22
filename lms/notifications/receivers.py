"""What a person's page shows of their working hours."""

from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from lms.notifications.models import WorkingHours
from lms.notifications.permissions import can_keep_hours
from lms.people.signals import person_panels


@receiver(person_panels)
def show_hours(sender, person, request, **kwargs) -> str:
    if not can_keep_hours(request.user, person):
        return ""
    hours = list(WorkingHours.objects.filter(person=person))
    for each in hours:
        each.day = capfirst(str(WEEKDAYS[each.weekday]))
    return render_to_string("notifications/panel.html", {"person": person, "hours": hours}, request)
