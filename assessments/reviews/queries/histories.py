"""What the people of a centre answered, as plain days and answers: whose they are is left behind."""

from itertools import groupby

from assessments.reviews.fitting import History
from assessments.reviews.models import ReviewLog
from assessments.reviews.scheduling import Recall
from lms.people.models import Membership, Unit

MOST_REVIEWS = 6000  # of the latest cards: more teach hardly more, and cost minutes


def reviews_of(centre: Unit) -> int:
    """How many answers something had been predicted of."""
    return _log(centre).filter(number__gt=1).count()


def histories_of(centre: Unit) -> list[History]:
    """One a card, the latest cards first, until there are enough reviews."""
    histories: list[History] = []
    reviews = 0
    rows = _log(centre).filter(card__reviews__gt=1).order_by("-card_id", "number").values_list("card_id", "day", "recall")
    for _card, group in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0]):
        history = [(day, Recall(recall)) for _same, day, recall in group]
        histories.append(history)
        reviews += len(history) - 1
        if reviews >= MOST_REVIEWS:
            break
    return histories


def _log(centre: Unit):
    people = Membership.objects.current().filter(unit__path__startswith=centre.path).values("person_id")
    return ReviewLog.objects.filter(card__person__in=people)
