"""Cards out of quizzes: what somebody answered, once they may read its answer and reasons."""

from django.db import transaction
from django.utils import timezone

from assessments.quizzes.enums import AttemptState, CorrectionKind
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.queries.scored import corrections_of
from assessments.quizzes.queries.standing import attempts_at
from assessments.quizzes.scoring import FULL
from assessments.reviews.enums import Source
from assessments.reviews.models import ReviewCard, ReviewLog
from assessments.reviews.queries.telling import may_be_told
from assessments.reviews.queries.weights import Weights, weights_of
from assessments.reviews.querysets import NOT_AT_ONCE
from assessments.reviews.scheduling import after_day, recall_of
from lms.people.actions import renew_today
from lms.people.models import User


def gather(*, attempt: Attempt, now=None) -> int:
    """Makes or moves the cards of what an attempt asked, and of the person's earlier ones at the same quiz; returns how many answers
    came in. Nothing comes in while the quiz keeps its answers to itself. The second time changes nothing."""
    now = now or timezone.now()
    if attempt.state != AttemptState.SUBMITTED or not may_be_told(attempt, now):
        return 0
    counted = [] if attempt.practice else attempts_at(attempt.enrolment_id, attempt.step_key)
    asked = {one.pk: one for one in (*counted, attempt) if one.state == AttemptState.SUBMITTED}
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=attempt.person_id)
        weights = weights_of(person)
        return sum(_gather(one, weights) for one in sorted(asked.values(), key=lambda one: (one.submitted_at, one.number)))


def _gather(attempt: Attempt, weights: Weights) -> int:
    responses = _answered(attempt)
    cards = {
        card.question_id: card
        for card in ReviewCard.objects.filter(person=attempt.person_id, question__in=[one.version.question_id for one in responses])
    }
    known = set(ReviewLog.objects.filter(attempt=attempt).values_list("card__question_id", flat=True))
    fresh = [one for one in responses if one.version.question_id not in known]
    learnt = [one for response in fresh if (one := _learn(attempt, response, cards.get(response.version.question_id), weights))]
    for card, _log in learnt:
        if card.pk:
            card.save()
    # A quiz makes ten cards at once: two statements for all of them. What is made at once is not told of one by one.
    ReviewCard.objects.bulk_create([card for card, _log in learnt if not card.pk])
    ReviewLog.objects.bulk_create([log for _card, log in learnt])
    if learnt:
        renew_today([attempt.person_id])
    return len(learnt)


def _answered(attempt: Attempt) -> list[Response]:
    """One for each question that can come back, which a quiz asks once."""
    rows = attempt.responses.select_related("version").exclude(version__kind__in=NOT_AT_ONCE).filter(points__isnull=False)
    void = {pk for pk, one in corrections_of({row.version_id for row in rows}).items() if one.kind == CorrectionKind.VOID}
    return [row for row in rows.order_by("slot") if row.version_id not in void]


def _learn(attempt: Attempt, response: Response, card: ReviewCard | None, weights: Weights) -> tuple[ReviewCard, ReviewLog] | None:
    """The card as it is now and what is written of it, both still to be kept; None where there is nothing new."""
    day = timezone.localdate(attempt.submitted_at)
    if card and day < card.last_on:
        return None  # something later has been answered already: the past is not written anew
    right = response.points == FULL
    recall = recall_of(right)
    known = after_day(card.known if card else None, recall, day, parameters=weights.values)
    if card is None:
        card = ReviewCard(person_id=attempt.person_id, question_id=response.version.question_id, made_at=attempt.submitted_at, reviews=0)
    card.known, card.reviews, card.parameters_id = known, card.reviews + 1, weights.pk
    log = ReviewLog(
        card=card,
        number=card.reviews,
        source=Source.QUIZ,
        version_id=response.version_id,
        attempt=attempt,
        right=right,
        points=response.points,
        recall=recall,
        at=attempt.submitted_at,
        day=day,
    )
    return card, log
