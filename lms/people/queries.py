"""What the screens of people ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from lms.people.enums import SEES_PEOPLE, Role
from lms.people.models import Membership, Unit, User


def people_list(*, viewer: User, words: str = "", unit: Unit | None = None, role: str = "") -> QuerySet[User]:
    """The people that `viewer` sees, by surname; each with `held`, the memberships in force today."""
    people = User.objects.visible_to(viewer)
    if words:
        people = people.named(words)
    if unit:
        people = people.in_units([unit.path])
    if role:
        people = people.with_role(role)
    held = Membership.objects.current().select_related("unit").order_by("unit__path", "role")
    return people.by_surname().prefetch_related(Prefetch("memberships", held, to_attr="held"))


@dataclass(frozen=True)
class Watcher:
    """One of those who see somebody's progress, and as what."""

    name: str
    role: str
    unit: str


def who_sees(person: User) -> list[Watcher]:
    """Who sees this person's progress today: whoever holds a role that sees people in one of their units or above it."""
    step = Unit.steplen
    paths = {m.unit.path[:end] for m in person.current_memberships for end in range(step, len(m.unit.path) + 1, step)}
    watching = (
        Membership.objects.current()
        .filter(unit__path__in=paths, role__in=SEES_PEOPLE, person__is_active=True)
        .exclude(person=person)
        .select_related("person", "unit")
        .order_by("person__folded_last_name", "person__folded_first_name", "role")
    )
    return [Watcher(name=str(m.person), role=str(Role(m.role).label), unit=m.unit.name) for m in watching]


def people_rows(people: QuerySet[User]) -> Iterator[list[str]]:
    """A line of the export for each person."""
    for person in people.iterator(chunk_size=500):
        roles = "; ".join(f"{m.get_role_display()} ({m.unit.name})" for m in person.held)
        since = person.hired_on.isoformat() if person.hired_on else ""
        yield [person.last_name, person.first_name, person.email, roles, person.language, since]
