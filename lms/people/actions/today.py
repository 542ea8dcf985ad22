from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from lms.people.models import User


def renew_today(people: Iterable[int]) -> None:
    """The first screens of these people (their ids) are read anew from now on.

    Written once what changed is committed, in a statement of its own: a row that every action touches would be waited for, and two
    actions of one person could wait for each other.
    """
    ids = set(people)
    transaction.on_commit(lambda: User.objects.filter(pk__in=ids).update(today_version=F("today_version") + 1), robust=True)
