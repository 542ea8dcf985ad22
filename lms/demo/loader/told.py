"""What people were told at the time: it is on their screens, and nobody gets a mail today about something old."""

from datetime import datetime

from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.demo.loader.days import at
from lms.jobs.actions import run
from lms.jobs.enums import JobState
from lms.jobs.models import Job
from lms.notifications.actions import notify
from lms.notifications.models import Notification

OLD_MAILS = ("notifications.mail", "people.invitation_mail", "live.mail")
SIGNALS = ("enrolments.announce", "enrolments.tell", "quizzes.end_attempt")


def last_job() -> int:
    return Job.objects.aggregate(last=Max("pk"))["last"] or 0


def told_of_certificate(certificate) -> None:
    """The word that comes with the PDF, given on the day of issue: drawing the PDF today tells nobody again."""
    notification = notify(
        person=certificate.person,
        kind="certificates.issued",
        key=f"certificates.issued:{certificate.pk}",
        title=lambda: _("Your certificate “%(name)s” is ready") % {"name": certificate.name},
        text=lambda: _("You can open it, download it as a PDF and share a link that shows it is real."),
        url=reverse("certificates:detail", args=[certificate.code]),
        mail=False,
    )
    date_notifications(at(certificate.issued_on, "16:30"), key=notification.key, read=True)


def date_notifications(moment: datetime, *, key: str, read: bool = False) -> None:
    """Moves what was told under a key (or keys that begin with it) to when it happened."""
    told = Notification.objects.filter(key__startswith=key)
    told.update(created_at=moment, mailed_at=moment, mail_after=None, read_at=moment if read else None)


def follow_up(since: int) -> None:
    """Does now what the acts after job `since` asked the worker for, but for their mails and PDFs."""
    for job in Job.objects.filter(pk__gt=since, kind__in=SIGNALS).order_by("pk"):
        run(job_id=job.pk)


def forget_mails(since: int) -> None:
    """Closes the mails of what happened before today."""
    old = Job.objects.filter(pk__gt=since, kind__in=OLD_MAILS, state=JobState.QUEUED)
    old.update(state=JobState.DONE, attempts=F("attempts") + 1, finished_at=timezone.now())
    Notification.objects.filter(mail_after__isnull=False).update(mail_after=None)
