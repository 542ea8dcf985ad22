"""Fitting the weights of a centre anew. What predicts no better is kept as a fact and not applied."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from assessments.reviews.fitting import ENOUGH, Fit, fit
from assessments.reviews.models import Parameters
from assessments.reviews.queries.histories import histories_of, reviews_of
from assessments.reviews.queries.weights import forget_weights
from lms.jobs.actions import enqueue
from lms.people.enums import UnitKind
from lms.people.models import Unit

GROWN = 1.25  # a centre is fitted again when it has this much more to go by


def refit(*, centre: Unit) -> Parameters | None:
    """Fits a centre's weights to what its people answered, and keeps what came of it; None where there is too little, or nothing new.

    Slow: it belongs in a job.
    """
    number = _reviews_when_due(centre)
    return keep(centre=centre, found=find(centre), reviews=number) if number else None


def find(centre: Unit) -> Fit:
    """The slow part, which writes nothing."""
    return fit(histories_of(centre), start=_in_force(centre))


def keep(*, centre: Unit, found: Fit, reviews: int) -> Parameters:
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=centre.pk)
        last = Parameters.objects.filter(centre=centre).first()
        row = Parameters.objects.create(
            centre=centre,
            number=last.number + 1 if last else 1,
            values=list(found.parameters),
            reviews=reviews,
            loss_before=found.before,
            loss_after=found.after,
            applied=found.is_better,
        )
        transaction.on_commit(forget_weights)
    return row


def refit_due(*, on: date | None = None) -> int:
    """Asks for a job for each centre that has enough to go by; returns how many. Asking twice on a day asks once."""
    on = on or timezone.localdate()
    asked = 0
    for centre, _reviews in due_centres():
        key = f"reviews.refit:{centre.pk}:{on.isoformat()}"
        enqueue(kind="reviews.refit", payload={"centre": centre.pk}, key=key)
        asked += 1
    return asked


def due_centres() -> Iterator[tuple[Unit, int]]:
    for centre in Unit.objects.filter(kind=UnitKind.CENTRE):
        if reviews := _reviews_when_due(centre):
            yield centre, reviews


def _reviews_when_due(centre: Unit) -> int:
    """How many reviews a fit would go by; 0 where there are too few, or hardly more than the last time."""
    reviews = reviews_of(centre)
    last = Parameters.objects.filter(centre=centre).first()
    asked = max(ENOUGH, int(last.reviews * GROWN) if last else 0)
    return reviews if reviews >= asked else 0


def _in_force(centre: Unit) -> tuple[float, ...]:
    applied = Parameters.objects.applied().filter(centre=centre).first()
    return tuple(applied.values) if applied else ()
