"""Kept rows of readiness as lines in words: what a list of people says of each."""

from dataclasses import dataclass

from lms.careers import wording
from lms.careers.enums import SHAPES, STATE_SHAPES, ReadinessState, Result
from lms.careers.models import Readiness
from lms.careers.queries.plans import Plan
from lms.careers.readiness import Ask, Outcome
from lms.careers.readiness.keeping import outcome_kept


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of one person: its shape, what is asked and how it stands, in words."""

    ask: Ask
    outcome: Outcome
    words: str
    note: str

    @property
    def shape(self) -> str:
        return SHAPES[self.outcome.result]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person before a rung, as a list shows them. `lines` holds what is not met; None while it is being worked out anew."""

    row: Readiness
    lines: list[Line] | None

    @property
    def shape(self) -> str:
        return STATE_SHAPES[ReadinessState(self.row.state)]

    @property
    def state_words(self) -> str:
        return str(ReadinessState(self.row.state).label)


def lines_of(row: Readiness, plan: Plan | None, names: wording.Names, *, all_of_them: bool = False) -> list[Line] | None:
    """The requirements of a kept row that are not met (or all), in their order. None where it was read by another version."""
    if plan is None or row.version_id != plan.version or len(row.results) != len(plan.asks):
        return None
    found = []
    for ask, kept in zip(plan.asks, row.results, strict=True):
        outcome = outcome_kept(ask, kept)
        if all_of_them or outcome.result != Result.MET:
            found.append(Line(ask, outcome, wording.requirement(ask, names), wording.why(ask, outcome, names)))
    return found
