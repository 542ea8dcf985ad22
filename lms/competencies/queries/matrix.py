"""The people of a unit against the competencies: what is proved of whom. By surname: nobody is ranked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from lms.competencies import wording
from lms.competencies.enums import SHAPES, Standing
from lms.competencies.models import Competency, CompetencyGroup, CompetencyState
from lms.competencies.narrowing import narrowed
from lms.competencies.querysets import SEES_EVIDENCE
from lms.people.models import Unit, User

Cells = dict[int, dict[int, "Cell"]]
COLUMNS = ("person", "competency", "standing", "level", "proven_level", "valid_until", "to_review")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is proved of one person in one competency: a shape, a figure, and the words that say both."""

    standing: str = Standing.NONE
    level: int | None = None
    proven: int | None = None
    until: date | None = None
    to_review: bool = False

    @property
    def shape(self) -> str:
        return SHAPES[Standing(self.standing)]

    @property
    def figure(self) -> str:
        """The level that holds; of an expired one, the last proved; nothing where there is no evidence."""
        return str(self.proven if self.standing == Standing.EXPIRED else self.level or "")

    @property
    def words(self) -> str:
        text = wording.standing_in_words(self.standing, self.level, self.proven, self.until)
        return f"{text}. {_('To be reviewed')}" if self.to_review else text


NOTHING = Cell()


def people_of(
    *, viewer: User, unit: Unit | None, words: str = "", only: str = "", group: CompetencyGroup | None = None, narrow: dict | None = None
) -> QuerySet[User]:
    """The people of a unit whose evidence `viewer` sees, by surname; maybe only those with something to look at (of a `group` of
    competencies), and only those that `narrow` leaves: see `lms.competencies.narrowing`."""
    people = User.objects.visible_to(viewer, SEES_EVIDENCE).filter(is_active=True)
    if unit is not None:
        people = people.in_units([unit.path])
    if words:
        people = people.named(words)
    if only:
        people = people.filter(_with(only, group))
    return narrowed(people, narrow or {}).by_surname()


def _with(only: str, group: CompetencyGroup | None) -> Exists:
    if only == Standing.NONE:
        proved = CompetencyState.objects.filter(person=OuterRef(OuterRef("pk")), competency=OuterRef("pk")).exclude(standing=Standing.NONE)
        return Exists(_in_use(group).exclude(Exists(proved)))
    states = CompetencyState.objects.filter(person=OuterRef("pk"), competency__in=_in_use(group))
    return Exists(states.filter(to_review=True) if only == "review" else states.filter(standing=only))


def _in_use(group: CompetencyGroup | None) -> QuerySet[Competency]:
    found = Competency.objects.filter(archived_at__isnull=True).order_by()
    return found.filter(group=group) if group else found


def competencies_of(group=None) -> list[Competency]:
    return list(_in_use(group).select_related("group").order_by("group__sort_order", "group", "sort_order", "code"))


def cells_of(people: Iterable[User], competencies: Iterable[Competency]) -> Cells:
    """By person and competency. One query, however many people."""
    found: Cells = defaultdict(dict)
    states = CompetencyState.objects.filter(person__in=[person.pk for person in people], competency__in=[each.pk for each in competencies])
    for person, competency, *cell in states.values_list(*COLUMNS):
        found[person][competency] = Cell(*cell)
    return found


def rows_of(people: list[User], competencies: list[Competency]) -> list[tuple[User, list[Cell]]]:
    cells = cells_of(people, competencies)
    return [(person, [cells[person.pk].get(competency.pk, NOTHING) for competency in competencies]) for person in people]


def tally(people: QuerySet[User], competencies: list[Competency]) -> list[tuple[Competency, int]]:
    """Of each competency, of how many of these people a level holds today, whether or not it runs out soon. One query."""
    held = CompetencyState.objects.filter(person__in=people.order_by().values("pk"), level__isnull=False)
    counts = dict(held.order_by().values_list("competency").annotate(Count("pk")))
    return [(competency, counts.get(competency.pk, 0)) for competency in competencies]
