"""Telling people things: on their screen at once, by mail within their shift."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from lms.jobs.actions import enqueue
from lms.notifications.enums import Delivery
from lms.notifications.models import Digest, MailPreference, Notification, WorkingHours
from lms.notifications.queries import current_shift, next_beginning
from lms.notifications.registry import kind_of
from lms.notifications.shifts import Hours
from lms.people.actions import renew_today

AT_ONCE = 500  # people whose shift is looked at in one go


def notify(*, person, kind: str = "told", key: str, title, text="", url: str = "", mail: bool = True) -> Notification:
    """Tells `person` once (`key` makes it so), in their language.

    `kind` is one that an app registered in its `notices.py`; it says whether and when there is a mail, and the person may have
    switched that off. `mail=False` keeps this one to the screen.

    `title` and `text` are lazy translations, or functions without arguments that give the string, so that they are rendered in
    the person's language.
    """
    with transaction.atomic(), translation.override(person.language):
        notification, created = Notification.objects.get_or_create(
            key=key,
            defaults={"person": person, "kind": kind, "title": _words(title)[:250], "text": _words(text), "url": url},
        )
        if created and mail and person.is_active:
            _see_to_its_mail(notification, kind_of(kind).delivery, timezone.now())
    return notification


def mail_urgently(*, notification: Notification, now: datetime) -> None:
    """Asks for its own mail: now within the person's shift, else when the next one begins. No mail outside it: the works council asked."""
    within = current_shift(notification.person, now)
    moment = now if within else next_beginning(notification.person, now)
    if moment is not None:
        key = f"notifications.mail:{notification.pk}" if within else f"notifications.mail:{notification.pk}:{moment.isoformat()}"
        enqueue(kind="notifications.mail", payload={"notification": notification.pk}, key=key, due_at=moment)


def open_digests(*, now: datetime | None = None) -> int:
    """Asks for the mail of each shift that has begun with something to tell. Once a person and shift; returns how many."""
    now = now or timezone.now()
    waiting = Notification.objects.waiting(now).order_by().values("person_id").distinct()[:AT_ONCE]
    ids = [row["person_id"] for row in waiting]
    return sum(_open_digest(person, now) for person in get_user_model().objects.filter(pk__in=ids))


def put_off(*, person, now: datetime) -> None:
    """What waits goes into the mail of the next shift; of somebody who has none, it stays on the screen."""
    Notification.objects.waiting(now).filter(person=person).update(mail_after=next_beginning(person, now))


def choose_mail(*, person, kinds: dict[str, bool], actor=None) -> None:
    """Notes for each kind whether its mail is wanted. Of a kind that cannot be switched off, and of one unknown, nothing is noted."""
    for name, wanted in kinds.items():
        if kind_of(name).can_be_switched_off:
            MailPreference.objects.update_or_create(person=person, kind=name, defaults={"wanted": wanted, "changed_at": timezone.now()})


def set_working_hours(*, person, hours: list[Hours], actor=None) -> None:
    """Puts these hours in the place of the person's own; none: those of the house. What waits for a mail is counted anew."""
    now = timezone.now()
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=person.pk)
        WorkingHours.objects.filter(person=person).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(person=person, weekday=each.weekday, starts=each.starts, ends=each.ends) for each in hours
        )
        Notification.objects.unread().filter(person=person, mail_after__gt=now).update(mail_after=next_beginning(person, now))
        log(instance=person, action="notifications.hours", user=actor, data={"stretches": len(hours)})


def _open_digest(person, now: datetime) -> bool:
    shift = current_shift(person, now) if person.is_active else None
    if shift is None:
        put_off(person=person, now=now)
        return False
    with transaction.atomic():
        digest, created = Digest.objects.get_or_create(person=person, shift_starts_at=shift.starts)
        if created:
            enqueue(kind="notifications.digest", payload={"digest": digest.pk}, key=f"notifications.digest:{digest.pk}")
        elif digest.done_at:
            put_off(person=person, now=now)
    return created


def _see_to_its_mail(notification: Notification, delivery: str, now: datetime) -> None:
    if delivery == Delivery.URGENT:
        mail_urgently(notification=notification, now=now)
    elif delivery == Delivery.DIGEST:
        notification.mail_after = next_beginning(notification.person, now)
        notification.save(update_fields=["mail_after"])


def send_mail(*, to: str, template: str, context: dict, language: str, key: str) -> None:
    """Queues one mail to an address (who may not be a person here yet), written from `mail/<template>.{subject,txt,html}`."""
    payload = {"to": to, "template": template, "context": context, "language": language}
    enqueue(kind="notifications.template_mail", payload=payload, key=key)


def read(*, notification: Notification) -> Notification:
    """Notes that the person has read it; the first time stays."""
    if Notification.objects.filter(pk=notification.pk).unread().update(read_at=timezone.now()):
        renew_today([notification.person_id])
    notification.refresh_from_db(fields=["read_at"])
    return notification


def read_all(*, person) -> int:
    """Notes that the person has read everything so far. Returns how many were new."""
    renew_today([person.pk])
    return Notification.objects.visible_to(person).unread().update(read_at=timezone.now())


def absolute(url: str) -> str:
    """The full address of one of our paths, for mails and PDFs."""
    return settings.SITE_URL.rstrip("/") + url


def _words(value) -> str:
    return str(value() if callable(value) else value)
