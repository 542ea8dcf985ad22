"""What people have read of what they were told: opened there, or seen on the page that it is about."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from lms.notifications.models import Notification
from lms.people.actions import renew_today
from lms.people.models import User


def read(*, notification: Notification) -> Notification:
    """Notes that the person has read it; the first time stays."""
    _mark(Notification.objects.filter(pk=notification.pk), notification.person_id)
    notification.refresh_from_db(fields=["read_at"])
    return notification


def read_all(*, person) -> int:
    """Notes that the person has read everything so far. Returns how many were new."""
    return _mark(Notification.objects.visible_to(person), person.pk)


def look_at(*, person, ids: Iterable[int]) -> int:
    """Notes that the person has seen the page that these are about. Returns how many were new."""
    return _mark(Notification.objects.visible_to(person).filter(pk__in=list(ids)), person.pk)


def recount(people: Iterable[int]) -> None:
    """Keeps how many things each of these people (their ids) has not read.

    Written once what changed is committed, for the reason that `renew_today` gives; counted and not added up, so that it cannot drift.
    """
    ids = set(people)
    unread = Notification.objects.unread().filter(person=OuterRef("pk")).order_by().values("person").annotate(number=Count("pk"))
    number = Coalesce(Subquery(unread.values("number")), 0)
    transaction.on_commit(lambda: User.objects.filter(pk__in=ids).update(unread=number), robust=True)


def _mark(told, person_id: int) -> int:
    number = told.unread().update(read_at=timezone.now())
    if number:
        renew_today([person_id])
        recount([person_id])
    return number
