"""One requirement against one person's facts."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from lms.careers.enums import RequirementKind, Result
from lms.careers.readiness.facts import Facts, Passed
from lms.operations.windows import Held, Target, sustained


class Why(StrEnum):
    """Why a requirement stands as it does, for its words and for what to do next."""

    PROVED = "proved"
    SHORT = "short"  # measured, and not there yet
    SHORT_AND_EXPIRED = "short_and_expired"
    EXPIRED = "expired"
    NO_EVIDENCE = "no_evidence"
    VALID = "valid"
    REVOKED = "revoked"
    NOT_HELD = "not_held"
    SUSTAINED = "sustained"
    FLOOR = "floor"
    FEW_CASES = "few_cases"
    FEW_MONTHS = "few_months"
    NOTHING = "nothing"
    PASSED = "passed"
    FEW_PASSED = "few_passed"
    NOT_PASSED = "not_passed"
    SERVED = "served"
    TOO_SOON = "too_soon"
    NOT_BEGUN = "not_begun"


# What each of them amounts to: a row that is kept says why, and the result follows.
RESULTS = {
    Why.PROVED: Result.MET,
    Why.SHORT: Result.IN_PROGRESS,
    Why.SHORT_AND_EXPIRED: Result.IN_PROGRESS,
    Why.EXPIRED: Result.EXPIRED,
    Why.NO_EVIDENCE: Result.MISSING,
    Why.VALID: Result.MET,
    Why.REVOKED: Result.MISSING,
    Why.NOT_HELD: Result.MISSING,
    Why.SUSTAINED: Result.MET,
    Why.FLOOR: Result.IN_PROGRESS,
    Why.FEW_CASES: Result.MISSING,
    Why.FEW_MONTHS: Result.MISSING,
    Why.NOTHING: Result.MISSING,
    Why.PASSED: Result.MET,
    Why.FEW_PASSED: Result.IN_PROGRESS,
    Why.NOT_PASSED: Result.MISSING,
    Why.SERVED: Result.MET,
    Why.TOO_SOON: Result.IN_PROGRESS,
    Why.NOT_BEGUN: Result.MISSING,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement as the rules read it; which fields it uses depends on its kind. `rungs`: those that lead to the one aimed at."""

    key: str
    kind: str
    must: bool = False
    competency: int | None = None
    level: int = 0
    certifications: tuple[int, ...] = ()
    metric: int | None = None
    of_team: bool = False
    target: Target | None = None
    code: str = ""
    count: int = 1
    months: int = 0
    rungs: tuple[int, ...] = ()


SAYS_NOTHING = frozenset({Why.NO_EVIDENCE, Why.NOT_HELD, Why.NOTHING, Why.NOT_PASSED, Why.NOT_BEGUN})


class Outcome(NamedTuple):
    """How a requirement stands. have: a level, a mean, months or a number, or None. until: the last day of what is met, or the day
    on which it will be. gap: levels measured and wanting. changes: days on which it may be another one by itself. cases: how many a
    mean rests on, where its figures say."""

    result: Result
    why: Why
    have: float | int | None = None
    until: date | None = None
    gap: int = 0
    changes: tuple[date, ...] = ()
    cases: int | None = None

    @property
    def rests_on_something(self) -> bool:
        """Whether there is a fact behind it: something seen, held or counted."""
        return self.why not in SAYS_NOTHING


def judge(ask: Ask, facts: Facts, on: date) -> Outcome:
    """One requirement on a day. Raises KeyError for a kind that nobody knows."""
    return JUDGES[ask.kind](ask, facts, on)


def _competency(ask: Ask, facts: Facts, on: date) -> Outcome:
    fact = facts.levels.get(ask.competency or 0)
    if fact is None or not fact.proven:
        return UNPROVED
    return _proved(ask.level, fact.level, fact.proven, fact.valid_until, on)


UNPROVED = Outcome(Result.MISSING, Why.NO_EVIDENCE)


@lru_cache(maxsize=1 << 15)  # Few levels and days: a hundred thousand people share them.
def _proved(asked: int, level: int | None, proven: int, until: date | None, on: date) -> Outcome:
    changes = (until + timedelta(days=1),) if until and until >= on else ()
    if (level or 0) >= asked:
        return Outcome(Result.MET, Why.PROVED, level, until, changes=changes)
    if proven >= asked:
        return Outcome(Result.EXPIRED, Why.EXPIRED, proven, until, changes=changes)
    why = Why.SHORT if level == proven else Why.SHORT_AND_EXPIRED
    return Outcome(Result.IN_PROGRESS, why, proven, until, asked - proven, changes)


def _certificate(ask: Ask, facts: Facts, on: date) -> Outcome:
    held = [fact for one in ask.certifications for fact in facts.certificates.get(one, ()) if fact.issued_on <= on]
    standing = [fact for fact in held if not fact.revoked]
    valid = [fact for fact in standing if fact.valid_until is None or fact.valid_until >= on]
    if valid:
        return _holding(Why.VALID, None, _last_day(fact.valid_until for fact in valid))
    if standing:
        return Outcome(Result.EXPIRED, Why.EXPIRED, None, max(fact.valid_until for fact in standing if fact.valid_until))
    return Outcome(Result.MISSING, Why.REVOKED if held else Why.NOT_HELD)


