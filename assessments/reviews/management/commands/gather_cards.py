"""manage.py gather_cards: the cards of what was answered before there were any; safe to run twice."""

from django.core.management.base import BaseCommand

from assessments.quizzes.models import Attempt
from assessments.reviews.actions import gather


class Command(BaseCommand):
    help = "Makes review cards out of every quiz that was handed in. Safe to run twice."

    def handle(self, *args, **options) -> None:
        answers = sum(gather(attempt=one) for one in Attempt.objects.submitted().order_by("submitted_at").iterator())
        self.stdout.write(f"answers that came in: {answers}")
