"""Telling people things: on their screen at once, by mail through a job."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from lms.jobs.actions import enqueue
from lms.notifications.models import Notification


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
            enqueue(kind="notifications.mail", payload={"notification": notification.pk}, key=f"notifications.mail:{notification.pk}")
    return notification


def send_mail(*, to: str, template: str, context: dict, language: str, key: str) -> None:
    """Queues one mail to an address (who may not be a person here yet), written from `mail/<template>.{subject,txt,html}`."""
    payload = {"to": to, "template": template, "context": context, "language": language}
    enqueue(kind="notifications.template_mail", payload=payload, key=key)


def read(*, notification: Notification) -> Notification:
    """Notes that the person has read it; the first time stays."""
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=timezone.now())
    notification.refresh_from_db(fields=["read_at"])
    return notification


def read_all(*, person) -> int:
    """Notes that the person has read everything so far. Returns how many were new."""
    return Notification.objects.visible_to(person).unread().update(read_at=timezone.now())


def absolute(url: str) -> str:
    """The full address of one of our paths, for mails and PDFs."""
    return settings.SITE_URL.rstrip("/") + url


def _words(value) -> str:
    return str(value() if callable(value) else value)