@lru_cache(maxsize=1 << 12)
def _holding(why: Why, have: int | None, until: date | None) -> Outcome:
    """Met, until a day."""
    return Outcome(Result.MET, why, have, until, changes=() if until is None else (until + timedelta(days=1),))


def _last_day(days: Iterable[date | None]) -> date | None:
    """The latest of some last days; None, for ever, when one has none."""
    found = list(days)
    return None if None in found else max(day for day in found if day)


HELD = {
    Held.SUSTAINED: (Result.MET, Why.SUSTAINED),
    Held.SHORT: (Result.IN_PROGRESS, Why.SHORT),
    Held.FLOOR: (Result.IN_PROGRESS, Why.FLOOR),
    Held.FEW_CASES: (Result.MISSING, Why.FEW_CASES),
    Held.FEW_MONTHS: (Result.MISSING, Why.FEW_MONTHS),
    Held.NOTHING: (Result.MISSING, Why.NOTHING),
}


def _metric(ask: Ask, facts: Facts, on: date) -> Outcome:
    assert ask.target is not None
    figures = (facts.team_figures if ask.of_team else facts.figures).get(ask.metric or 0, [])
    window = sustained(figures, ask.target, on, () if ask.of_team else facts.absences)
    result, why = HELD[window.held]
    mean = None if window.mean is None else round(float(window.mean), 2)
    return Outcome(result, why, mean, changes=_next_month(on), cases=window.cases)


@lru_cache(maxsize=64)
def _next_month(on: date) -> tuple[date, ...]:
    return (on.replace(day=1) + relativedelta(months=1),)


def _roleplay(ask: Ask, facts: Facts, on: date) -> Outcome:
    return _passed(ask, facts.roleplays.get(ask.code, ()), on)


def _licence(ask: Ask, facts: Facts, on: date) -> Outcome:
    return _passed(ask, facts.licences.get(ask.code, ()), on)


def _passed(ask: Ask, passed: Sequence[Passed], on: date) -> Outcome:
    if not passed:
        return UNPASSED
    known = [one for one in passed if one.on <= on]
    holding = [one for one in known if one.until is None or one.until >= on]
    changes = tuple(one.until + timedelta(days=1) for one in holding if one.until)
    if len(holding) >= ask.count:
        return Outcome(Result.MET, Why.PASSED, len(holding), _last_day(one.until for one in holding), changes=changes)
    if len(known) >= ask.count:
        return Outcome(Result.EXPIRED, Why.EXPIRED, len(holding), max(one.until for one in known if one.until), changes=changes)
    if holding:
        return Outcome(Result.IN_PROGRESS, Why.FEW_PASSED, len(holding), changes=changes)
    return UNPASSED


UNPASSED = Outcome(Result.MISSING, Why.NOT_PASSED, 0)


def _time_in_rung(ask: Ask, facts: Facts, on: date) -> Outcome:
    periods = [period for rung in ask.rungs for period in facts.held.get(rung, ()) if period[0] <= on]
    if not periods:
        return Outcome(Result.MISSING if ask.months else Result.MET, Why.NOT_BEGUN if ask.months else Why.SERVED, 0)
    return _served(ask.months, periods, on)


def _time_in_company(ask: Ask, facts: Facts, on: date) -> Outcome:
    if facts.hired_on is None or facts.hired_on > on:
        return Outcome(Result.MISSING, Why.NOT_BEGUN)
    return _served(ask.months, [(facts.hired_on, None)], on)


def _served(months: int, periods: list[tuple[date, date | None]], on: date) -> Outcome:
    """Whole months of the running period; what earlier ones served, in days, brings its start forward."""
    *earlier, (start, end) = sorted(periods)
    served_before = sum(((last or on) - first).days + 1 for first, last in earlier)
    begun = start - timedelta(days=served_before)
    have = whole_months(begun, min(end or on, on))
    if have >= months:
        return Outcome(Result.MET, Why.SERVED, have)
    if end is not None and end < on:
        return Outcome(Result.MISSING, Why.NOT_BEGUN, have)
    due = begun + relativedelta(months=months)
    return Outcome(Result.IN_PROGRESS, Why.TOO_SOON, have, due, changes=(due,))


def whole_months(start: date, end: date) -> int:
    """Calendar months from a day to a day: from the 31st, a month ends with the last day of a shorter one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    ends_its_month = end.day >= monthrange(end.year, end.month)[1]
    return max(months if end.day >= start.day or ends_its_month else months - 1, 0)


JUDGES = {
    RequirementKind.COMPETENCY: _competency,
    RequirementKind.CERTIFICATE: _certificate,
    RequirementKind.METRIC: _metric,
    RequirementKind.ROLEPLAY: _roleplay,
    RequirementKind.LICENCE: _licence,
    RequirementKind.TIME_IN_RUNG: _time_in_rung,
    RequirementKind.TIME_IN_COMPANY: _time_in_company,
}
