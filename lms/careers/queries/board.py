"""The board of readiness: how many people stand how before each rung, and who they are. By surname: nothing sorts by a percentage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, F, QuerySet

from lms.careers import wording
from lms.careers.enums import STATE_SHAPES, ReadinessState, RequirementKind
from lms.careers.models import Readiness, Rung
from lms.careers.queries.lines import PersonLine, lines_of
from lms.careers.queries.plans import Plan, Plans
from lms.careers.querysets import SEES_READINESS
from lms.people.models import Membership, Unit, User
from lms.people.querysets import in_branches

MANY, HELD_SECONDS = 20_000, 30
# What can be missing, in the words of a filter: the kinds of requirement that each stands for.
MISSING = {
    "competency": (RequirementKind.COMPETENCY,),
    "certificate": (RequirementKind.CERTIFICATE, RequirementKind.LICENCE),
    "metric": (RequirementKind.METRIC,),
    "roleplay": (RequirementKind.ROLEPLAY,),
    "time": (RequirementKind.TIME_IN_RUNG, RequirementKind.TIME_IN_COMPANY),
}


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    people: int

    @property
    def shape(self) -> str:
        return STATE_SHAPES[ReadinessState(self.state)]

    @property
    def label(self) -> str:
        return str(ReadinessState(self.state).label)


@dataclass(frozen=True, slots=True)
class RungCounts:
    """A rung and how many people stand in each state before it, in the order of the states."""

    rung: Rung
    counts: list[StateCount]

    @property
    def people(self) -> int:
        return self.people_in()

    def people_in(self, state: str = "") -> int:
        """How many stand in one state, or in any."""
        return sum(count.people for count in self.counts if state in ("", count.state))


def seen_rows(viewer: User, unit: Unit | None = None) -> QuerySet[Readiness]:
    """The rows of the people that `viewer` leads or administers, themselves left out; maybe only those of a branch."""
    return _rows(viewer, unit).filter(person__is_active=True)


def _rows(viewer: User, unit: Unit | None) -> QuerySet[Readiness]:
    rows = Readiness.objects.exclude(person=viewer)
    if not viewer.is_superuser:
        rows = rows.filter(person__in=_members(viewer.branches(SEES_READINESS)))
    return rows if unit is None else rows.filter(person__in=_members([unit.path]))


def _members(paths: list[str]) -> QuerySet:
    """Of these branches, whoever belongs there now and is active: a plain set, that a database joins with whichever side is the
    smaller. Who has gone is left out here and not beside it: a table of everybody beside a team of twelve would be read whole."""
    members = Membership.objects.current().filter(person__is_active=True)
    return (members.filter(in_branches(paths)) if paths else members.none()).order_by().values("person")


def counts_by_rung(viewer: User, plans: Plans, unit: Unit | None = None, *, everybody: bool = False) -> list[RungCounts]:
    """Of each rung, the people for whom it is the next one (or everybody below). One query for the counts, one for the rungs."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for rung, state, held, people in _counted(viewer, unit):
        plan = plans.by_rung.get(rung)
        if everybody or (plan is not None and held in plan.reached_from):
            found[rung][state] += people
    rungs = Rung.objects.filter(pk__in=plans.by_rung).select_related("ladder").order_by("ladder", "kind", "sort_order", "code")
    return [
        RungCounts(rung, [StateCount(state, found[rung.pk].get(state, 0)) for state in ReadinessState.values])
        for rung in _main_first(rungs)
    ]


def _counted(viewer: User, unit: Unit | None) -> list[tuple[int, str, int | None, int]]:
    """How many rows there are of each rung, state and rung held. Where they are MANY, counting them takes longer than all else on the
    page, and they are held for half a minute: for this viewer, by what they may see now."""
    seen = ["*"] if viewer.is_superuser else viewer.branches(SEES_READINESS)
    held, key = caches["held"], f"careers:counts:{viewer.pk}:{' '.join(seen)}:{unit and unit.pk}"
    counted = held.get(key)
    if counted is None:
        # Nothing is asked that the index `readiness_by_rung_and_state` does not hold: the rows themselves are wide.
        rows = _rows(viewer, unit).order_by()
        if viewer.is_superuser and unit is None:
            rows = rows.exclude(person__in=User.objects.filter(is_active=False).order_by().values("pk"))
        counted = list(rows.values_list("rung", "state", "held").annotate(people=Count("*")))
        if sum(people for *_rest, people in counted) > MANY:
            held.set(key, counted, HELD_SECONDS)
    return counted


def _main_first(rungs: Iterable[Rung]) -> list[Rung]:
    return sorted(rungs, key=lambda rung: (rung.ladder_id, rung.kind != "main", rung.sort_order, rung.code))


def rows_before(
    rung: Rung,
    *,
    viewer: User,
    plan: Plan,
    unit: Unit | None = None,
    state: str = "",
    missing: str = "",
    words: str = "",
    everybody: bool = False,
) -> QuerySet[Readiness]:
    """The people for whom a rung is the next one (or everybody below it), by surname.

    `missing` is a key of MISSING or of one of the rung's requirements.
    """
    rows = seen_rows(viewer, unit).filter(rung=rung)
    if not everybody:
        rows = rows.filter(held__in=plan.reached_from)
    if state:
        rows = rows.filter(state=state)
    if missing:
        mask = mask_of(missing, plan)
        rows = rows.filter(version=plan.version).alias(lacks=F("unmet").bitand(mask)).exclude(lacks=0)
    if words:
        rows = rows.filter(person__in=User.objects.named(words).order_by().values("pk"))
    return rows.select_related("person").order_by("person__folded_last_name", "person__folded_first_name", "person_id")


def mask_of(missing: str, plan: Plan) -> int:
    """The bits of the requirements that a filter speaks of; none for a word that means nothing here."""
    kinds = MISSING.get(missing, ())
    return sum(1 << place for place, ask in enumerate(plan.asks) if ask.kind in kinds or ask.key == missing)


def people_lines(rows: Sequence[Readiness], plan: Plan, names: wording.Names) -> list[PersonLine]:
    return [PersonLine(row, lines_of(row, plan, names)) for row in rows]
