"""What a team is likely to still know, by competency: figures of five people or more, never of anybody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.reviews.models import ReviewCard
from assessments.reviews.queries.weights import weights_by_id
from assessments.reviews.querysets import SEES_RETENTION
from assessments.reviews.retention import SMALLEST, Recollection, Retained, retained
from assessments.reviews.scheduling import chance_on
from courses.catalogue.models import ModulePage
from lms.competencies.models import Competency
from lms.people.enums import Role, UnitKind
from lms.people.models import Membership, Unit

AHEAD_DAYS = 30
TO_REFRESH = 80  # per cent: below it, the competency is worth a refresher
LEARNS = (Role.TRAINEE, Role.AGENT)


@dataclass(frozen=True)
class Line:
    """A competency of a team. `now` and `later` are per cent, today and in thirty days without practice; None with too few people."""

    competency: Competency
    people: int | None
    now: int | None
    later: int | None
    modules: tuple[ModulePage, ...]

    @property
    def is_told(self) -> bool:
        return self.now is not None

    @property
    def to_refresh(self) -> bool:
        return self.now is not None and self.now < TO_REFRESH

    @property
    def fades(self) -> bool:
        """Well known today, and no longer in thirty days."""
        return self.now is not None and self.later is not None and self.now >= TO_REFRESH > self.later


@dataclass(frozen=True)
class TeamPicture:
    """`lines`: what is least remembered first, then what has too few people to be told. `enough` says whether the team has five."""

    team: Unit
    people: int
    lines: tuple[Line, ...]

    @property
    def enough(self) -> bool:
        return self.people >= SMALLEST

    @property
    def told(self) -> list[Line]:
        return [one for one in self.lines if one.is_told]

    @property
    def untold(self) -> list[Line]:
        return [one for one in self.lines if not one.is_told]

    @property
    def weakest(self) -> Line | None:
        return next(iter(self.told), None)

    @property
    def to_refresh(self) -> list[Line]:
        return [one for one in self.told if one.to_refresh]


def teams_seen(viewer) -> list[Unit]:
    return list(Unit.objects.visible_to(viewer, SEES_RETENTION).filter(kind=UnitKind.TEAM).order_by("name_es", "pk"))


def team_picture(team: Unit, today: date) -> TeamPicture:
    """Everybody counts in one team, the one they came to first."""
    people = _people_of(team, today)
    if len(people) < SMALLEST:
        return TeamPicture(team, len(people), ())
    cards = _cards_of(people)
    now = _told(team, cards, today)
    later = {one.competency: one for one in _told(team, cards, today + timedelta(days=AHEAD_DAYS))}
    competencies = Competency.objects.in_bulk([one.competency for one in now])
    modules = _modules_teaching(competencies)
    lines = [
        Line(competencies[one.competency], one.people, one.percent, later[one.competency].percent, tuple(modules[one.competency]))
        for one in now
    ]
    return TeamPicture(team, len(people), tuple(sorted(lines, key=_order)))


def _order(line: Line) -> tuple:
    return (line.now is None, line.now or 0, line.competency.sort_order, line.competency.code)


def _people_of(team: Unit, today: date) -> set[int]:
    """Who learns here and counts in this team: somebody in two teams counts in the first."""
    rows = Membership.objects.current(today).filter(role__in=LEARNS, unit__kind=UnitKind.TEAM, person__is_active=True)
    here = rows.filter(unit=team).values("person_id")
    first: dict[int, int] = {}
    for person, unit in rows.filter(person__in=here).order_by("valid_from", "pk").values_list("person_id", "unit_id"):
        first.setdefault(person, unit)
    return {person for person, unit in first.items() if unit == team.pk}


def _cards_of(people: Iterable[int]) -> list[tuple]:
    rows = ReviewCard.objects.filter(person__in=people).in_play().order_by()
    return list(rows.values_list("person_id", "question__competency_id", "stability", "last_on", "parameters_id"))


def _told(team: Unit, cards: Sequence[tuple], day: date) -> list[Retained]:
    weights = weights_by_id()
    return retained(
        Recollection(team.pk, competency, person, chance_on(stability, last_on, max(day, last_on), parameters=weights[fit].values))
        for person, competency, stability, last_on, fit in cards
    )


def _modules_teaching(competencies: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The live modules that teach each one, in the language they are written in first."""
    rows = ModulePage.objects.live().filter(competencies__in=list(competencies), alias_of=None).prefetch_related("competencies")
    found: dict[int, list[ModulePage]] = defaultdict(list)
    for page in rows.distinct().order_by("path"):
        for competency in page.competencies.all():
            if not any(other.translation_key == page.translation_key for other in found[competency.pk]):
                found[competency.pk].append(page)
    return found
