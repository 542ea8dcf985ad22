"""Telling somebody something, once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from lms.jobs.actions import enqueue
from lms.notifications.actions.reading import recount
from lms.notifications.actions.shifts import mail_after, mail_urgently
from lms.notifications.enums import Delivery
from lms.notifications.models import Notification
from lms.notifications.registry import kind_of


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
        if created:
            recount([person.pk])
        if created and mail and person.is_active:
            _see_to_its_mail(notification, kind_of(kind).delivery, timezone.now())
    return notification


def send_mail(*, to: str, template: str, context: dict, language: str, key: str) -> None:
    """Queues one mail to an address (who may not be a person here yet), written from `mail/<template>.{subject,txt,html}`."""
    payload = {"to": to, "template": template, "context": context, "language": language}
    enqueue(kind="notifications.template_mail", payload=payload, key=key)


def absolute(url: str) -> str:
    """The full address of one of our paths, for mails and PDFs."""
    return settings.SITE_URL.rstrip("/") + url


def _see_to_its_mail(notification: Notification, delivery: str, now: datetime) -> None:
    if delivery == Delivery.URGENT:
        mail_urgently(notification=notification, now=now)
    elif delivery == Delivery.DIGEST:
        notification.mail_after = mail_after(notification.person, now)
        notification.save(update_fields=["mail_after"])


def _words(value) -> str:
    return str(value() if callable(value) else value)
