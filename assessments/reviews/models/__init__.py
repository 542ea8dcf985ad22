"""What a person keeps in mind: cards, what was answered to them, and the weights that a centre's days are worked out with."""

from assessments.reviews.models.cards import ReviewCard, ReviewLog
from assessments.reviews.models.parameters import Parameters

__all__ = ["Parameters", "ReviewCard", "ReviewLog"]
