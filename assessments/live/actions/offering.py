"""An assessor offers time, and takes back what nobody has booked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.live.exceptions import CannotMeet
from assessments.live.models import Slot
from assessments.live.permissions import can_offer
from assessments.live.series import overlap
from assessments.roleplays.models import Scenario
from assessments.rubrics.models import Rubric
from lms.people.models import User

SHORTEST, LONGEST = 5, 120  # minutes


def offer(
    *,
    actor,
    moments: Iterable[datetime],
    minutes: int,
    place: str = "",
    link: str = "",
    scenario: Scenario | None = None,
    rubric: Rubric | None = None,
    now: datetime | None = None,
) -> list[Slot]:
    """Offers one slot for each moment that is ahead and beside no other of theirs; returns those made, and raises CannotMeet when
    there is none. Offering the same again adds nothing.
    """
    now = now or timezone.now()
    if not can_offer(actor):
        raise CannotMeet(_("Your role offers no time for roleplays."))
    if not SHORTEST <= minutes <= LONGEST:
        raise CannotMeet(_("A slot takes from %(least)s to %(most)s minutes.") % {"least": SHORTEST, "most": LONGEST})
    if not (place.strip() or link.strip()):
        raise CannotMeet(_("Say where you meet: a place or a link."))
    wanted = sorted(set(moments))
    with transaction.atomic():
        # The row of the assessor is the lock: two tabs that offer the same hour wait for each other.
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
        mine = list(Slot.objects.offered().by(actor).filter(ends_at__gt=now).values_list("begins_at", "ends_at"))
        length = timedelta(minutes=minutes)
        free = [one for one in wanted if one > now and not any(overlap(one, one + length, *other) for other in mine)]
        if not free:
            raise CannotMeet(_why_none(wanted, now))
        facts = {"place": place.strip(), "link": link.strip(), "scenario": scenario, "rubric": None if scenario else rubric}
        series = uuid4() if len(wanted) > 1 else None
        made = [
            Slot.objects.create(assessor=actor, begins_at=one, ends_at=one + length, series=series, offered_at=now, **facts) for one in free
        ]
        log(instance=made[0], action="live.offer", user=actor, data={"slots": len(made)})
    return made


def withdraw(*, slot: Slot, actor, whole_series: bool = False, now: datetime | None = None) -> int:
    """Takes a free slot back, or with it every free one of its series that is ahead. Returns how many. Safe to call twice.

    Raises CannotMeet for one that somebody has booked: that is cancelled, with a reason.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = Slot.objects.select_for_update(of=("self",)).get(pk=slot.pk, assessor=actor)
        if locked.withdrawn_at is None and not Slot.objects.free().filter(pk=locked.pk).exists():
            raise CannotMeet(_("Somebody has booked it: cancel the booking instead, and say why."))
        rows = Slot.objects.free().by(actor)
        rows = rows.ahead(now).filter(series=locked.series) if whole_series and locked.series else rows.filter(pk=locked.pk)
        number = Slot.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(withdrawn_at=now)
        if number:
            log(instance=locked, action="live.withdraw", user=actor, data={"slots": number})
    return number


def _why_none(wanted: list[datetime], now: datetime) -> str:
    if all(one <= now for one in wanted):
        return _("That time has passed: choose one ahead.")
    return _("You already offer that time, or part of it.")
