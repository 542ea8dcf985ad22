"""Telling others what happened here: listening apps by signals, people by notifications."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.enrolments.models import Enrolment
from courses.enrolments.queries.path import title_of
from courses.enrolments.signals import enrolment_completed, module_completed
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("enrolments.announce", title=gettext_lazy("Pass on what somebody has completed"))
def announce(job: Job) -> Effect:
    """Sends the signals with the job's "done" in one transaction, so that a kill in between loses nothing."""
    enrolment_id, module_id = job.payload["enrolment"], job.payload.get("module")

    def send() -> None:
        if module_id is None:
            enrolment_completed.send(sender=Enrolment, enrolment_id=enrolment_id)
        else:
            module_completed.send(sender=Enrolment, enrolment_id=enrolment_id, module_id=module_id)

    return send


@handles("enrolments.tell", title=gettext_lazy("Tell people what they have been enrolled on"))
def tell(job: Job) -> None:
    """Tells each person what they have been enrolled on, by whom and why. Told once each, however often it runs."""
    from lms.notifications.actions import notify

    rows = (
        Enrolment.objects.standing()
        .filter(pk__in=job.payload["enrolments"])
        .select_related("person", "programme", "module", "assignment__actor")
    )
    for number, enrolment in enumerate(rows, start=1):
        notify(
            person=enrolment.person,
            kind="enrolled",
            key=f"enrolments.enrolled:{enrolment.pk}",
            title=lambda enrolment=enrolment: _("You have something new to learn: %(title)s") % {"title": title_of(enrolment)},
            text=lambda given=enrolment.assignment: _("%(reason)s (%(actor)s)") % {"reason": given.reason, "actor": given.actor},
            url=reverse("enrolments:programme", args=[enrolment.pk]),
        )
        if number % 50 == 0:
            report_progress(job=job, done=number)
