"""One person before one rung, in full: each requirement in words, what it rests on, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation

from lms.careers import wording
from lms.careers.enums import SHAPES, RequirementKind, Result
from lms.careers.models import LadderVersion, Readiness, Requirement, Rung
from lms.careers.queries.facts import facts_of
from lms.careers.queries.licences import names_of_licences
from lms.careers.queries.plans import Plan, Plans, plans_on
from lms.careers.queries.proofs import Proof, Proofs
from lms.careers.queries.steps import Guide, NextStep
from lms.careers.readiness import Ask, Assessment, Facts, Outcome, assess, judge
from lms.certificates.models import Certification
from lms.competencies.models import Competency
from lms.competencies.queries.pieces import end_of, rules_at
from lms.operations.models import Metric

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one requirement stands: what is asked and why it stands so in words, what it rests on, and what to do next.

    result: met, in_progress, missing or expired, with its shape. have: a level, a mean, months or a number, or None; need: the
    level, mean, months or number asked. until: the last day of what is met, or the day it will be. requirement: its id, where the
    facts are read on demand; rests_on_something says whether there are any.
    """

    ask: Ask
    outcome: Outcome
    words: str
    note: str
    proofs: tuple[Proof, ...]
    steps: tuple[NextStep, ...]
    requirement: int = 0
    rests_on_something: bool = True

    @property
    def key(self) -> str:
        return self.ask.key

    @property
    def code(self) -> str:
        """The code of what it is about: "EMP" of "competency:EMP"."""
        return self.ask.key.partition(":")[2]

    @property
    def kind(self) -> str:
        return self.ask.kind

    @property
    def must(self) -> bool:
        return self.ask.must

    @property
    def result(self) -> Result:
        return self.outcome.result

    @property
    def shape(self) -> str:
        return SHAPES[self.outcome.result]

    @property
    def why(self) -> str:
        return self.outcome.why.value

    @property
    def have(self) -> float | int | None:
        return self.outcome.have

    @property
    def need(self) -> float | int | None:
        return need_of(self.ask)

    @property
    def gap(self) -> int:
        return self.outcome.gap

    @property
    def until(self) -> date | None:
        return self.outcome.until


@dataclass(frozen=True, slots=True)
class PersonReadiness:
    """A person before a rung on a day, by the version of the ladder then in force."""

    person: Any
    rung: Rung
    version: LadderVersion
    on: date
    assessment: Assessment
    standings: tuple[Standing, ...]
    state_since: date | None = None

    @property
    def state(self) -> str:
        return self.assessment.state

    @property
    def percent(self) -> float | None:
        return self.assessment.percent

    @property
    def met(self) -> int:
        return self.assessment.met

    @property
    def total(self) -> int:
        return len(self.standings)

    @property
    def unmet(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.result != Result.MET]


def readiness_of(person, rung: Rung, on: date | None = None, *, plans: Plans | None = None) -> PersonReadiness | None:
    """Read anew from what it rests on, for today or as it was known on a day. None where no version in force asks anything of the rung."""
    day = on or timezone.localdate()
    plan = (plans or plans_on(on)).by_rung.get(rung.pk)
    if plan is None:
        return None
    facts = facts_of([person.pk], plan.asks, day)[person.pk]
    assessment = assess(plan.asks, facts, day)
    kept = Readiness.objects.filter(person=person, rung=rung, state=assessment.state).first() if day == timezone.localdate() else None
    return PersonReadiness(
        person=person,
        rung=rung,
        version=LadderVersion.objects.get(pk=plan.version),
        on=day,
        assessment=assessment,
        standings=_standings(person, plan, facts, assessment, day),
        state_since=kept.state_since if kept else None,
    )


def standing_of(person, requirement: Requirement) -> Standing | None:
    """One requirement of a rung today, with the facts it rests on. None where no version in force asks it."""
    plan, day = plans_on().by_rung.get(requirement.rung_id), timezone.localdate()
    if plan is None or requirement.pk not in plan.requirements:
        return None
    ask = plan.asks[plan.requirements.index(requirement.pk)]
    facts = facts_of([person.pk], [ask], day)[person.pk]
    outcome, names = judge(ask, facts, day), names_for([ask])
    proofs = Proofs(person, [ask], facts, day).of(ask)
    return Standing(ask, outcome, wording.requirement(ask, names), wording.why(ask, outcome, names), proofs, (), requirement.pk)


