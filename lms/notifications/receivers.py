"""What a person's page shows of their working hours."""

from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone

from lms.notifications.models import WorkingHours
from lms.notifications.permissions import can_keep_hours
from lms.notifications.queries import hours_of, planned_of, week_in_words
from lms.people.signals import person_panels


@receiver(person_panels)
def show_hours(sender, person, request, **kwargs) -> str:
    if not can_keep_hours(request.user, person):
        return ""
    context = {
        "person": person,
        "week": week_in_words(hours_of(person)),
        "own": WorkingHours.objects.filter(person=person).exists(),
        "planned": planned_of(person, timezone.localdate()),
    }
    return render_to_string("notifications/panel.html", context, request)
