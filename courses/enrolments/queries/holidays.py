"""The days of rest of each person: those of their units and of every unit above them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from courses.catalogue.queries import kept
from courses.enrolments.models import Holiday
from lms.notifications.resting import Rest
from lms.people.models import Membership, User


def holidays_of(people: Iterable[int], known: User | None = None) -> Mapping[int, frozenset[date]]:
    """By a person's id, their holidays; an empty set for who has none. Warm: one query, and none where the academy keeps no holidays,
    or for `known` alone, whose memberships the request has asked for already."""
    by_path = kept("holidays", _read)
    found: dict[int, frozenset[date]] = defaultdict(frozenset)
    for person, path in _places(set(people), known) if by_path else ():
        found[person] |= {day for above, days in by_path.items() if path.startswith(above) for day in days}
    return found


def holidays_at(unit_path: str) -> frozenset[date]:
    """The holidays of a unit, by its path in the tree."""
    by_path = kept("holidays", _read)
    return frozenset(day for above, days in by_path.items() if unit_path.startswith(above) for day in days)


def rests_of(people: Iterable[int]) -> dict[int, Rest]:
    """The same as mails take them: on a holiday only those are written to who are planned to work."""
    return {person: Rest(holidays=set(days)) for person, days in holidays_of(people).items()}


def _places(people: set[int], known: User | None) -> Iterable[tuple[int, str]]:
    """Each person with the tree path of each unit they are in today."""
    if known and people <= {known.pk}:
        return [(known.pk, membership.unit.path) for membership in known.current_memberships]
    return Membership.objects.current().filter(person__in=people).values_list("person_id", "unit__path")


def _read() -> dict[str, set[date]]:
    """The days of each unit that has some, by its path in the tree."""
    found: dict[str, set[date]] = defaultdict(set)
    for path, day in Holiday.objects.values_list("unit__path", "on"):
        found[path].add(day)
    return dict(found)
