"""The versions of a framework's rule, and who would change by another one. Nothing here writes."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone, translation

from lms.competencies import wording
from lms.competencies.enums import RuleStatus
from lms.competencies.levels import DEFAULT_RULE, compiled, read
from lms.competencies.models import Competency, Evidence, Framework, LevelRule
from lms.competencies.queries.pieces import default_rule, pieces_of, rules_at
from lms.competencies.querysets import SEES_EVIDENCE
from lms.jobs.models import Job
from lms.language.bilingual import LANGUAGES, active_language
from lms.people.models import User

LISTED = 200  # changes that a preview names; the counts are of all


@dataclass(frozen=True, slots=True)
class Change:
    """What another rule would make of one person in one competency: levels before and after, None where none is proved."""

    person_id: int
    competency_id: int
    before: int | None
    after: int | None

    @property
    def gains(self) -> bool:
        return (self.after or 0) > (self.before or 0)


@dataclass(slots=True)
class Preview:
    """Who would change: of each competency how many gain and lose, and the first changes by name."""

    gains: Counter = field(default_factory=Counter)
    losses: Counter = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    listed: list[Change] = field(default_factory=list)

    def add(self, changes: Iterable[Change]) -> None:
        for change in changes:
            (self.gains if change.gains else self.losses)[change.competency_id] += 1
            self.people.add(change.person_id)
            self.listed.append(change)
        self.listed = sorted(self.listed, key=lambda one: (one.gains, one.person_id, one.competency_id))[:LISTED]

    def as_data(self) -> dict[str, Any]:
        return {
            "people": len(self.people),
            "gains": {str(key): number for key, number in sorted(self.gains.items())},
            "losses": {str(key): number for key, number in sorted(self.losses.items())},
            "listed": [[one.person_id, one.competency_id, one.before, one.after] for one in self.listed],
        }


def people_with_evidence(framework: Framework) -> list[int]:
    """Whoever has evidence of a framework, voided or not, by number."""
    rows = Evidence.objects.filter(competency__group__framework=framework).order_by("person")
    return list(rows.values_list("person", flat=True).distinct())


def rule_in_force(framework: Framework) -> LevelRule | None:
    """The framework's own rule, or None where the default one holds."""
    return LevelRule.objects.filter(framework=framework, status=RuleStatus.LIVE).first()


def data_in_force(framework: Framework) -> dict[str, Any]:
    rule = rule_in_force(framework)
    return DEFAULT_RULE if rule is None else rule.rule


def changes_by(rule: LevelRule, person_ids: Iterable[int], on: date | None = None) -> list[Change]:
    """Who of these people would be read at another level by `rule` than by the one in force. Few queries, however many people."""
    day, known_at = on or timezone.localdate(), timezone.now()
    competencies = list(Competency.objects.filter(group__framework=rule.framework_id).values_list("pk", flat=True))
    _live, now = rules_at(known_at).get(rule.framework_id, default_rule())
    then = compiled(rule.rule)
    found = []
    for (person, competency), pieces in pieces_of(person_ids, competencies, known_at=known_at).items():
        before, after = read(pieces, now, day), read(pieces, then, day)
        if before.level != after.level:
            found.append(Change(person, competency, before.level, after.level))
    return found


def preview_key(rule: LevelRule) -> str:
    """What a preview of a rule is known by: what it says, and the day."""
    digest = hashlib.sha256(json.dumps(rule.rule, sort_keys=True).encode()).hexdigest()[:16]
    return f"competencies.preview_rule:{rule.pk}:{digest}:{timezone.localdate().isoformat()}"


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a preview found, as one reader may see it: of each competency how many gain and lose, and by name those they may see."""

    people: int
    counts: list[tuple[Competency, int, int]]
    named: list[tuple[User, Competency, int | None, int | None]]


def previewed(job: Job, viewer) -> Previewed:
    """The result of a finished preview. Two queries. Names only of people whose competencies `viewer` sees."""
    result = job.result
    competencies = Competency.objects.in_bulk({int(pk) for pk in [*result["gains"], *result["losses"]]})
    seen = User.objects.visible_to(viewer, SEES_EVIDENCE).in_bulk({row[0] for row in result["listed"]})
    counts = [(one, result["gains"].get(str(one.pk), 0), result["losses"].get(str(one.pk), 0)) for one in competencies.values()]
    named = [
        (seen[person], competencies[competency], before, after) for person, competency, before, after in result["listed"] if person in seen
    ]
    return Previewed(
        result["people"], sorted(counts, key=lambda row: row[0].code), sorted(named, key=lambda row: (row[0].surname_first, row[1].code))
    )


def preview_job(rule: LevelRule) -> Job | None:
    """The preview of what this rule says today, if somebody has asked for it."""
    return Job.objects.filter(key=preview_key(rule)).first()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A rule in the words of one language: its levels, and what it says beside them."""

    language: str
    levels: list[tuple[str, str]]
    beside: list[tuple[str, str]]


def rule_in_languages(data: dict[str, Any]) -> list[Spoken]:
    """The language in use first: who publishes a rule reads what everybody will read. One query a language."""
    here = active_language()
    return [_spoken(data, language) for language in sorted(LANGUAGES, key=lambda one: one != here)]


def default_in_words() -> list[tuple[str, str]]:
    """What holds in a framework without a rule of its own."""
    return wording.rule_in_words(compiled(DEFAULT_RULE), wording.kind_names())


def versions_of(frameworks: Iterable[Framework]) -> list[tuple[Framework, list[LevelRule]]]:
    """The versions of each framework's rule, the newest first. One query beside the frameworks."""
    found: dict[int, list[LevelRule]] = defaultdict(list)
    for rule in LevelRule.objects.select_related("created_by").order_by("-number"):
        found[rule.framework_id].append(rule)
    return [(framework, found[framework.pk]) for framework in frameworks]


def _spoken(data: dict[str, Any], language: str) -> Spoken:
    rule = compiled(data)
    with translation.override(language):
        names = wording.kind_names()
        return Spoken(language, wording.rule_in_words(rule, names), wording.beside_in_words(rule, names))
