"""A row that is kept, read back: the other direction of `Readiness.results`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lms.careers.enums import ReadinessState, RequirementKind
from lms.careers.readiness.assessing import TIMES, Assessment, unmet_of
from lms.careers.readiness.facts import Facts
from lms.careers.readiness.requirements import RESULTS, Ask, Outcome, Why, judge

FALLS_SHORT = (Why.SHORT, Why.SHORT_AND_EXPIRED)


def assessment_kept(row: Any, asks: Sequence[Ask], times: Facts, on: date) -> Assessment | None:
    """What a row says on a day, with the months that have passed since (`times`: postings held and the first day in the company).

    None where it says so no longer: its day of change has come, or it was made of other requirements.
    """
    if len(row.results) != len(asks) or (row.changes_on is not None and row.changes_on <= on):
        return None
    outcomes = tuple(
        judge(ask, times, on) if ask.kind in TIMES else outcome_kept(ask, result) for ask, result in zip(asks, row.results, strict=True)
    )
    percent = None if row.percent is None else float(row.percent)
    return Assessment(ReadinessState(row.state), percent, outcomes, row.changes_on, unmet_of(outcomes))


def outcome_kept(ask: Ask, kept: Sequence[Any]) -> Outcome:
    """One result of a row, as the rules said it."""
    code, have, until, cases = (*kept, None, None, None)[:4]
    why = Why(code)
    gap = ask.level - (have or 0) if ask.kind == RequirementKind.COMPETENCY and why in FALLS_SHORT else 0
    return Outcome(RESULTS[why], why, have, date.fromisoformat(until) if until else None, gap, cases=cases)
