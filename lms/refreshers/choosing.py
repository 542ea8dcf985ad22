"""Who is given a refresher now, who is not, and why. Pure, and one for all: the preview, the dry run and the day's run ask here.

Rules are asked one after the other, because one may fill what the next would: nobody gets two of the same module, nor more
than two in a week. Where somebody has several causes, the oldest one counts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

A_WEEK = 2  # refreshers of one person


@dataclass(frozen=True, slots=True)
class Cause:
    """What speaks for giving it: `key` names it once and for all, `numbers` are what it stands on."""

    person: int
    key: str
    day: date
    numbers: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Spared:
    """Somebody whom the trigger looked at and does not speak for, and why."""

    person: int
    why: str
    numbers: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a trigger found among its people."""

    causes: tuple[Cause, ...] = ()
    spared: tuple[Spared, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a rule asks of giving: `capped` when it counts among the two a week, `asks_first` when a person decides on each."""

    rule: int
    module: int
    cooldown_days: int = 0
    capped: bool = True
    asks_first: bool = False


@dataclass(slots=True)
class Standing:
    """What people have already: by rule, person and cause; by person and module; by person in this week."""

    given: set[tuple[int, int, str]] = field(default_factory=set)
    open: set[tuple[int, int]] = field(default_factory=set)
    done: dict[tuple[int, int], date] = field(default_factory=dict)
    had: dict[tuple[int, int], date] = field(default_factory=dict)
    week: Counter[int] = field(default_factory=Counter)
    away: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is in, each with the cause; who is out, each with why; nobody is in both."""

    chosen: tuple[Cause, ...] = ()
    held: tuple[Spared, ...] = ()


def plan(rules: Sequence[tuple[Limits, Found]], standing: Standing, on: date) -> list[Choice]:
    """What each rule would do on a day, in their order; `standing` itself is left as it is."""
    tally = deepcopy(standing)
    return [choose(limits, found, tally, on) for limits, found in rules]


def choose(limits: Limits, found: Found, standing: Standing, on: date) -> Choice:
    """What one rule does; notes in `standing` what it gives."""
    chosen: dict[int, Cause] = {}
    held: dict[int, Spared] = {one.person: one for one in found.spared}
    for cause in sorted(found.causes, key=lambda one: (one.day, one.key, one.person)):
        if cause.person in chosen:
            continue
        why = _held_back(limits, cause, standing, on)
        if why:
            held[cause.person] = Spared(cause.person, why, cause.numbers)
        else:
            chosen[cause.person] = cause
            _note(limits, cause, standing, on)
    return Choice(_by_person(chosen.values()), tuple(one for person, one in sorted(held.items()) if person not in chosen))


def _held_back(limits: Limits, cause: Cause, standing: Standing, on: date) -> str:
    key = (cause.person, limits.module)
    done, had = standing.done.get(key), standing.had.get(key)
    last = max((day for day in (done, had) if day), default=None)
    checks = (
        ("already", (limits.rule, cause.person, cause.key) in standing.given),
        ("has_open", key in standing.open),
        ("done_since", done is not None and done >= cause.day),
        ("cooling", last is not None and on - last < timedelta(days=limits.cooldown_days)),
        ("not_now", cause.person in standing.away),
        ("full_week", limits.capped and not limits.asks_first and standing.week[cause.person] >= A_WEEK),
    )
    return next((why for why, holds in checks if holds), "")


def _note(limits: Limits, cause: Cause, standing: Standing, on: date) -> None:
    standing.given.add((limits.rule, cause.person, cause.key))
    standing.open.add((cause.person, limits.module))
    standing.had[cause.person, limits.module] = on
    if not limits.asks_first:
        standing.week[cause.person] += 1


def _by_person(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    return tuple(sorted(causes, key=lambda one: (one.person, one.key)))
