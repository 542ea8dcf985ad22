"""What this app adds to those below: who records a live roleplay, and who hears it besides those who read performances."""

from django.db.models import Q
from django.utils import timezone

from assessments.live.models import Booking
from assessments.live.permissions import can_add_recording
from assessments.recordings import hearing
from assessments.roleplays.enums import Mode


def may_record(user, performance) -> bool:
    """Its assessor, only where both have agreed for themselves: while it is acted, and for some days after it was handed in."""
    rows = Booking.objects.filter(performance=performance.pk, slot__assessor=user, person_agrees=True, assessor_agrees=True)
    found = rows.select_related("performance").first()
    return found is not None and (found.stands or can_add_recording(found, timezone.now()))


def acted_it(user) -> Q:
    return Q(booking__slot__assessor=user) | Q(booking__slot__second=user)


hearing.records(Mode.LIVE, may_record)
hearing.also_hears(acted_it)
