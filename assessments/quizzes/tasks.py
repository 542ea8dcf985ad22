"""The end of an attempt's time, kept by the jobs table: no browser has to be there."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.actions import end_overdue
from assessments.quizzes.models import Attempt
from assessments.quizzes.timing import GRACE
from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("quizzes.end_attempt", title=_("Hand in an attempt whose time is up"))
def end_attempt(job: Job) -> Effect | None:
    """Hands in what is there. A deadline that was moved meanwhile is waited for."""
    attempt = Attempt.objects.open().filter(pk=UUID(job.payload["attempt"]), deadline_at__isnull=False).first()
    if attempt is None:
        return None
    if attempt.deadline_at + GRACE > timezone.now():
        return lambda: _wait_again(attempt)

    def effect() -> None:
        end_overdue(attempt=attempt)

    return effect


def _wait_again(attempt: Attempt) -> None:
    enqueue(kind="quizzes.end_attempt", payload={"attempt": str(attempt.pk)}, due_at=attempt.deadline_at + GRACE)
