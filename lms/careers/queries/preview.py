"""What publishing a draft would do to people: read twice from the same facts, by the rules in force and by the draft's. Nothing is kept."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.careers.enums import STATE_SHAPES, PostingKind, ReadinessState
from lms.careers.models import LadderVersion, Posting
from lms.careers.permissions import POSTS_PEOPLE
from lms.careers.queries.assessing import held_on
from lms.careers.queries.facts import facts_of
from lms.careers.queries.plans import Plan, Plans, plans_of, plans_on
from lms.careers.queries.versions import VersionSheet, sheet_of, version_before
from lms.careers.readiness import Facts, assess
from lms.careers.readiness.comparing import Change, Reading, Turn, compared
from lms.jobs.models import Job
from lms.people.models import User

BATCH = 100  # people at once: whoever waits is told after each
Tick = Callable[[int], None]


def people_on(version: LadderVersion, viewer) -> list[int]:
    """Those who stand on the ladder now and whom the viewer may see. One query."""
    held = Posting.objects.current().filter(kind=PostingKind.HELD, rung__ladder=version.ladder_id)
    seen = held.filter(person__in=User.objects.visible_to(viewer, POSTS_PEOPLE).exclude(pk=viewer.pk))
    return sorted(set(seen.values_list("person", flat=True)))


def stamp_of(version: LadderVersion) -> str:
    """Another one whenever the draft, or what is in force, asks something else."""
    read = repr([(plans.by_rung, plans.ahead) for plans in (plans_of(version), plans_on())])
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def last_preview(version: LadderVersion, viewer, stamp: str) -> Job | None:
    """The last that this viewer asked for of the draft as it is."""
    asked = Job.objects.filter(kind="careers.preview", payload__version=version.pk, payload__stamp=stamp, actor=viewer)
    return asked.order_by("-pk").first()


def preview_of(version: LadderVersion, person_ids: Iterable[int], tick: Tick | None = None) -> dict[str, Any]:
    """As plain JSON: `people`; `rungs`, the counts of each by state, before and after; `changes`, one for each person and rung
    whose state is another: [person, rung, before, after, turn, keys]. The same queries for one person as for five hundred."""
    before, after, ids = plans_on(), plans_of(version), list(person_ids)
    counts: dict[int, list[Counter]] = defaultdict(lambda: [Counter(), Counter()])
    changes: list[list[Any]] = []
    for start in range(0, len(ids), BATCH):
        _read(ids[start : start + BATCH], before, after, counts, changes)
        if tick is not None:
            tick(min(start + BATCH, len(ids)))
    rungs = [{"rung": rung, "before": dict(old), "after": dict(new)} for rung, (old, new) in counts.items()]
    return {"people": len(ids), "rungs": rungs, "changes": changes}


def _read(ids: list[int], before: Plans, after: Plans, counts: dict[int, list[Counter]], changes: list) -> None:
    day = timezone.localdate()
    for person, facts in facts_of(ids, [*before.asks, *after.asks], day).items():
        held = held_on(facts, day)
        old, new = _readings(before.ahead_of(held), facts), _readings(after.ahead_of(held), facts)
        for rung in {**old, **new}:
            for side, reading in enumerate((old.get(rung), new.get(rung))):
                if reading is not None:
                    counts[rung][side][reading.assessment.state.value] += 1
            change = compared(old.get(rung), new.get(rung))
            if change is not None:
                changes.append(_plain(person, rung, change))


def _readings(plans: Iterable[Plan], facts: Facts) -> dict[int, Reading]:
    return {plan.rung: Reading(plan.asks, assess(plan.asks, facts, timezone.localdate())) for plan in plans}


def _plain(person: int, rung: int, change: Change) -> list[Any]:
    states = [state.value if state else None for state in (change.before, change.after)]
    return [person, rung, *states, change.turn.value, list(change.keys)]


@dataclass(frozen=True, slots=True)
class RungBeforeAfter:
    """One rung: of each state how many before and after; who gains readiness, loses it, or moves among the others."""

    code: str
    name: str
    counts: list[tuple[str, str, int, int]]  # shape, word, before, after
    turns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Affected:
    person: User
    before: tuple[str, str] | None  # shape, word
    after: tuple[str, str] | None
    causes: list[str]


def rungs_of(result: dict[str, Any], sheet: VersionSheet, old: VersionSheet | None) -> list[RungBeforeAfter]:
    """In the order of the ladder, those of the version in force that it leaves out last."""
    counted = {one["rung"]: one for one in result["rungs"]}
    turns = Counter((rung, turn) for _person, rung, _before, _after, turn, _keys in result["changes"])
    known = {one.rung.pk: one for one in [*sheet.rungs, *(old.rungs if old else [])]} | {one.rung.pk: one for one in sheet.rungs}
    return [
        RungBeforeAfter(
            code=one.rung.code,
            name=one.name,
            counts=[
                (STATE_SHAPES[state], str(state.label), counted[pk]["before"].get(state.value, 0), counted[pk]["after"].get(state.value, 0))
                for state in ReadinessState
            ],
            turns={turn.value: turns[pk, turn.value] for turn in Turn},
        )
        for pk, one in known.items()
        if pk in counted
    ]


def changes_before(result: dict[str, Any], rung: int, turn: str = "") -> list[list[Any]]:
    return [one for one in result["changes"] if one[1] == rung and (not turn or one[4] == turn)]


def affected(rows: list[list[Any]], sheet: VersionSheet, old: VersionSheet | None, viewer) -> list[Affected]:
    """The people of some changes, with what causes each in words: of a result kept from before, whom the viewer still sees. One query."""
    people = User.objects.visible_to(viewer, POSTS_PEOPLE).in_bulk([row[0] for row in rows])
    words = _words(old) | _words(sheet)
    return [
        Affected(people[person], _state(before), _state(after), [words.get((rung, key), key) for key in keys] or [_ahead(before)])
        for person, rung, before, after, _turn, keys in rows
        if person in people
    ]


def sheets_of(version: LadderVersion) -> tuple[VersionSheet, VersionSheet | None]:
    """What the draft says, and what the version in force does."""
    earlier = version_before(version)
    return sheet_of(version), sheet_of(earlier) if earlier is not None else None


def _words(sheet: VersionSheet | None) -> dict[tuple[int, str], str]:
    return {(one.rung.pk, line.ask.key): line.said for one in (sheet.rungs if sheet else []) for line in one.lines}


def _state(value: str | None) -> tuple[str, str] | None:
    return (STATE_SHAPES[ReadinessState(value)], str(ReadinessState(value).label)) if value else None


def _ahead(before: str | None) -> str:
    return _("The rung no longer lies ahead of them") if before else _("The rung now lies ahead of them")
