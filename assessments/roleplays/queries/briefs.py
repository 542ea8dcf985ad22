"""The screens before a roleplay: as a step of a module, and alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessments.roleplays.enums import Mode, PerformanceState, ScenarioState
from assessments.roleplays.models import Performance, Scenario
from assessments.roleplays.queries.cards import Card, card
from assessments.roleplays.queries.steps import StepSheet, scenario_of_step
from courses.enrolments.queries import Player, player

MOST_PAST = 8


@dataclass(frozen=True)
class Brief:
    """`card` is None while there is nothing to play. `mine`: one's own performances of this scenario, the latest first."""

    card: Card | None
    mine: tuple[Performance, ...]
    player: Player | None = None
    step: StepSheet | None = None

    @property
    def mode(self) -> str:
        """How it is asked for here."""
        return self.step.mode if self.step else Mode.ALONE

    @property
    def is_alone(self) -> bool:
        return self.mode == Mode.ALONE

    @property
    def is_written(self) -> bool:
        return self.mode == Mode.WRITTEN

    @property
    def is_recorded(self) -> bool:
        return self.mode == Mode.RECORDED

    @property
    def other_way(self) -> str:
        """Besides playing it by choices: in writing or by voice, as the channel is; "" where it is asked for in one's own words already."""
        if not self.is_alone or self.card is None:
            return ""
        return Mode.WRITTEN if self.card.can_be_written else Mode.RECORDED if self.card.can_be_recorded else ""

    @property
    def open_conversation(self) -> Performance | None:
        return self._open(Mode.ALONE)

    @property
    def open_writing(self) -> Performance | None:
        return self._open(Mode.WRITTEN)

    @property
    def open_recording(self) -> Performance | None:
        return self._open(Mode.RECORDED)

    @property
    def past(self) -> list[Performance]:
        return [one for one in self.mine if one.state == PerformanceState.FINISHED][:MOST_PAST]

    def _open(self, mode: str) -> Performance | None:
        return next((one for one in self.mine if one.state == PerformanceState.OPEN and one.mode == mode), None)


def brief(enrolment_id: int, step_key: UUID, user, now: datetime) -> Brief:
    """Raises Enrolment.DoesNotExist or LookupError for what is not this person's, or not a roleplay."""
    place = player(enrolment_id, step_key, user, now)
    step = scenario_of_step(place.current.outline)
    if step.scenario is None:
        return Brief(None, (), place, step)
    return Brief(_card(step.scenario), _mine(step.scenario, user), place, step)


def brief_alone(code: str, user) -> Brief:
    """Raises Scenario.DoesNotExist for what is not live."""
    scenario = Scenario.objects.select_related("current_version").get(code=code, state=ScenarioState.LIVE)
    return Brief(_card(scenario), _mine(scenario, user))


def _card(scenario: Scenario) -> Card:
    scenario.current_version.scenario = scenario
    return card(scenario.current_version)


def _mine(scenario: Scenario, user) -> tuple[Performance, ...]:
    rows: Iterable[Performance] = Performance.objects.filter(person=user, version__scenario=scenario)
    return tuple(rows.defer("text").order_by("-started_at")[: 4 * MOST_PAST])
