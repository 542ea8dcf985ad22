"""Mail within the shift: what waits for its beginning, what cannot wait, and what is counted anew when hours change."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from lms.jobs.actions import enqueue
from lms.jobs.enums import JobState
from lms.jobs.models import Job
from lms.notifications.enums import Delivery
from lms.notifications.models import Digest, Notification
from lms.notifications.queries import current_shift, next_at_work, next_beginning, rotas_of
from lms.notifications.registry import kind_of
from lms.notifications.shifts import Rota

AT_ONCE = 500  # people whose shift is looked at in one go
LOOK_AGAIN = timedelta(days=14)  # at somebody of whom nobody knows when they are back


def mail_urgently(*, notification: Notification, now: datetime, rota: Rota | None = None) -> None:
    """Asks for its own mail: now within the person's shift, else when they are at work again. No mail outside it: the works council
    asked."""
    person = notification.person
    rota = rota or rotas_of([person], now)[person.pk]
    within = current_shift(person, now, rota)
    moment = now if within else next_at_work(person, now, rota) or now + LOOK_AGAIN
    key = f"notifications.mail:{notification.pk}" if within else f"notifications.mail:{notification.pk}:{moment.isoformat()}"
    enqueue(kind="notifications.mail", payload={"notification": notification.pk}, key=key, due_at=moment)


def open_digests(*, now: datetime) -> int:
    """Asks for the mail of each shift that has begun with something to tell. Once a person and shift; returns how many."""
    waiting = Notification.objects.waiting(now).order_by().values("person_id").distinct()[:AT_ONCE]
    people = list(get_user_model().objects.filter(pk__in=[row["person_id"] for row in waiting]))
    rotas = rotas_of(people, now)
    return sum(_open_digest(person, now, rotas[person.pk]) for person in people)


def put_off(*, person, now: datetime, rota: Rota | None = None) -> None:
    """What waits goes into the mail of the next shift; of somebody of whom nobody knows it, it is looked at again in two weeks."""
    Notification.objects.waiting(now).filter(person=person).update(mail_after=mail_after(person, now, rota))


def mail_after(person, now: datetime, rota: Rota | None = None) -> datetime:
    """When what is told now may stand in a mail."""
    return next_beginning(person, now, rota) or now + LOOK_AGAIN


def count_anew(person_ids: Iterable[int], *, now: datetime) -> None:
    """When what waits for a mail of these people leaves, now that their hours or their leave are others."""
    waiting = Notification.objects.unread().filter(mailed_at=None)
    for ids in _in_pieces(sorted(set(person_ids))):
        urgent = [kind for kind in set(waiting.filter(person__in=ids).values_list("kind", flat=True)) if _is_urgent(kind)]
        later, at_once = waiting.filter(person__in=ids, mail_after__gt=now), waiting.filter(person__in=ids, kind__in=urgent)
        touched = set(later.values_list("person_id", flat=True)) | set(at_once.values_list("person_id", flat=True))
        people = list(get_user_model().objects.filter(pk__in=touched))
        rotas = rotas_of(people, now)
        for person in people:
            later.filter(person=person).update(mail_after=mail_after(person, now, rotas[person.pk]))
            for one in at_once.filter(person=person).select_related("person"):
                if Job.objects.filter(key__startswith=f"notifications.mail:{one.pk}:", state=JobState.QUEUED).exists():
                    mail_urgently(notification=one, now=now, rota=rotas[person.pk])


def _open_digest(person, now: datetime, rota: Rota) -> bool:
    shift = current_shift(person, now, rota) if person.is_active else None
    if shift is None:
        put_off(person=person, now=now, rota=rota)
        return False
    with transaction.atomic():
        digest, created = Digest.objects.get_or_create(person=person, shift_starts_at=shift.starts)
        if created:
            enqueue(kind="notifications.digest", payload={"digest": digest.pk}, key=f"notifications.digest:{digest.pk}")
        elif digest.done_at:
            put_off(person=person, now=now, rota=rota)
    return created


def _is_urgent(kind: str) -> bool:
    return kind_of(kind).delivery == Delivery.URGENT


def _in_pieces(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
