"""What can be booked, and what can be acted in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, QuerySet, When

from assessments.live.enums import BookingState
from assessments.live.models import Booking, Slot
from assessments.roleplays.enums import ScenarioState
from assessments.roleplays.models import Scenario
from lms.language.bilingual import active_language


@dataclass(frozen=True)
class Offer:
    """A free slot as somebody sees it. `again`: they acted with this assessor the last time."""

    slot: Slot
    again: bool


def can_be_acted() -> QuerySet[Scenario]:
    """Live scenarios that can be scored, those in the reader's language first."""
    theirs = Case(When(language=active_language(), then=0), default=1)
    rows = Scenario.objects.filter(state=ScenarioState.LIVE, current_version__rubric_version__isnull=False)
    return rows.defer("draft").order_by(theirs, "difficulty", "code")


def scenarios_of(slot: Slot) -> QuerySet[Scenario]:
    """What may be acted in a slot: its scenario, any of its rubric, or anything."""
    rows = can_be_acted()
    if slot.scenario_id:
        return rows.filter(pk=slot.scenario_id)
    return rows.filter(rubric=slot.rubric_id) if slot.rubric_id else rows


def free_slots(person, now: datetime, scenario: Scenario | None = None) -> QuerySet[Slot]:
    """What a person can book, by time; only where `scenario` can be acted, if one is given."""
    rows = Slot.objects.free().ahead(now).for_person(person).select_related("assessor", "second", "scenario", "rubric")
    rows = rows.defer("scenario__draft").order_by("begins_at", "pk")
    if scenario is not None:
        anything_of_its = Q(scenario=None) & (Q(rubric=scenario.rubric_id) | Q(rubric=None))
        rows = rows.filter(Q(scenario=scenario) | anything_of_its)
    return rows


def offers(slots, person) -> list[Offer]:
    last = last_assessor(person)
    return [Offer(slot, slot.assessor_id == last) for slot in slots]


def last_assessor(person) -> int | None:
    """With whom a person acted last: another one sees other things."""
    rows = Booking.objects.filter(person=person, state=BookingState.DONE).order_by("-slot__begins_at")
    return rows.values_list("slot__assessor_id", flat=True).first()
