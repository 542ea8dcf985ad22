"""Who else hears a recording, and which ones are still needed."""

from collections.abc import Iterable

from django.db.models import Q

from assessments.recordings import hearing
from assessments.scores.models import Appeal, Score


def has_it_to_read(user) -> Q:
    """Whoever scores a performance, or looks at it again, hears it; also once they work elsewhere."""
    scored = Score.objects.by(user).values("performance")
    asked = Appeal.objects.filter(assigned_to=user).values("result__performance")
    return Q(pk__in=scored) | Q(pk__in=asked)


def still_appealed(performances: Iterable) -> set:
    """The sound stays while somebody has been asked for another look."""
    return set(Appeal.objects.open().filter(result__performance__in=list(performances)).values_list("result__performance", flat=True))


hearing.also_hears(has_it_to_read)
hearing.holds(still_appealed)
