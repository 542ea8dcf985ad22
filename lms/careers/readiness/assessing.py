"""All requirements of a rung together: the states and the percentage as the ladder's rules publish them (`readiness_states`).

ready: everything is met. nearly: at most two competencies are one level short, none of them a "must", and all else is met.
missing_evidence: nothing measured falls short, but something is missing or has expired. on_the_way: anything else.
percent = 100 · Σ min(level, required) / Σ required, over competencies, by the last level proved. It is context: it sorts nothing
and decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.careers.enums import ReadinessState, RequirementKind, Result
from lms.careers.readiness.facts import Facts
from lms.careers.readiness.requirements import JUDGES, Ask, Outcome, Why

NEARLY_GAPS, MET = 2, Result.MET
TIMES = (RequirementKind.TIME_IN_RUNG, RequirementKind.TIME_IN_COMPANY)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A person before a rung on a day; `outcomes` in the order of the requirements. percent: 0 to 100, one decimal, None without
    competencies. changes_on: the next day on which it may be another one without anything new. unmet: a bit for each requirement
    that is not met, by its place."""

    state: ReadinessState
    percent: float | None
    outcomes: tuple[Outcome, ...]
    changes_on: date | None
    unmet: int

    @property
    def met(self) -> int:
        return len(self.outcomes) - self.unmet.bit_count()


def assess(asks: Sequence[Ask], facts: Facts, on: date) -> Assessment:
    """Judges each requirement, in order, and says the state that follows. Raises KeyError for a kind that nobody knows."""
    outcomes = tuple([JUDGES[ask.kind](ask, facts, on) for ask in asks])
    days = [day for outcome in outcomes if outcome.changes for day in outcome.changes if day > on]
    state = _state([(ask, outcome) for ask, outcome in zip(asks, outcomes, strict=True) if outcome.result is not MET])
    return Assessment(state, _percent(asks, facts), outcomes, min(days, default=None), unmet_of(outcomes))


def unmet_of(outcomes: Sequence[Outcome]) -> int:
    """A bit for each requirement that is not met, by its place."""
    return sum([1 << place for place, outcome in enumerate(outcomes) if outcome.result is not MET])


def _state(unmet: Sequence[tuple[Ask, Outcome]]) -> ReadinessState:
    if not unmet:
        return ReadinessState.READY
    if all(_is_unproved(ask, outcome) for ask, outcome in unmet):
        return ReadinessState.MISSING_EVIDENCE
    if len(unmet) <= NEARLY_GAPS and all(_is_small(ask, outcome) for ask, outcome in unmet):
        return ReadinessState.NEARLY
    return ReadinessState.ON_THE_WAY


def _is_unproved(ask: Ask, outcome: Outcome) -> bool:
    """Nothing there speaks against the person; time that has not been served is no missing evidence."""
    return outcome.result in (Result.MISSING, Result.EXPIRED) and ask.kind not in TIMES


def _is_small(ask: Ask, outcome: Outcome) -> bool:
    return ask.kind == RequirementKind.COMPETENCY and outcome.why == Why.SHORT and outcome.gap == 1 and not ask.must


def _percent(asks: Sequence[Ask], facts: Facts) -> float | None:
    asked = [(ask.level, facts.levels.get(ask.competency)) for ask in asks if ask.competency is not None]
    whole = sum([level for level, _fact in asked])
    have = sum([min(fact.proven, level) for level, fact in asked if fact is not None and fact.proven])
    return round(100 * have / whole, 1) if whole else None
