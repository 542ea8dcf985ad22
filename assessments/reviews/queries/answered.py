"""What came of one answer, and why."""

from dataclasses import dataclass

from assessments.quizzes.queries.results.reviewing import Reviewed, reviewed
from assessments.quizzes.queries.scored import corrections_of
from assessments.reviews.models import ReviewLog
from assessments.reviews.queries.serving import as_attempt


@dataclass(frozen=True)
class Explained:
    log: ReviewLog
    item: Reviewed


def explained(person, log_id: int) -> Explained:
    """Raises ReviewLog.DoesNotExist for an answer that is not theirs, or was given in a quiz."""
    rows = ReviewLog.objects.visible_to(person).filter(source="card").select_related("card", "version__competency", "version__question")
    log = rows.get(pk=log_id)
    attempt, response = as_attempt(log.card_id, log.version, log.number, log.answer, log.points)
    response.version_id = log.version_id
    item = reviewed(response, attempt, corrections=corrections_of({log.version_id}), marks={}, lessons={})
    return Explained(log, item)
