"""Evidence as the rules see it: read for many people at once, as it was known at a moment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from lms.competencies.levels import DEFAULT_RULE, Pause, Piece, Rule, ceiling_of, compiled, extended
from lms.competencies.models import CompetencyKind, Evidence, EvidenceQuestion, LevelRule
from lms.competencies.pauses import pauses_of

Key = tuple[int, int]  # person, competency
Ceilings = dict[tuple[int, str], int]  # competency, kind: the most that such evidence proves there
COLUMNS = (
    "id",
    "person_id",
    "competency_id",
    "competency__is_knowledge",
    "kind__code",
    "kind__max_level",
    "kind__max_level_knowledge",
    "level",
    "ceiling",
    "observed_at",
    "expires_on",
    "contested",
)


def end_of(day: date) -> datetime:
    """The last moment of a local day: what "as known on that day" means."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time())) - timedelta(microseconds=1)


def pieces_of(
    person_ids: Iterable[int], competency_ids: Iterable[int] | None = None, *, known_at: datetime, ceilings: Ceilings | None = None
) -> dict[Key, list[Piece]]:
    """The pieces that stood at a moment, by person and competency: recorded by then, and not voided by then. Three queries; two for
    whoever knows the `ceilings_of` these competencies."""
    ids = list(person_ids)
    pauses, here = pauses_of(ids, known_at), ceilings_of(competency_ids) if ceilings is None else ceilings
    found: dict[Key, list[Piece]] = defaultdict(list)
    for row in _rows(ids, competency_ids, known_at):
        found[row[1], row[2]].append(_piece(row, pauses.get(row[1], ()), here))
    return found


def rules_at(known_at: datetime, *, of: LevelRule | None = None) -> dict[int, tuple[LevelRule | None, Rule]]:
    """The rule in force at a moment, by framework; `of` stands in for its framework's own. One query."""
    live = LevelRule.objects.filter(Q(live_until__isnull=True) | Q(live_until__gt=known_at), live_from__lte=known_at)
    found = {rule.framework_id: (rule, compiled(rule.rule)) for rule in live}
    if of is not None:
        found[of.framework_id] = (of, compiled(of.rule))
    return found


def default_rule() -> tuple[None, Rule]:
    """What holds in a framework whose people have decided nothing else."""
    return None, _DEFAULT


_DEFAULT = compiled(DEFAULT_RULE)


def _rows(person_ids: list[int], competency_ids: Iterable[int] | None, known_at: datetime):
    asked = EvidenceQuestion.objects.filter(evidence=OuterRef("pk"), raised_at__lte=known_at)
    contested = asked.filter(Q(answered_at__isnull=True) | Q(answered_at__gt=known_at))
    standing = Evidence.objects.filter(person__in=person_ids, recorded_at__lte=known_at).filter(
        Q(void__isnull=True) | Q(void__voided_at__gt=known_at)
    )
    if competency_ids is not None:
        standing = standing.filter(competency__in=list(competency_ids))
    return standing.annotate(contested=Exists(contested)).order_by().values_list(*COLUMNS)


def ceilings_of(competency_ids: Iterable[int] | None) -> Ceilings:
    """What competencies say themselves of how far a kind proves. One query."""
    rows = CompetencyKind.objects.filter(max_level__isnull=False)
    if competency_ids is not None:
        rows = rows.filter(competency__in=list(competency_ids))
    return {(competency, kind): most for competency, kind, most in rows.values_list("competency", "kind__code").annotate(Max("max_level"))}


def _piece(row: tuple, pauses: Iterable[Pause], here: Ceilings) -> Piece:
    pk, _person, competency, is_knowledge, kind, most, most_known, level, own, observed_at, expires_on, contested = row
    observed_on = timezone.localtime(observed_at).date()
    return Piece(
        id=pk,
        kind=kind,
        level=level,
        ceiling=ceiling_of(kind=most, kind_in_knowledge=most_known, is_knowledge=is_knowledge, here=here.get((competency, kind)), own=own),
        observed_on=observed_on,
        expires_on=extended(observed_on, expires_on, pauses),
        contested=contested,
    )
