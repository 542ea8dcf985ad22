"""Acting it: at its time or at once, agreed to be recorded or not, and handed in at its end."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.live.actions.telling import tell
from assessments.live.enums import BookingState
from assessments.live.exceptions import CannotMeet
from assessments.live.models import Booking, Slot
from assessments.live.permissions import can_begin, can_offer
from assessments.live.signals import live_ended
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.models import Performance, Scenario


def start_now(*, assessor, person, scenario: Scenario, place: str = "", now: datetime | None = None) -> Booking:
    """Two people who are together begin at once: a slot that begins now, booked and under way. Pressed twice it is the same one.

    Raises CannotMeet where the two do not work together, or one of them is in another roleplay.
    """
    now = now or timezone.now()
    if not can_offer(assessor):
        raise CannotMeet(_("Your role offers no time for roleplays."))
    if running := Booking.objects.filter(slot__assessor=assessor, state=BookingState.RUNNING).first():
        if (running.person_id, running.scenario_id) == (person.pk, scenario.pk):
            return running
        raise CannotMeet(_("You have another roleplay under way: hand it in or break it off first."))
    if Booking.objects.filter(person=person, state=BookingState.RUNNING).exists():
        raise CannotMeet(_("%(name)s is in another roleplay at this moment.") % {"name": person})
    try:
        with transaction.atomic():
            slot = Slot.objects.create(
                assessor=assessor,
                begins_at=now.replace(microsecond=0),
                ends_at=now.replace(microsecond=0) + timedelta(minutes=max(scenario.minutes, 1)),
                place=place.strip() or _("Together, at once"),
                scenario=scenario,
                offered_at=now,
            )
            if not Slot.objects.for_person(person).filter(pk=slot.pk).exists():
                raise CannotMeet(_("You do not assess in the units of %(name)s.") % {"name": person})
            made = Booking.objects.create(slot=slot, person=person, scenario=scenario, booked_by=assessor, booked_at=now, changed_at=now)
            return begin(booking=made, actor=assessor, now=now)
    except IntegrityError:
        # Pressed twice in the same second: the other press was first.
        if running := Booking.objects.filter(slot__assessor=assessor, person=person, state=BookingState.RUNNING).first():
            return running
        raise CannotMeet(_("Another roleplay of this scenario is still under way with this person."))


def begin(*, booking: Booking, actor, now: datetime | None = None) -> Booking:
    """Opens the performance, at the scenario's version in use: from now on the clock runs for both. Safe to call twice."""
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return _begin(booking.pk, actor, now)
    except IntegrityError:
        raise CannotMeet(_("Another roleplay of this scenario is still under way with this person."))


def end(*, booking: Booking, actor, now: datetime | None = None) -> Booking:
    """Hands it in: its assessor is the first who scores it. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        found = _locked(booking, actor)
        if found.state == BookingState.DONE:
            return found
        if found.state != BookingState.RUNNING:
            raise CannotMeet(_("It has not begun: there is nothing to hand in."))
        performance = found.performance
        performance.state, performance.ended_at = PerformanceState.FINISHED, now
        performance.save(update_fields=["state", "ended_at"])
        found.state = BookingState.DONE
        found.save(update_fields=["state"])
        log(instance=found, action="live.end", user=actor)
        live_ended.send(sender=Booking, performance=performance, assessor=found.slot.assessor, second=found.slot.second, now=now)
    return found


def agree_to_recording(*, booking: Booking, actor, agrees: bool) -> Booking:
    """What one of the two says for themselves about being recorded; it may be taken back. Raises CannotMeet for anybody else."""
    fields = {booking.person_id: "person_agrees", booking.slot.assessor_id: "assessor_agrees"}
    field = fields.get(actor.pk)
    if field is None:
        raise CannotMeet(_("Only the two who act it say whether it is recorded."))
    Booking.objects.filter(pk=booking.pk, state__in=[BookingState.BOOKED, BookingState.RUNNING]).update(**{field: agrees})
    booking.refresh_from_db(fields=["person_agrees", "assessor_agrees"])
    return booking


def _begin(pk, actor, now: datetime) -> Booking:
    found = _locked(Booking(pk=pk), actor)
    if found.state in (BookingState.RUNNING, BookingState.DONE):
        return found
    if not can_begin(actor, found, now):
        raise CannotMeet(_("It can begin from a quarter of an hour before its time."))
    version = found.scenario.current_version
    if version is None or version.rubric_version_id is None:
        raise CannotMeet(_("This scenario cannot be scored at the moment: it has no version with a rubric."))
    found.performance = Performance.objects.create(
        person=found.person,
        version=version,
        mode=Mode.LIVE,
        practice=False,
        started_at=now,
        enrolment_id=found.enrolment_id,
        step_key=found.step_key,
    )
    found.state = BookingState.RUNNING
    found.save(update_fields=["performance", "state"])
    log(instance=found, action="live.begin", user=actor)
    tell(booking=found, what="now", to=[one for one in (found.person, found.slot.second) if one])
    return found


def _locked(booking: Booking, actor) -> Booking:
    """Raises Booking.DoesNotExist for whoever is not its assessor."""
    rows = Booking.objects.select_for_update(of=("self",))
    rows = rows.select_related("slot__assessor", "slot__second", "person", "scenario__current_version", "performance__version__scenario")
    return rows.get(pk=booking.pk, slot__assessor=actor)
