"""One person's ladder: the rungs as a staircase, and the one they look at, from the row that is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lms.careers import wording
from lms.careers.drawing import Flight, flight
from lms.careers.enums import RequirementKind, Result, RungKind
from lms.careers.models import Posting, Readiness, Rung, RungTerms
from lms.careers.queries.facts import facts_of
from lms.careers.queries.plans import Plan
from lms.careers.queries.readiness import PersonReadiness, Standing
from lms.careers.queries.ruleside import RuleSide, rules_in_force
from lms.careers.queries.steps import Guide, NextStep
from lms.careers.readiness import Facts, Outcome, assess
from lms.careers.readiness.keeping import assessment_kept
from lms.competencies.queries.pieces import pieces_of
from lms.statements import Statement

WAITS = ("time_in_rung", "time_in_company")
AT_ONCE = 6  # of what can be moved, so many are read without opening the rest; more than so many more come when they are opened
_POSTINGS = Statement(lambda person: Posting.objects.filter(person=person).select_related("rung__ladder"), person=999_999_999)
_KEPT = Statement(lambda person: Readiness.objects.filter(person=person).order_by(), person=999_999_999)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The staircase (as `components/stairs.html` takes it), the rung in view and what it asks, and where else one may go."""

    held: Posting | None
    acting: list[Posting]
    stairs: list[dict]
    rung: Rung | None
    readiness: PersonReadiness | None
    terms: RungTerms | None
    lateral: list[tuple[Rung, Readiness]]
    ahead: list[Rung]

    @property
    def to_move(self) -> list[Standing]:
        """What can be moved by doing something, the nearest first: expired, in progress, missing."""
        order = {"expired": 0, "in_progress": 1, "missing": 2}
        unmet = [one for one in self._unmet if one.kind not in WAITS]
        return sorted(unmet, key=lambda one: (order[one.result], not one.must))

    @property
    def to_move_first(self) -> list[Standing]:
        return self.to_move[:AT_ONCE]

    @property
    def to_move_later(self) -> list[Standing]:
        return self.to_move[AT_ONCE:]

    @property
    def has_many_later(self) -> bool:
        return len(self.to_move_later) > AT_ONCE

    @property
    def has_many_met(self) -> bool:
        return len(self.met) > AT_ONCE

    @property
    def next_move(self) -> tuple[Standing, NextStep] | None:
        """The one thing to do now: what can be done here before what somebody else has to give, and the nearest first."""
        moves = [(standing, step) for standing in self.to_move for step in standing.steps]
        return min(moves, key=lambda move: not _is_done_here(*move), default=None)

    @property
    def flight(self) -> Flight | None:
        """Every requirement as a step between the rung held and the one looked at."""
        return flight([one.shape for one in self.readiness.standings]) if self.readiness else None

    @property
    def to_wait_for(self) -> list[Standing]:
        return [one for one in self._unmet if one.kind in WAITS]

    @property
    def met(self) -> list[Standing]:
        return [one for one in self.readiness.standings if one.result == "met"] if self.readiness else []

    @property
    def tally(self) -> list[tuple[str, int]]:
        shapes = [one.shape for one in self.readiness.standings] if self.readiness else []
        return [(shape, shapes.count(shape)) for shape in ("met", "progress", "missing", "expired")]

    @property
    def _unmet(self) -> list[Standing]:
        return self.readiness.unmet if self.readiness else []


