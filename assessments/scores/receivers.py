"""Who else hears a recording, which ones are still needed, who reads a live roleplay first, and a sound that comes later.

All of it may be told twice.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.dispatch import receiver
from django.urls import reverse

from assessments.live.signals import live_ended
from assessments.recordings import hearing
from assessments.recordings.signals import recording_added
from assessments.roleplays.queries.reading import is_read_at
from assessments.scores.actions import open_live_case, sound_came
from assessments.scores.models import Appeal, RoleplayResult, Score


@receiver(live_ended)
def read_live(sender, performance, assessor, second, now: datetime, **kwargs) -> None:
    open_live_case(performance=performance, assessor=assessor, second=second, now=now)


@receiver(recording_added)
def hear_it_too(sender, performance, actor, now: datetime, **kwargs) -> None:
    sound_came(performance=performance, actor=actor, now=now)


def has_it_to_read(user) -> Q:
    """Whoever scores a performance, or looks at it again, hears it; also once they work elsewhere."""
    scored = Score.objects.by(user).values("performance")
    asked = Appeal.objects.filter(assigned_to=user).values("result__performance")
    return Q(pk__in=scored) | Q(pk__in=asked)


def still_appealed(performances: Iterable) -> set:
    """The sound stays while somebody has been asked for another look."""
    return set(Appeal.objects.open().filter(result__performance__in=list(performances)).values_list("result__performance", flat=True))


def read_at(performance, user) -> str | None:
    """The result, once there is one that this user sees."""
    seen = RoleplayResult.objects.visible_to(user).filter(performance=performance.pk).exists()
    return reverse("scores:result", args=[performance.pk]) if seen else None


is_read_at(read_at)
hearing.also_hears(has_it_to_read)
hearing.holds(still_appealed)
