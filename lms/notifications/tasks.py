"""Sending what the rows say. The job's id is the message id, so that a mail sent twice by a dying worker is one mail to the reader."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("notifications.mail")
def mail_notification(job: Job) -> Effect | None:
    from lms.notifications.actions import absolute
    from lms.notifications.models import Notification

    notification = Notification.objects.select_related("person").filter(pk=job.payload["notification"]).first()
    if notification is None or not notification.person.is_active:
        return None
    person = notification.person
    context = {"notification": notification, "person": person, "link": absolute(notification.url) if notification.url else ""}
    _send(job, to=person.email, template="notification", context=context, language=person.language)
    return lambda: {"mailed": Notification.objects.filter(pk=notification.pk).update(mailed_at=timezone.now())}


@handles("notifications.template_mail")
def mail_template(job: Job) -> Effect | None:
    payload = job.payload
    _send(job, to=payload["to"], template=payload["template"], context=payload["context"], language=payload["language"])
    return None


def _send(job: Job, *, to: str, template: str, context: dict, language: str) -> None:
    host = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
    with translation.override(language):
        context = {**context, "language": language, "site_url": settings.SITE_URL}
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string(f"mail/{template}.txt", context),
            to=[to],
            headers={"Message-ID": f"<job-{job.pk}@{host}>", "Content-Language": language},
        )
        message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    message.send()
