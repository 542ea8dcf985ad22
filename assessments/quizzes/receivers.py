"""What quizzes show in a person's record."""

from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.quizzes.models import TimeAdjustment
from assessments.quizzes.permissions import can_grant_time
from lms.people.models import User
from lms.people.signals import person_panels


@receiver(person_panels, sender=User)
def show_time(sender, person, request, **kwargs) -> str:
    """How the person's time differs, for HR alone; nothing for anybody else."""
    if not can_grant_time(request.user, person):
        return ""
    rows = TimeAdjustment.objects.visible_to(request.user).in_force(timezone.localdate()).filter(person=person)
    return render_to_string("quizzes/parts/time_panel.html", {"person": person, "adjustments": rows}, request=request)
