"""Answering a card. It counts once, however often and from however many tabs it is sent."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.quizzes import scoring
from assessments.quizzes.enums import CorrectionKind
from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds import read_answer
from assessments.quizzes.models import QuestionVersion
from assessments.quizzes.queries.served import versions_of
from assessments.reviews.enums import Source
from assessments.reviews.exceptions import CardChanged
from assessments.reviews.models import ReviewCard, ReviewLog
from assessments.reviews.queries.serving import slot_of
from assessments.reviews.queries.weights import Weights, weights_of
from assessments.reviews.scheduling import Felt, Known, Recall, after_day, recall_of, replayed


@dataclass(frozen=True)
class Answered:
    """`counted` is False when this number had been answered before: then `log` is that answer, and nothing was written."""

    log: ReviewLog
    counted: bool


def answer_card(
    *,
    card_id: int,
    person,
    version_id: int,
    number: int,
    answer: Any,
    felt: Felt | None = None,
    unknown: bool = False,
    now: datetime | None = None,
) -> Answered:
    """Scores an answer and says when the question comes back.

    `number` is that of the answer which the page asked for: it is what makes a second, late or doubled answer count once. `answer`
    names what was served by its place. Right is all of it right; how sure the person was is their own word, said beforehand, and
    counts only for a right answer; `unknown` is their word that they do not know it, and needs no answer. How long it took is not
    looked at: a call may have come in between.

    Raises ReviewCard.DoesNotExist (not theirs), CardChanged, or InvalidAnswer (also for an empty one).
    """
    now = now or timezone.now()
    with transaction.atomic():
        card = _locked(card_id, person)
        if card is None:
            raise _why_not(card_id, person)
        if number <= card.reviews:
            return Answered(_given_before(card, number), counted=False)
        if number != card.reviews + 1 or version_id != card.question.current_version_id:
            raise CardChanged
        version = versions_of({version_id})[version_id]
        given, points = ([], scoring.NOTHING) if unknown else _scored(card, version, number, answer)
        weights = weights_of(person)
        right = points == scoring.FULL
        recall = recall_of(right, felt)
        day = max(timezone.localdate(now), card.last_on)
        _move(card, _after(card, recall, day, weights), weights)
        log = ReviewLog(
            card=card,
            number=number,
            source=Source.CARD,
            version_id=version_id,
            answer=given,
            right=right,
            points=Decimal(points.numerator) / points.denominator,
            felt=felt,
            recall=recall,
            at=now,
            day=day,
        )
        log.save(force_insert=True)
    return Answered(log, counted=True)


def _locked(card_id: int, person) -> ReviewCard | None:
    rows = ReviewCard.objects.visible_to(person).askable().select_related("question").select_for_update(of=("self",))
    return rows.filter(pk=card_id).first()


def _why_not(card_id: int, person) -> Exception:
    there = ReviewCard.objects.visible_to(person).filter(pk=card_id).exists()
    return CardChanged() if there else ReviewCard.DoesNotExist()


def _given_before(card: ReviewCard, number: int) -> ReviewLog:
    log = card.log.filter(number=number, source=Source.CARD).first()
    if log is None:
        raise CardChanged  # it was answered in a quiz meanwhile
    return log


def _scored(card: ReviewCard, version: QuestionVersion, number: int, raw: Any) -> tuple[list[str], Fraction]:
    given = read_answer(version.kind, version.content, slot_of(card.pk, version, number), raw)
    if not given:
        raise InvalidAnswer("Nothing was answered")
    content = card.key if card.key_kind == CorrectionKind.REKEY else version.content
    points = scoring.points_of(scoring.Asked(version.kind, "", content, given))
    if points is None:
        raise InvalidAnswer("This question is marked by a person")
    return given, points


def _after(card: ReviewCard, recall: Recall, day, weights: Weights) -> Known:
    """With other weights than its last answer, a card is worked out anew from all of them."""
    if card.parameters_id == weights.pk:
        return after_day(card.known, recall, day, parameters=weights.values)
    reviews = [(on, Recall(was)) for on, was in card.log.order_by("number").values_list("day", "recall")]
    known = replayed([*reviews, (day, recall)], parameters=weights.values)
    if known is None:
        raise AssertionError("A review always leaves a memory.")
    return known


def _move(card: ReviewCard, known: Known, weights: Weights) -> None:
    card.known, card.reviews, card.parameters_id = known, card.reviews + 1, weights.pk
    card.save(update_fields=["stability", "difficulty", "last_on", "due_on", "reviews", "parameters"])
