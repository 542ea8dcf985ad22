"""What a person learned becomes cards; an answer moves its card; a centre's weights are fitted anew."""

from assessments.reviews.actions.answering import Answered, answer_card
from assessments.reviews.actions.gathering import gather
from assessments.reviews.actions.refitting import refit, refit_due

__all__ = ["Answered", "answer_card", "gather", "refit", "refit_due"]
