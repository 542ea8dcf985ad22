"""Sending what the rows say."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.people.emails import send


@handles("notifications.mail", title=_("Mail a notice"))
def mail_notification(job: Job) -> Effect | None:
    from lms.notifications.actions import absolute
    from lms.notifications.models import Notification

    notification = Notification.objects.select_related("person").filter(pk=job.payload["notification"]).first()
    if notification is None or not notification.person.is_active:
        return None
    person = notification.person
    context = {"notification": notification, "person": person, "link": absolute(notification.url) if notification.url else ""}
    send(job, to=person.email, template="notification", context=context, language=person.language)
    return lambda: {"mailed": Notification.objects.filter(pk=notification.pk).update(mailed_at=timezone.now())}


@handles("notifications.template_mail", title=_("Send a mail"))
def mail_template(job: Job) -> Effect | None:
    payload = job.payload
    send(job, to=payload["to"], template=payload["template"], context=payload["context"], language=payload["language"])
    return None
