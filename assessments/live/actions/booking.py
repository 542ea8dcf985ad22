"""Taking a slot, moving, cancelling, and saying that nobody came."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.live.actions.telling import tell
from assessments.live.enums import STANDS, BookingState
from assessments.live.exceptions import CannotMeet, SlotTaken
from assessments.live.models import Booking, Slot
from assessments.live.permissions import LIMIT, can_book_for, can_change, can_mark_absent
from assessments.live.queries.slots import scenarios_of
from assessments.roleplays.enums import PerformanceState
from assessments.roleplays.models import Performance, Scenario
from lms.people.models import User

MOST = 3  # bookings ahead that one person has at once


def book(
    *, slot: Slot, person, scenario: Scenario, actor, enrolment=None, step_key: UUID | None = None, now: datetime | None = None
) -> Booking:
    """Takes a free slot for a person. The same person twice gets the same booking; of two people exactly one gets it.

    Raises SlotTaken for what is gone, CannotMeet for what may not be. With `enrolment` and `step_key` it is the roleplay of a step.
    """
    now = now or timezone.now()
    if not can_book_for(actor, person):
        raise CannotMeet(_("You can only book for yourself and for the people you lead."))
    place = {"enrolment": enrolment, "step_key": step_key}
    try:
        with transaction.atomic():
            return _book(slot.pk, person, scenario, actor, place, now)
    except IntegrityError:
        if found := Booking.objects.filter(slot=slot, person=person).exclude(state=BookingState.CANCELLED).first():
            return found
        raise SlotTaken(_taken())


def move(*, booking: Booking, to: Slot, actor, now: datetime | None = None) -> Booking:
    """The same booking at another time: its calendar entry moves with it. Safe to call twice. Raises SlotTaken and CannotMeet."""
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return _move(booking.pk, to.pk, actor, now)
    except IntegrityError:
        raise SlotTaken(_taken())


def cancel(*, booking: Booking, reason: str, actor, now: datetime | None = None) -> Booking:
    """Ends it with a reason that the other reads. The person's slot is free again; an assessor's is withdrawn with it.

    One under way is broken off by its assessor: nothing of it counts. Safe to call twice. Raises CannotMeet.
    """
    now = now or timezone.now()
    if not reason.strip():
        raise CannotMeet(_("Say why, in a sentence: the other person reads it."))
    with transaction.atomic():
        found = _locked(booking.pk)
        by_assessor = actor.pk == found.slot.assessor_id
        if found.state == BookingState.CANCELLED:
            return found
        if not (can_change(actor, found, now) or (by_assessor and found.state == BookingState.RUNNING)):
            raise CannotMeet(_too_late(found))
        if found.performance_id:
            ended = {"state": PerformanceState.GIVEN_UP, "ended_at": now}
            Performance.objects.open().filter(pk=found.performance_id).update(**ended)
        _change(found, now, state=BookingState.CANCELLED, reason=reason.strip(), ended_by=actor)
        if by_assessor:
            Slot.objects.filter(pk=found.slot_id).update(withdrawn_at=now)
        log(instance=found, action="live.cancel", user=actor, data={"reason": found.reason})
        tell(booking=found, what="cancelled", actor=actor)
    return found


def mark_absent(*, booking: Booking, actor, now: datetime | None = None) -> Booking:
    """The person did not come. It is no evidence and no mark against anybody: they are offered another time. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        found = _locked(booking.pk)
        if found.state == BookingState.NO_SHOW:
            return found
        if not can_mark_absent(actor, found, now):
            raise CannotMeet(_("Wait ten minutes from its time before you say that nobody came."))
        _change(found, now, state=BookingState.NO_SHOW, ended_by=actor)
        log(instance=found, action="live.absent", user=actor)
        tell(booking=found, what="absent", actor=actor)
    return found


def _book(slot_id: int, person, scenario: Scenario, actor, place: dict, now: datetime) -> Booking:
    # The row of the person is the lock: two tabs that book the same hour twice wait for each other.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    slot = Slot.objects.select_for_update(of=("self",)).select_related("assessor", "second").get(pk=slot_id)
    found = slot.bookings.exclude(state=BookingState.CANCELLED).first()
    if found and found.person_id == person.pk:
        return found
    if found or slot.withdrawn_at or slot.begins_at <= now:
        raise SlotTaken(_taken())
    _check(slot, person, now)
    if scenario.pk not in {one.pk for one in scenarios_of(slot)}:
        raise CannotMeet(_("That scenario is not acted in this slot: choose another one."))
    made = Booking.objects.create(slot=slot, person=person, scenario=scenario, booked_by=actor, booked_at=now, changed_at=now, **place)
    log(instance=made, action="live.book", user=actor, data={"for": person.pk})
    tell(booking=made, what="booked", actor=actor)
    return made


def _check(slot: Slot, person, now: datetime, *, beside: UUID | None = None) -> None:
    """Raises CannotMeet where the person may not take this slot. `beside`: a booking of theirs that it takes the place of."""
    if not Slot.objects.for_person(person).filter(pk=slot.pk).exists():
        raise CannotMeet(_("This assessor works for other teams: choose another time."))
    ahead = Booking.objects.standing().filter(person=person, slot__ends_at__gt=now).exclude(pk=beside)
    if ahead.filter(slot__begins_at__lt=slot.ends_at, slot__ends_at__gt=slot.begins_at).exists():
        raise CannotMeet(_("You have another roleplay at that time.") if beside is None else _("It overlaps with another roleplay."))
    if beside is None and ahead.count() >= MOST:
        raise CannotMeet(_("There are %(most)s roleplays booked already. When one is over, the next can be booked.") % {"most": MOST})


def _move(pk: UUID, slot_id: int, actor, now: datetime) -> Booking:
    found = _locked(pk)
    if found.slot_id == slot_id:
        return found
    if not can_change(actor, found, now):
        raise CannotMeet(_too_late(found))
    slot = Slot.objects.select_for_update(of=("self",)).select_related("assessor", "second").get(pk=slot_id)
    if slot.withdrawn_at or slot.begins_at <= now or slot.bookings.exclude(state=BookingState.CANCELLED).exists():
        raise SlotTaken(_taken())
    _check(slot, found.person, now, beside=found.pk)
    if found.scenario_id not in {one.pk for one in scenarios_of(slot)}:
        raise CannotMeet(_("That scenario is not acted in this slot: choose another one."))
    before = found.slot
    _change(found, now, slot=slot, reminded=0)
    log(instance=found, action="live.move", user=actor, data={"from": before.begins_at.isoformat(), "to": slot.begins_at.isoformat()})
    tell(booking=found, what="moved", actor=actor)
    if gone := [one for one in before.assessors if one not in slot.assessors]:
        tell(booking=found, what="given_back", actor=actor, to=gone)
    return found


def _locked(pk: UUID) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("slot__assessor", "slot__second", "person", "scenario")
    return rows.get(pk=pk)


def _change(booking: Booking, now: datetime, **values) -> None:
    Booking.objects.filter(pk=booking.pk).update(sequence=F("sequence") + 1, changed_at=now, **values)
    booking.refresh_from_db(fields=["sequence", "changed_at", *values])


def _taken() -> str:
    return _("Somebody was a moment faster: that time is gone. These are the next free ones.")


def _too_late(booking: Booking) -> str:
    if booking.state not in STANDS:
        return _("It is over: nothing of it changes any more.")
    hours = int(LIMIT.total_seconds() // 3600)
    return _("It begins in less than %(hours)s hours. Write to %(name)s, who can still change it.") % {
        "hours": hours,
        "name": booking.slot.assessor,
    }
