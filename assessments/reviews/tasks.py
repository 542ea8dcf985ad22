"""Cards out of a quiz, and fitting a centre's weights: outside of anybody's request."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models import Attempt
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.people.models import Unit

CLOSED_DAYS = 7  # how long after its end a quiz is looked at again


@handles("reviews.gather", title=_("Make review cards out of a quiz"))
def gather_cards(job: Job) -> Effect | None:
    from assessments.reviews.actions import gather

    attempt = Attempt.objects.filter(pk=UUID(job.payload["attempt"])).first()
    if attempt is None:
        return None

    def effect() -> None:
        gather(attempt=attempt)

    return effect


@handles("reviews.refit", title=_("Fit a centre's spacing to how its people remember"))
def refit_centre(job: Job) -> Effect | None:
    """Minutes of work that writes nothing, then one row."""
    from assessments.reviews.actions import refitting

    due = next(((centre, reviews) for centre, reviews in refitting.due_centres() if centre.pk == job.payload["centre"]), None)
    if due is None:
        return None
    centre, reviews = due
    found = refitting.find(centre)

    def effect() -> None:
        refitting.keep(centre=Unit.objects.get(pk=centre.pk), found=found, reviews=reviews)

    return effect


@shared_task
def run_the_day() -> dict[str, int]:
    """Cards of quizzes that have closed meanwhile, and the fits that are due. May run some times a day."""
    from django.utils import timezone

    from assessments.reviews.actions import gather, refit_due

    now = timezone.now()
    closed = Attempt.objects.submitted().filter(quiz__closes_at__lte=now, quiz__closes_at__gte=now - timedelta(days=CLOSED_DAYS))
    cards = sum(gather(attempt=one, now=now) for one in closed.iterator())
    return {"answers": cards, "fits": refit_due(on=timezone.localdate(now))}
