"""What stands on a person's page of what is proved of them and how far they are, for those who may see it."""

from django.dispatch import receiver
from django.template.loader import render_to_string

from lms.careers.querysets import SEES_READINESS
from lms.competencies.permissions import can_see_record
from lms.people.models import User
from lms.people.signals import person_panels


@receiver(person_panels, sender=User)
def where_they_stand(sender, person, request, **kwargs) -> str:
    sees_ladder = User.objects.visible_to(request.user, SEES_READINESS).filter(pk=person.pk).exists()
    sees_record = can_see_record(request.user, person)
    if not sees_ladder and not sees_record:
        return ""
    context = {"person": person, "sees_ladder": sees_ladder, "sees_record": sees_record}
    return render_to_string("people/where_they_stand.html", context, request=request)
