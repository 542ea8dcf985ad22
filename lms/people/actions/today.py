from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from lms.people.models import User


def renew_today(people: Iterable[int]) -> None:
    """The first screens of these people (their ids) are read anew from now on.

    Written once what changed is committed, in a statement of its own: a row that every action touches would be waited for, and two
    actions of one person could wait for each other.
    """
    raised = _Raised(frozenset(people))
    # A business act is told of by several receivers: once a commit is enough for the same people.
    within = set(connection.savepoint_ids)
    if not any(waiting == raised and after <= within for after, waiting, *_how in connection.run_on_commit):
        transaction.on_commit(raised, robust=True)


@dataclass(frozen=True)
class _Raised:
    ids: frozenset[int]

    def __call__(self) -> None:
        User.objects.filter(pk__in=self.ids).update(today_version=F("today_version") + 1)
