"""A quiz that was handed in becomes cards: the job is written with the result, so that none is lost."""

from uuid import UUID

from django.dispatch import receiver

from assessments.quizzes.signals import attempt_scored
from lms.jobs.actions import enqueue


@receiver(attempt_scored)
def make_cards(sender, attempt_id: UUID, **kwargs) -> None:
    enqueue(kind="reviews.gather", payload={"attempt": str(attempt_id)})
