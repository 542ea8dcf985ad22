"""Sending what the rows say."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.people.emails import send


@shared_task
def open_the_shifts() -> int:
    from lms.notifications.actions import open_digests

    return open_digests(now=timezone.now())


@handles("notifications.mail", title=_("Mail a notice"))
def mail_notification(job: Job) -> Effect | None:
    """One mail about one thing, unless the person has seen it, left, does not want it, or has gone home meanwhile."""
    from lms.notifications.actions import absolute, mail_urgently
    from lms.notifications.models import Notification
    from lms.notifications.queries import current_shift, switched_off, wants_mail
    from lms.notifications.registry import kind_of

    notification = Notification.objects.select_related("person").filter(pk=job.payload["notification"]).first()
    if notification is None or notification.read_at or notification.mailed_at or not notification.person.is_active:
        return None
    person, kind, now = notification.person, kind_of(notification.kind), timezone.now()
    if not wants_mail(kind, switched_off(person), in_digest=False):
        return None
    if current_shift(person, now) is None:
        return lambda: mail_urgently(notification=notification, now=now)
    context = {"notification": notification, "person": person, "link": absolute(notification.url) if notification.url else ""}
    context |= _about(kind, person)
    send(job, to=person.email, template="notification", context=context, language=person.language, headers=_headers(context))
    return lambda: {"mailed": Notification.objects.filter(pk=notification.pk).update(mailed_at=timezone.now())}


@handles("notifications.digest", title=_("Mail what is new at the beginning of a shift"))
def mail_digest(job: Job) -> Effect | None:
    """What is new and due, in one mail. Nothing to tell: no mail."""
    from lms.notifications.actions import absolute, put_off
    from lms.notifications.models import Digest, Notification
    from lms.notifications.queries import current_shift, switched_off, wants_mail
    from lms.notifications.registry import kind_of

    digest, now = Digest.objects.select_related("person").filter(pk=job.payload["digest"]).first(), timezone.now()
    if digest is None or digest.done_at:
        return None
    person = digest.person
    waiting = list(Notification.objects.waiting(now).filter(person=person).order_by("created_at", "pk"))
    late = current_shift(person, now) is None  # the worker stood still until the shift was over
    off = switched_off(person)
    told = [] if late or not person.is_active else [one for one in waiting if wants_mail(kind_of(one.kind), off, in_digest=True)]
    if told:
        for one in told:
            one.link = absolute(one.url) if one.url else ""
        dated = [one for one in told if kind_of(one.kind).dated]
        context = {"person": person, "dated": dated, "news": [one for one in told if one not in dated], "number": len(told)}
        context |= {"link": absolute(reverse("notifications:list"))} | _about(kind_of("digest"), person)
        send(job, to=person.email, template="digest", context=context, language=person.language, headers=_headers(context))

    def write() -> dict:
        if late:
            put_off(person=person, now=now)
        else:
            Notification.objects.filter(pk__in=[one.pk for one in waiting]).update(mail_after=None)
        Notification.objects.filter(pk__in=[one.pk for one in told]).update(mailed_at=timezone.now())
        Digest.objects.filter(pk=digest.pk).update(done_at=timezone.now(), told=len(told))
        return {"told": len(told)}

    return write


@handles("notifications.sample", title=_("Send a sample of a mail to whoever asked for it"))
def mail_sample(job: Job) -> Effect | None:
    from lms.notifications.samples import contents
    from lms.people.models import User

    person, language = User.objects.filter(pk=job.payload["person"], is_active=True).first(), job.payload["language"]
    if person is not None:
        template, context = contents(job.payload["kind"], person=person, language=language)
        send(job, to=person.email, template=template, context=context, language=language)
    return None


@handles("notifications.template_mail", title=_("Send a mail"))
def mail_template(job: Job) -> Effect | None:
    payload = job.payload
    send(job, to=payload["to"], template=payload["template"], context=payload["context"], language=payload["language"])
    return None


def _about(kind, person) -> dict[str, str]:
    """What the foot of a mail says of its kind: how to switch it off, or why one cannot."""
    from lms.notifications.actions import absolute
    from lms.notifications.unsubscribing import off_token

    off = absolute(reverse("notifications:off", args=[off_token(person.pk, kind.name)])) if kind.can_be_switched_off else ""
    return {
        "kind_title": kind.title,
        "always": kind.always,
        "off_link": off,
        "preferences_link": absolute(reverse("notifications:preferences")),
    }


def _headers(context: dict) -> dict[str, str]:
    """One click in the reader's own program (RFC 8058)."""
    if not context["off_link"]:
        return {}
    return {"List-Unsubscribe": f"<{context['off_link']}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
