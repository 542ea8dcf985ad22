"""What people's evidence proves: as the rows say today, or read anew for a past day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lms.competencies.levels import Reading, read
from lms.competencies.models import Competency, CompetencyState, LevelRule
from lms.competencies.queries.pieces import Key, default_rule, end_of, pieces_of, rules_at


@dataclass(frozen=True, slots=True)
class StateOf:
    """What is proved of one competency, with the rule by which it was read (None: the one that holds by default)."""

    competency: Competency
    reading: Reading
    rule: LevelRule | None


def readings(
    person_ids: Iterable[int], competency_ids: Iterable[int] | None = None, *, on: date, rule: LevelRule | None = None
) -> dict[Key, tuple[Reading, LevelRule | None]]:
    """Reads the evidence of people as it was known on a day, by the rules then in force (`rule` instead of its framework's own).

    Pairs of person and competency without any evidence are left out. Five queries, however many people.
    """
    known_at = timezone.now() if on >= timezone.localdate() else end_of(on)
    found = pieces_of(person_ids, competency_ids, known_at=known_at)
    rules = rules_at(known_at, of=rule)
    frameworks = dict(Competency.objects.values_list("pk", "group__framework")) if rules else {}
    answer = {}
    for key, pieces in found.items():
        chosen, by = rules.get(frameworks.get(key[1]), default_rule())
        answer[key] = (read(pieces, by, on), chosen)
    return answer


def states_of(person, on: date | None = None) -> list[StateOf]:
    """Every competency in use, or with evidence, of a person on a day, in the order of the framework. Read anew from evidence."""
    day = on or timezone.localdate()
    read_anew = readings([person.pk], on=day)
    nothing = (read((), default_rule()[1], day), None)
    competencies = Competency.objects.select_related("group__framework").order_by("group__sort_order", "sort_order", "code")
    return [
        StateOf(competency, *read_anew.get((person.pk, competency.pk), nothing))
        for competency in competencies
        if competency.archived_at is None or (person.pk, competency.pk) in read_anew
    ]


def current_states(person) -> dict[int, CompetencyState]:
    """The rows of a person as they stand, by competency: one query. What has no row has no evidence."""
    return {state.competency_id: state for state in CompetencyState.objects.filter(person=person).select_related("rule")}
