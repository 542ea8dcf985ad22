"""An assessor offers time, and takes back what nobody has booked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from assessments.live.actions.telling import when
from assessments.live.enums import BookingState
from assessments.live.exceptions import CannotMeet
from assessments.live.models import Slot
from assessments.live.permissions import can_offer
from assessments.live.querysets import assessors_beside
from assessments.live.series import overlap
from assessments.roleplays.models import Scenario
from assessments.rubrics.models import Rubric
from lms.notifications.actions import notify
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
    second: User | None = None,
    now: datetime | None = None,
) -> list[Slot]:
    """Offers one slot for each moment that is ahead and beside no other of theirs; returns those made, and raises CannotMeet when
    there is none. Offering the same again adds nothing. `second`: who assesses it too; they are told, and may step back.
    """
    now = now or timezone.now()
    if not can_offer(actor):
        raise CannotMeet(_("Your role offers no time for roleplays."))
    if not SHORTEST <= minutes <= LONGEST:
        raise CannotMeet(_("A slot takes from %(least)s to %(most)s minutes.") % {"least": SHORTEST, "most": LONGEST})
    if not (place.strip() or link.strip()):
        raise CannotMeet(_("Say where you meet: a place or a link."))
    if second is not None and not assessors_beside(actor).filter(pk=second.pk).exists():
        raise CannotMeet(_("%(name)s does not assess beside you: choose somebody else.") % {"name": second})
    wanted = sorted(set(moments))
    with transaction.atomic():
        # The rows of the assessors are the lock, in one order: two tabs that offer the same hour wait for each other.
        both = sorted({actor.pk, second.pk if second else actor.pk})
        list(User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=both).order_by("pk"))
        length = timedelta(minutes=minutes)
        ahead = _not_taken([one for one in wanted if one > now], length, actor, now)
        free = _not_taken(ahead, length, second, now) if second else ahead
        if not free:
            raise CannotMeet(_why_none(wanted, now, second if ahead else None))
        facts = {"second": second, "place": place.strip(), "link": link.strip()}
        facts |= {"scenario": scenario, "rubric": None if scenario else rubric}
        series = uuid4() if len(wanted) > 1 else None
        made = [
            Slot.objects.create(assessor=actor, begins_at=one, ends_at=one + length, series=series, offered_at=now, **facts) for one in free
        ]
        log(instance=made[0], action="live.offer", user=actor, data={"slots": len(made), **({"second": second.pk} if second else {})})
        if second is not None:
            _tell_second(made, actor, second)
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


def step_back(*, slot: Slot, actor, now: datetime | None = None) -> Slot:
    """The second assessor will not be there. What is booked stays booked, and another reads it afterwards where two are asked for.

    Safe to call twice. Raises CannotMeet once it has begun.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = Slot.objects.select_for_update(of=("self",)).select_related("assessor").get(pk=slot.pk)
        if locked.second_id != actor.pk:
            return locked
        if locked.bookings.filter(state__in=[BookingState.RUNNING, BookingState.DONE]).exists():
            raise CannotMeet(_("It has begun: give your reading back instead, if you should not score it."))
        locked.second = None
        locked.save(update_fields=["second"])
        log(instance=locked, action="live.step_back", user=actor)
        notify(
            person=locked.assessor,
            kind="live.alone",
            key=f"live.alone:{locked.pk}:{actor.pk}:{now.isoformat()}",
            title=lambda: _("%(name)s cannot be there: %(when)s") % {"name": actor, "when": when(locked.begins_at, locked.assessor)},
            text=lambda: _("The time stays on offer with you alone. Where two are asked for, another assessor reads it afterwards."),
            url=_week_of(locked),
        )
    return locked


def _not_taken(moments: list[datetime], length: timedelta, person, now: datetime) -> list[datetime]:
    """Those at which this assessor offers nothing else, alone or as the second."""
    taken = list(Slot.objects.offered().with_assessor(person).filter(ends_at__gt=now).values_list("begins_at", "ends_at"))
    return [one for one in moments if not any(overlap(one, one + length, *other) for other in taken)]


def _tell_second(made: list[Slot], actor, second) -> None:
    first = made[0]
    notify(
        person=second,
        kind="live.beside",
        key=f"live.beside:{first.pk}",
        title=lambda: _("%(name)s offers roleplays with you: %(when)s") % {"name": actor, "when": when(first.begins_at, second)},
        text=lambda: (
            ngettext(
                "You are the second assessor in %(count)s slot. If you cannot be there, say so in your calendar.",
                "You are the second assessor in %(count)s slots. If you cannot be there, say so in your calendar.",
                len(made),
            )
            % {"count": len(made)}
        ),
        url=_week_of(first),
    )


def _week_of(slot: Slot) -> str:
    return f"{reverse('live:calendar')}?day={timezone.localtime(slot.begins_at).date().isoformat()}"


def _why_none(wanted: list[datetime], now: datetime, second=None) -> str:
    if second is not None:
        return _("%(name)s has something else at that time: choose another time, or offer it alone.") % {"name": second}
    if all(one <= now for one in wanted):
        return _("That time has passed: choose one ahead.")
    return _("You already offer that time, or part of it.")
