"""Figures in which nobody can be found: for HR and for the works council."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone

from lms.people.enums import Role
from lms.people.models import Unit
from lms.promotions.enums import MANAGES, Dimension, Hours, Line, Outcome, Sex
from lms.promotions.fairness import SMALLEST, Group, Row, panel
from lms.promotions.models import Appeal, PromotionRound, Tally, TallyGroup

WINDOW_MONTHS = 24
GROUPS = {Dimension.SEX: Sex, Dimension.HOURS: Hours, Dimension.LINE: Line}
NOT_RECORDED = ""


@dataclass(frozen=True)
class DimensionRows:
    dimension: Dimension
    rows: tuple[Row, ...]

    @property
    def flagged(self) -> list[Row]:
        return [row for row in self.rows if row.flagged]


@dataclass(frozen=True)
class Impact:
    """The adverse-impact figures of a window. Empty `dimensions`: none may be shown, or there are none."""

    since: date
    until: date
    dimensions: tuple[DimensionRows, ...]
    tallies: tuple[Tally, ...]
    waiting: int  # closed calls that are too small to be counted yet


@dataclass(frozen=True)
class RoundFigures:
    """A call in numbers, None for a number from 1 to 4, or one that would tell such a number by subtraction."""

    applied: int | None
    eligible: int | None
    selected: int | None
    appeals: int | None
    appeals_open: int | None


def impact(viewer, today: date | None = None) -> Impact:
    """What the counts of the viewer's branches in the last 24 months say, group by group."""
    today = today or timezone.localdate()
    since = today - relativedelta(months=WINDOW_MONTHS)
    tallies = list(Tally.objects.filter(_of_branches(viewer), ends_on__range=(since, today)).prefetch_related("groups"))
    sums = _sums(group for tally in tallies for group in tally.groups.all())
    names = list(sums)
    shown = panel([sums[name] for name in names]) if names else None
    return Impact(
        since=since,
        until=today,
        dimensions=tuple(DimensionRows(Dimension(name), tuple(rows)) for name, rows in zip(names, shown, strict=True)) if shown else (),
        tallies=tuple(tallies),
        waiting=PromotionRound.objects.with_aggregates_for(viewer).filter(closed_at__isnull=False, tally=None).count(),
    )


def group_word(dimension: str, group: str) -> str:
    """What a group is called; "not recorded" has no code."""
    from django.utils.translation import gettext as _

    return str(GROUPS[Dimension(dimension)](group).label) if group else _("not recorded")


def round_figures(round: PromotionRound) -> RoundFigures:
    """How many, never who; a number under five is not said, nor one that leaves fewer than five of the number before it."""
    standing = list(round.applications.standing().prefetch_related("decisions"))
    latest = [next(iter(reversed(one.decisions.all())), None) for one in standing]
    appeals = Appeal.objects.filter(application__round=round)
    applied, asked = len(standing), appeals.count()
    eligible = sum(one.eligibility == "eligible" for one in standing)
    selected = sum(one is not None and one.outcome == Outcome.SELECTED for one in latest)
    return RoundFigures(
        applied=_said(applied),
        eligible=_said(eligible, applied) if round.assessing_at else 0,
        selected=_said(selected, eligible, applied) if round.announced else 0,
        appeals=_said(asked),
        appeals_open=_said(appeals.open().count(), asked),
    )


def _said(number: int, *of: int) -> int | None:
    """A number, unless it is small or what is left of any of the others is."""
    return None if any(0 < each < SMALLEST for each in (number, *(whole - number for whole in of))) else number


def _of_branches(viewer) -> Q:
    paths = viewer.branches(MANAGES | {Role.WORKS_COUNCIL})
    within = reduce(or_, (Q(unit__path__startswith=path) for path in paths), Q(pk__in=[]))
    step = Unit.steplen
    above = {path[:end] for path in viewer.branches({Role.WORKS_COUNCIL}) for end in range(step, len(path), step)}
    return within | Q(unit__path__in=above)


def _sums(groups: Iterable[TallyGroup]) -> dict[str, list[Group]]:
    """Added up by dimension and group, both in their fixed order, the ones not recorded last."""
    added: dict[tuple[str, str], tuple[int, int]] = {}
    for one in groups:
        applied, selected = added.get((one.dimension, one.group), (0, 0))
        added[one.dimension, one.group] = (applied + one.applied, selected + one.selected)
    return {
        dimension: [
            Group(group, *added[dimension, group])
            for group in (*GROUPS[Dimension(dimension)].values, NOT_RECORDED)
            if (dimension, group) in added
        ]
        for dimension in Dimension.values
        if any(name == dimension for name, _group in added)
    }