def snapshot_of(person, rung: Rung, on: date | None = None) -> dict[str, Any]:
    """Everything that a decision about somebody rests on, as plain JSON: facts, versions of the rules, results in both languages.

    The same facts always give the same object. Absences are not in it: they have done their work in the windows, and a panel does
    not see them. Empty where nothing is asked of the rung.
    """
    found = readiness_of(person, rung, on)
    if found is None:
        return {}
    plan = plans_on(on).by_rung[rung.pk]
    spoken = {language: _spoken(plan, found, language) for language in LANGUAGES}
    return {
        "schema": "readiness/1",
        "person": person.pk,
        "ladder": found.version.ladder.code,
        "rung": rung.code,
        "version": found.version.label,
        "version_sha256": found.version.sha256,
        "level_rules": level_rules_on(found.on),
        "on": found.on.isoformat(),
        "state": str(found.state.value),
        "percent": found.percent,
        "met": found.met,
        "total": found.total,
        "results": [
            _plain(standing, {language: spoken[language][place] for language in LANGUAGES})
            for place, standing in enumerate(found.standings)
        ],
    }


def level_rules_on(day: date) -> dict[str, int]:
    """The number of the rule by which levels were read on a day, by framework; one that has no rule of its own is left out."""
    known_at = timezone.now() if day >= timezone.localdate() else end_of(day)
    return {rule.framework.code: rule.number for rule, _compiled in rules_at(known_at).values() if rule is not None}


def need_of(ask: Ask) -> float | int | None:
    """What is asked, as a number: a level, a mean, months, or how many."""
    if ask.kind == RequirementKind.COMPETENCY:
        return ask.level
    if ask.target is not None:
        return float(ask.target.value)
    if ask.kind in (RequirementKind.TIME_IN_RUNG, RequirementKind.TIME_IN_COMPANY):
        return ask.months
    return ask.count


def names_for(asks) -> wording.Names:
    """What these requirements speak of, in the language in use. Four queries, and one where licences are asked for."""
    held = list(asks)
    certifications = {one for ask in held for one in ask.certifications}
    return wording.Names(
        competencies={one.pk: one.name for one in Competency.objects.filter(pk__in={ask.competency for ask in held if ask.competency})},
        certifications={one.pk: one.name for one in Certification.objects.filter(pk__in=certifications)},
        metrics={
            one.pk: (one.name, one.unit_of_measure, one.decimals)
            for one in Metric.objects.filter(pk__in={ask.metric for ask in held if ask.metric})
        },
        licences=names_of_licences({ask.code for ask in held if ask.kind == RequirementKind.LICENCE}),
        rungs={one.pk: one.name for one in Rung.everywhere.filter(pk__in={rung for ask in held for rung in ask.rungs})},
    )


def _standings(person, plan: Plan, facts: Facts, assessment: Assessment, day: date) -> tuple[Standing, ...]:
    names = names_for(plan.asks)
    proofs, guide = Proofs(person, plan.asks, facts, day), Guide(person, day, names, plan.asks)
    return tuple(
        Standing(
            ask=ask,
            outcome=outcome,
            words=wording.requirement(ask, names),
            note=wording.why(ask, outcome, names),
            proofs=proofs.of(ask),
            steps=guide.steps(ask, outcome, proofs.pieces(ask), proofs.rule(ask)),
        )
        for ask, outcome in zip(plan.asks, assessment.outcomes, strict=True)
    )


def _spoken(plan: Plan, found: PersonReadiness, language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        names = names_for(plan.asks)
        return [(wording.requirement(one.ask, names), wording.why(one.ask, one.outcome, names)) for one in found.standings]


def _plain(standing: Standing, spoken: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        "key": standing.key,
        "kind": str(standing.kind),
        "must": standing.must,
        "result": standing.result.value,
        "why": standing.why,
        "have": standing.have,
        "need": standing.need,
        "gap": standing.gap,
        "until": standing.until and standing.until.isoformat(),
        "words": {language: words for language, (words, _note) in spoken.items()},
        "note": {language: note for language, (_words, note) in spoken.items()},
        "facts": [proof.plain() for proof in standing.proofs],
    }
