"""Reminders, and mails with the entry for a calendar."""

from celery import shared_task
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@shared_task
def remind() -> int:
    from assessments.live.actions import remind as remind_all

    return remind_all()


@handles("live.mail", title=_("Mail about a booked roleplay"))
def mail_booking(job: Job) -> Effect | None:
    """The notice, with the calendar entry as the booking stands when it is sent."""
    from django.utils import timezone

    from assessments.live.models import Booking
    from assessments.live.queries.entries import entry_file
    from lms.notifications.actions import absolute
    from lms.notifications.models import Notification
    from lms.people.emails import send

    notice = Notification.objects.select_related("person").filter(pk=job.payload["notification"]).first()
    booking = Booking.objects.select_related("slot__assessor", "person", "scenario").filter(pk=job.payload["booking"]).first()
    if notice is None or booking is None or not notice.person.is_active:
        return None
    person = notice.person
    with translation.override(person.language):
        files = [entry_file(booking, person)] if job.payload["entry"] else []
    context = {"notification": notice, "person": person, "link": absolute(notice.url)}
    send(job, to=person.email, template="notification", context=context, language=person.language, files=files)
    return lambda: {"mailed": Notification.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())}
