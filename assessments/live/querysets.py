"""Who sees which slot, booking and note. A booking is between two people: nobody else's, but for whoever leads the person."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.live.enums import STANDS, BookingState
from assessments.live.permissions import LEADS, OFFERS


class SlotQuerySet(models.QuerySet):
    def offered(self) -> "SlotQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def free(self) -> "SlotQuerySet":
        from assessments.live.models import Booking

        taken = Booking.objects.filter(slot=OuterRef("pk")).exclude(state=BookingState.CANCELLED)
        return self.offered().filter(~Exists(taken))

    def ahead(self, now: datetime) -> "SlotQuerySet":
        return self.filter(begins_at__gt=now)

    def by(self, user) -> "SlotQuerySet":
        return self.filter(assessor=user)

    def with_assessor(self, user) -> "SlotQuerySet":
        """Those one offers, and those where one is the second."""
        return self.filter(Q(assessor=user) | Q(second=user))

    def for_person(self, person) -> "SlotQuerySet":
        """Those of whoever assesses in the person's units or above them. Never one's own."""
        return self.filter(assessor__in=_assessors_of(person)).exclude(assessor=person).exclude(second=person)

    def visible_to(self, user) -> "SlotQuerySet":
        """One's own, those that one could book, and those of whoever assesses people one leads."""
        from django.contrib.auth import get_user_model

        if not user.is_authenticated:
            return self.none()
        seen = Q(assessor=user) | Q(second=user) | Q(assessor__in=_assessors_of(user))
        if user.has_role(LEADS):
            people = get_user_model().objects.visible_to(user, LEADS)
            seen |= Q(assessor__in=_assessors_above(_paths_of(people)))
        return self.filter(seen)


class BookingQuerySet(models.QuerySet):
    def standing(self) -> "BookingQuerySet":
        return self.filter(state__in=STANDS)

    def of(self, user) -> "BookingQuerySet":
        """Where somebody takes part: as the person or as an assessor."""
        return self.filter(Q(person=user) | Q(slot__assessor=user) | Q(slot__second=user))

    def assessed_by(self, user) -> "BookingQuerySet":
        return self.filter(Q(slot__assessor=user) | Q(slot__second=user))

    def visible_to(self, user) -> "BookingQuerySet":
        from django.contrib.auth import get_user_model

        if not user.is_authenticated:
            return self.none()
        seen = Q(person=user) | Q(slot__assessor=user) | Q(slot__second=user)
        if user.has_role(LEADS):
            seen |= Q(person__in=get_user_model().objects.visible_to(user, LEADS))
        return self.filter(seen)


class NoteQuerySet(models.QuerySet):
    def kept(self) -> "NoteQuerySet":
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user) -> "NoteQuerySet":
        """Their author's. Whoever else reads the performance is shown them by the app of scores."""
        return self.filter(author=user) if user.is_authenticated else self.none()

    def by(self, user) -> "NoteQuerySet":
        return self.filter(author=user)


def assessors_beside(user):
    """Who may be the second assessor beside somebody: those who assess in their units, above them or below."""
    from django.contrib.auth import get_user_model

    from lms.people.models import Membership

    mine = [one.unit.path for one in user.current_memberships if one.role in OFFERS]
    near = Q(pk__in=[])
    for path in mine:
        near |= Q(unit__path__startswith=path)
    below = Membership.objects.current(timezone.localdate()).filter(near, role__in=OFFERS).values("person_id")
    people = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
    return people.filter(Q(pk__in=_assessors_above(mine)) | Q(pk__in=below))


def _assessors_of(person):
    return _assessors_above([membership.unit.path for membership in person.current_memberships])


def _assessors_above(paths):
    from lms.people.models import Membership, Unit

    step = Unit.steplen
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    rows = Membership.objects.current(timezone.localdate()).filter(role__in=OFFERS, unit__path__in=above, person__is_active=True)
    return rows.values("person_id")


def _paths_of(people):
    from lms.people.models import Membership

    return set(Membership.objects.current().filter(person__in=people).values_list("unit__path", flat=True))
