"""A preview that a job works out, for rules of many people: what it kept, and until when that says what the next run does."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from lms.jobs.models import Job
from lms.people.models import Membership
from lms.refreshers.choosing import Cause, Choice, Spared
from lms.refreshers.models import RuleVersion
from lms.refreshers.queries.planning import beside

KIND = "refreshers.preview"
AT_ONCE = 200  # people looked at in the request; more are looked at by a job


def looked_at(version: RuleVersion, on: date) -> int:
    """How many people a preview looks at, each once a rule: one query a rule in force."""
    return sum(_meant(one, on) for one in beside(version, on))


def is_for_many(version: RuleVersion, on: date) -> bool:
    return looked_at(version, on) > AT_ONCE


def stamp_of(version: RuleVersion, on: date) -> str:
    """Another one on another day, and whenever the draft or what is in force says something else."""
    said = [(one.pk, one.created_at.isoformat()) for one in beside(version, on)]
    return hashlib.sha256(repr((version.pk, on, said)).encode()).hexdigest()[:16]


def last_preview(version: RuleVersion, viewer, stamp: str) -> Job | None:
    return Job.objects.filter(kind=KIND, payload__version=version.pk, payload__stamp=stamp, actor=viewer).order_by("-pk").first()


def as_json(choice: Choice) -> dict[str, Any]:
    return {
        "chosen": [[one.person, one.key, one.day.isoformat(), one.numbers] for one in choice.chosen],
        "held": [[one.person, str(one.why)] for one in choice.held],
    }


def from_json(kept: dict[str, Iterable]) -> Choice:
    chosen = tuple(Cause(person, key, date.fromisoformat(day), numbers) for person, key, day, numbers in kept["chosen"])
    return Choice(chosen, tuple(Spared(person, why) for person, why in kept["held"]))


def _meant(version: RuleVersion, on: date) -> int:
    members = Membership.objects.current(on).filter(person__is_active=True, unit__path__startswith=version.rule.unit.path)
    return members.filter(role__in=version.roles).values("person").distinct().count()
