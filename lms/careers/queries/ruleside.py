"""What the ladders in force ask, in words and ready to be read: the same for everybody, kept by version."""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils import timezone

from lms.careers import wording
from lms.careers.models import LadderVersion, Rung, RungTerms
from lms.careers.queries.plans import Plans, live_versions, named, plans_on
from lms.careers.queries.readiness import names_for
from lms.careers.queries.steps import Known
from lms.careers.readiness import Ask
from lms.competencies.levels import Rule
from lms.competencies.queries.pieces import Ceilings, ceilings_of, default_rule, rules_at
from lms.language.bilingual import active_language

LASTS = 300  # seconds: names, modules and kinds of evidence change without a new version of the ladder


@dataclass(frozen=True, slots=True)
class RuleSide:
    """The plans in force, and all that is said of them; nothing in it is of anybody, and nobody changes it."""

    plans: Plans
    names: wording.Names
    versions: dict[int, LadderVersion]
    rungs: dict[int, list[Rung]]
    terms: dict[tuple[int, int], RungTerms]
    known: Known
    said: dict[Ask, str]  # each requirement in words
    level_rules: dict[int, Rule]
    ceilings: Ceilings

    def level_rule(self, ask: Ask) -> Rule:
        """The rule by which evidence of what is asked is read."""
        competency = self.known.competencies.get(ask.competency or 0)
        return self.level_rules.get(competency.group.framework_id if competency else 0, default_rule()[1])


def rules_in_force() -> RuleSide:
    """As the reader's language says it. One query, and the rest once in some minutes for each version and process."""
    live = live_versions()
    held, key = caches["held"], f"careers:rules:{active_language()}:{named(live)}"
    found = held.get(key)
    if found is None:
        found = _read(live)
        held.set(key, found, LASTS)
    return found


def _read(live: list[LadderVersion]) -> RuleSide:
    plans, rungs = plans_on(), {}
    for rung in Rung.objects.filter(ladder__in=[version.ladder_id for version in live]).order_by("sort_order", "code"):
        rungs.setdefault(rung.ladder_id, []).append(rung)
    names = names_for(plans.asks)
    return RuleSide(
        plans=plans,
        names=names,
        versions={version.pk: version for version in live},
        rungs=rungs,
        terms={(one.version_id, one.rung_id): one for one in RungTerms.objects.filter(version__in=live)},
        known=Known(plans.asks),
        said={ask: wording.requirement(ask, names) for ask in plans.asks},
        ceilings=ceilings_of({ask.competency for ask in plans.asks if ask.competency}),
        level_rules={framework: rule for framework, (_version, rule) in rules_at(timezone.now()).items()},
    )
