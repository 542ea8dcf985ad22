"""The versions of a framework's rule, and who would change by another one. Nothing here writes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from lms.competencies.enums import RuleStatus
from lms.competencies.levels import DEFAULT_RULE, compiled, read
from lms.competencies.models import Competency, Evidence, Framework, LevelRule
from lms.competencies.queries.pieces import default_rule, pieces_of, rules_at

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
