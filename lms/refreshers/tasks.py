"""Asking the rules before the day does."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.refreshers.actions import run_refreshers


@handles("refreshers.run", title=_("Give the refreshers that a notice asks for"))
def run(job: Job) -> Effect | None:
    run_refreshers(on=timezone.localdate())
    return None