def ladder_of(person, address: Callable[[Rung], str], code: str = "", *, is_own: bool = True) -> Ladder:
    """The ladder of a person today. `code` is the rung to look at, the next one unless told; `address(rung)` gives a rung's own
    address; `is_own` says whether the steps to take lead somewhere. At most ten queries, however much is asked."""
    rules, today = rules_in_force(), timezone.localdate()
    postings = _POSTINGS.all(person=person.pk)
    current = [one for one in postings if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)]
    held = next((posting for posting in current if posting.kind == "held"), None)
    rungs = rules.rungs.get(held.rung.ladder_id, []) if held else []
    kept = {row.rung_id: row for row in _KEPT.all(person=person.pk)}
    by_pk = {rung.pk: rung for rung in rungs}
    ahead = [by_pk[plan.rung] for plan in rules.plans.ahead_of(held.rung_id if held else None) if plan.rung in by_pk]
    rung = next((one for one in ahead if one.code == code), ahead[0] if ahead else None)
    readiness = _readiness(person, rung, kept.get(rung.pk), _times(person, postings), rules, is_own) if rung else None
    return Ladder(
        held=held,
        acting=[posting for posting in current if posting.kind != "held"],
        stairs=_stairs(rungs, held, rung, kept, address) if held else [],
        rung=rung,
        readiness=readiness,
        terms=rules.terms.get((readiness.version.pk, rung.pk)) if readiness and rung else None,
        lateral=[(one, kept[one.pk]) for one in ahead if one.kind == RungKind.LATERAL and one.pk in kept],
        ahead=ahead,
    )


def _is_done_here(standing: Standing, step: NextStep) -> bool:
    """Whether a screen of ours is where it is done: a roleplay is booked, what has run out is renewed."""
    return bool(step.url) or step.code == "roleplay" or (step.code == "certificate" and standing.result == Result.EXPIRED)


def _times(person, postings: list[Posting]) -> Facts:
    """What is known of time served: months pass without anything being written."""
    facts = Facts(hired_on=person.hired_on)
    for one in sorted(postings, key=lambda one: one.starts_on):
        if one.kind == "held":
            facts.held.setdefault(one.rung_id, []).append((one.starts_on, one.ends_on))
    return facts


def _readiness(person, rung: Rung, row: Readiness | None, times: Facts, rules: RuleSide, is_own: bool) -> PersonReadiness:
    """From the row where it says how things stand today; read anew where it is not made yet, or a day has passed it by."""
    plan, today = rules.plans.by_rung[rung.pk], timezone.localdate()
    assessment = assessment_kept(row, plan.asks, times, today) if row and row.version_id == plan.version else None
    if assessment is None:
        assessment = assess(plan.asks, facts_of([person.pk], plan.asks)[person.pk], today)
    return PersonReadiness(
        person=person,
        rung=rung,
        version=rules.versions[plan.version],
        on=today,
        assessment=assessment,
        standings=_standings(person, plan, assessment.outcomes, rules, today, is_own),
        state_since=row.state_since if row and row.state == assessment.state else None,
    )


def _standings(person, plan: Plan, outcomes: tuple[Outcome, ...], rules: RuleSide, day: date, is_own: bool) -> tuple[Standing, ...]:
    asked = list(zip(plan.asks, plan.requirements, outcomes, strict=True))
    unproved = {ask.competency for ask, _pk, outcome in asked if ask.kind == RequirementKind.COMPETENCY and outcome.result != Result.MET}
    pieces = pieces_of([person.pk], unproved, known_at=timezone.now(), ceilings=rules.ceilings) if unproved else {}
    guide = Guide(person, day, rules.names, known=rules.known, with_addresses=is_own)
    return tuple(
        Standing(
            ask=ask,
            outcome=outcome,
            words=rules.said[ask],
            note=wording.why(ask, outcome, rules.names),
            proofs=(),
            steps=guide.steps(ask, outcome, pieces.get((person.pk, ask.competency or 0), []), rules.level_rule(ask)),
            requirement=pk,
            rests_on_something=outcome.rests_on_something or bool(pieces.get((person.pk, ask.competency or 0))),
        )
        for ask, pk, outcome in asked
    )


def _stairs(
    rungs: list[Rung], held: Posting, looked_at: Rung | None, kept: dict[int, Readiness], address: Callable[[Rung], str]
) -> list[dict]:
    main = [rung for rung in rungs if rung.kind == RungKind.MAIN]
    order = held.rung.sort_order if held.rung.kind == RungKind.MAIN else -1
    return [
        {
            "number": place,
            "label": rung.name,
            "state": "met" if rung.sort_order <= order else "progress" if rung == looked_at else "missing",
            "url": address(rung) if rung.pk in kept else "",
            "here": rung.pk == held.rung_id,
        }
        for place, rung in enumerate(main, 1)
    ]
