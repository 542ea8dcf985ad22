"""What this app adds to those below: who records a live roleplay, and who hears it besides those who read performances."""

from django.db.models import Q

from assessments.live.models import Booking
from assessments.recordings import hearing
from assessments.roleplays.enums import Mode


def may_record(user, performance) -> bool:
    """Its assessor, and only while both have agreed for themselves."""
    rows = Booking.objects.filter(performance=performance.pk, slot__assessor=user, person_agrees=True, assessor_agrees=True)
    return rows.exists()


def acted_it(user) -> Q:
    return Q(booking__slot__assessor=user)


hearing.records(Mode.LIVE, may_record)
hearing.also_hears(acted_it)
