"""Opening a performance: as a step of a module, or alone whenever somebody likes."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.enums import Mode, PerformanceState, ScenarioState
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.models import Performance, Scenario, ScenarioVersion
from assessments.roleplays.queries.hints import forget_none
from assessments.roleplays.queries.steps import scenario_of_step
from courses.enrolments import actions as enrolments
from courses.enrolments.exceptions import NotYours, StepLocked
from courses.enrolments.models import Enrolment
from courses.enrolments.queries import player
from lms.people.actions import renew_today

PLAYED_ALONE = (Mode.ALONE, Mode.WRITTEN, Mode.RECORDED)  # the other needs somebody else


def start_step(*, enrolment: Enrolment, step_key: UUID, person, mode: str, now: datetime | None = None) -> Performance:
    """Opens the roleplay of a step, or gives back the one that is open: there is never a second.

    Played in the way the step asks for, it is the step's; in another it is practice for it. Raises `NotYours`, `StepLocked`,
    `CannotPlay`, or LookupError where there is no such step.
    """
    now = now or timezone.now()
    if enrolment.person_id != person.pk:
        raise NotYours
    place = player(enrolment.pk, step_key, person, now)
    step = scenario_of_step(place.current.outline)
    if place.reason:
        raise StepLocked(place.reason)
    if step.scenario is None:
        raise CannotPlay(_("This roleplay is still being written."))
    if step.mode != mode:
        return start(scenario=step.scenario, person=person, mode=mode, now=now)
    with transaction.atomic():
        enrolments.open_step(enrolment=enrolment, step_key=step_key, person=person, now=now)
        return _open_or_new(step.scenario, person, mode, {"enrolment": enrolment, "step_key": step_key}, now)


def start(*, scenario: Scenario, person, mode: str = Mode.ALONE, now: datetime | None = None) -> Performance:
    """Opens private practice, or gives back the performance of this scenario that is open. Raises `CannotPlay`."""
    if scenario.state != ScenarioState.LIVE:
        raise CannotPlay(_("This roleplay is not open at the moment."))
    return _open_or_new(scenario, person, mode, {}, now or timezone.now())


def give_up(*, performance: Performance, now: datetime | None = None) -> Performance:
    """Leaves a performance before its end. It proves nothing; another may be opened at once. Safe to call twice."""
    ended = {"state": PerformanceState.GIVEN_UP, "ended_at": now or timezone.now()}
    Performance.objects.open().filter(pk=performance.pk).update(**ended)
    renew_today([performance.person_id])
    performance.refresh_from_db(fields=["state", "ended_at"])
    return performance


def _open_or_new(scenario: Scenario, person, mode: str, place: dict, now: datetime) -> Performance:
    if mode not in PLAYED_ALONE:
        raise CannotPlay(_("This roleplay is played with an assessor."))
    try:
        with transaction.atomic():
            return _found(scenario, person, mode, place) or _new(scenario.current_version, person, mode, place, now)
    except IntegrityError:
        # Pressed twice at once: the other press was first.
        return Performance.objects.open().get(person=person, version__scenario=scenario, mode=mode)


def _found(scenario: Scenario, person, mode: str, place: dict) -> Performance | None:
    """The open one, of whatever version: people go on with what they saw. From a step it becomes that step's."""
    rows = Performance.objects.open().filter(person=person, version__scenario=scenario, mode=mode)
    found = rows.select_for_update(of=("self",)).first()
    if found and place and (found.enrolment_id, found.step_key) != (place["enrolment"].pk, place["step_key"]):
        found.enrolment, found.step_key = place["enrolment"], place["step_key"]
        found.save(update_fields=["enrolment", "step_key"])
    return found


def _new(version: ScenarioVersion, person, mode: str, place: dict, now: datetime) -> Performance:
    talk = Conversation.from_json(version.content["conversation"]) if mode == Mode.ALONE else None
    forget_none(person)
    begun = {"node": talk.start, "mood": talk.mood_start} if talk else {}
    return Performance.objects.create(version=version, person=person, mode=mode, started_at=now, **place, **begun)
