"""The rules of a call as they are published, and what is missing before they may be. Plain data in and out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.promotions.enums import ASSESSORS_NEEDED, DATES, CountsFor, RoundProblem

WHOLE = 100


@dataclass(frozen=True)
class Weighed:
    """An exercise that weighs in the whole, with the weights of its parts, if it has any."""

    weight: int
    counts_for: str
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What is known of a call before it opens. `texts`: each in both languages; `anchors`: the words of 1, 3 and 5."""

    texts: Sequence[tuple[str, str]]
    anchors: Sequence[str]
    exercises: Sequence[Weighed]
    dates: Mapping[str, date | None]
    chairs: int
    assessors: int
    scorers_see_names: bool
    has_contact: bool
    representatives_informed_on: date | None


def problems(draft: Draft) -> list[RoundProblem]:
    """What is missing or wrong, in the order in which one would put it right; nothing when it may open."""
    return [
        *_if(any(bool(spanish.strip()) != bool(english.strip()) for spanish, english in draft.texts), RoundProblem.LANGUAGES),
        *_exercises(draft.exercises),
        *_if(not all(words.strip() for words in draft.anchors), RoundProblem.ANCHORS),
        *_dates(draft.dates),
        *_if(draft.chairs != 1, RoundProblem.CHAIR),
        *_if(draft.assessors < ASSESSORS_NEEDED, RoundProblem.ASSESSORS),
        *_if(draft.scorers_see_names, RoundProblem.SEES_NAMES),
        *_if(not draft.has_contact, RoundProblem.CONTACT),
        *_if(draft.representatives_informed_on is None, RoundProblem.REPRESENTATIVES),
    ]


def in_order(dates: Mapping[str, date | None]) -> bool:
    """Whether the days that are there come one after the other."""
    there = [day for name in DATES if (day := dates.get(name))]
    return there == sorted(there)


def canonical(content: Any) -> str:
    """The one way to write a content down, so that its hash says whether it is the same."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Which values of a publication changed: [{"field", "before", "after"}], by name."""
    return [
        {"field": name, "before": before.get(name), "after": after.get(name)}
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def _exercises(exercises: Sequence[Weighed]) -> list[RoundProblem]:
    if not exercises:
        return [RoundProblem.EXERCISES]
    considered = {one.counts_for for one in exercises}
    return [
        *_if(sum(one.weight for one in exercises) != WHOLE, RoundProblem.WEIGHTS),
        *_if(any(one.parts and sum(one.parts) != one.weight for one in exercises), RoundProblem.PARTS),
        *_if(not considered.issuperset(CountsFor.values), RoundProblem.CONSIDERS),
    ]


def _dates(dates: Mapping[str, date | None]) -> list[RoundProblem]:
    missing = any(dates.get(name) is None for name in DATES)
    return [*_if(missing, RoundProblem.DATES_MISSING), *_if(not in_order(dates), RoundProblem.DATES_ORDER)]


def _if(wrong: bool, problem: RoundProblem) -> list[RoundProblem]:
    return [problem] if wrong else []
