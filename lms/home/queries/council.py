"""What the works council sees: how many, never who, and never a group so small that how many says who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate
from lms.home.queries.learning import unread
from lms.notifications.models import Notification
from lms.people.enums import Role
from lms.people.models import Membership, Unit, User

SMALLEST = 5
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Group:
    """A unit with its three numbers; a number that is not shown is None. `is_small` is a group too small to show anything of."""

    name: str
    is_small: bool
    in_training: int | None
    completed: int | None
    certificates: int | None


@dataclass(frozen=True)
class CouncilToday:
    since: date
    groups: tuple[Group, ...]
    news: tuple[Notification, ...]


def council_today(person, now: datetime) -> CouncilToday:
    """Six queries, however many people there are."""
    today = timezone.localdate(now)
    paths = person.branches({Role.WORKS_COUNCIL})
    units = _units(paths)
    people = _people_of(units)
    everyone = User.objects.in_units(paths).filter(is_active=True).values("pk")
    active = Enrolment.objects.active().filter(person__in=everyone).values_list("person_id", flat=True)
    done = Enrolment.objects.filter(person__in=everyone, completed_at__gte=now - A_YEAR).values_list("person_id", flat=True)
    valid = (
        Certificate.objects.filter(person__in=everyone, revoked_at=None).exclude(valid_until__lt=today).values_list("person_id", flat=True)
    )
    counts = [_counts(people, set(rows)) for rows in (active, done, valid)]
    return CouncilToday(since=today - A_YEAR, groups=tuple(_group(unit, people, counts) for unit in units), news=unread(person))


def shown(counts: Sequence[int]) -> list[int | None]:
    """The numbers that may be shown: none from 1 to 4; and where only one is left out, the next smallest too, or a sum would tell it."""
    small = {place for place, number in enumerate(counts) if 0 < number < SMALLEST}
    others = [place for place in range(len(counts)) if place not in small and counts[place]]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda place: counts[place]))
    return [None if place in small else number for place, number in enumerate(counts)]


def _units(paths: list[str]) -> list[Unit]:
    """The units one represents and those right below, in the order of the tree."""
    if not paths:
        return []
    branches = reduce(or_, (Q(path__startswith=path, depth__lte=len(path) // Unit.steplen + 1) for path in paths))
    return list(Unit.objects.filter(branches))


def _people_of(units: Sequence[Unit]) -> dict[int, set[int]]:
    rows = list(Membership.objects.current().filter(person__is_active=True).values_list("person_id", "unit__path")) if units else []
    return {unit.pk: {person for person, path in rows if path.startswith(unit.path)} for unit in units}


def _counts(people: Mapping[int, set[int]], wanted: set[int]) -> dict[int, int | None]:
    groups = list(people)
    return dict(zip(groups, shown([len(people[group] & wanted) for group in groups]), strict=True))


def _group(unit: Unit, people: Mapping[int, set[int]], counts: list[dict[int, int | None]]) -> Group:
    is_small = len(people[unit.pk]) < SMALLEST
    numbers = [None if is_small else count[unit.pk] for count in counts]
    return Group(unit.name, is_small, *numbers)
