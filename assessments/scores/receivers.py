"""Who else hears a recording, which ones are still needed, and who reads a live roleplay first. All of it may be told twice."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.dispatch import receiver

from assessments.live.signals import live_ended
from assessments.recordings import hearing
from assessments.scores.actions import open_live_case
from assessments.scores.models import Appeal, Score


@receiver(live_ended)
def read_live(sender, performance, assessor, now: datetime, **kwargs) -> None:
    open_live_case(performance=performance, assessor=assessor, now=now)


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
