"""The people of a unit against the competencies: what is proved of whom. By surname: nobody is ranked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from lms.competencies import wording
from lms.competencies.enums import SHAPES, Standing
from lms.competencies.models import Competency, CompetencyState
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


def people_of(*, viewer: User, unit: Unit | None, words: str = "", only: str = "") -> QuerySet[User]:
    """The people of a unit whose evidence `viewer` sees, by surname; maybe only those with something to look at."""
    people = User.objects.visible_to(viewer, SEES_EVIDENCE).filter(is_active=True)
    if unit is not None:
        people = people.in_units([unit.path])
    if words:
        people = people.named(words)
    if only:
        states = CompetencyState.objects.filter(person=OuterRef("pk"))
        people = people.filter(Exists(states.filter(to_review=True) if only == "review" else states.filter(standing=only)))
    return people.by_surname()


def competencies_of(group=None) -> list[Competency]:
    found = (
        Competency.objects.filter(archived_at__isnull=True)
        .select_related("group")
        .order_by("group__sort_order", "group", "sort_order", "code")
    )
    return list(found.filter(group=group) if group else found)


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


def tally(rows: list[tuple[User, list[Cell]]], competencies: list[Competency]) -> list[tuple[Competency, int]]:
    """Of each competency, of how many of these people a level holds today, whether or not it runs out soon."""
    return [(competency, sum(cells[place].level is not None for _person, cells in rows)) for place, competency in enumerate(competencies)]
