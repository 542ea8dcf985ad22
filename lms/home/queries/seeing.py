"""Who sees what of a person, and who can help them: computed from the memberships in force today."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from assessments.quizzes.querysets import SEES_RESULTS
from courses.enrolments.models import Enrolment
from courses.enrolments.querysets import SEES_LEARNING
from lms.certificates.querysets import SEES_CERTIFICATES
from lms.people.enums import SEES_PEOPLE, Role
from lms.people.models import Membership, Unit

CAN_HELP = (Role.TRAINER, Role.COORDINATOR, Role.HR, Role.ADMINISTRATOR)
CAN_REVIEW = (Role.HR, Role.SUPERVISOR)
MOST_HELPERS = 4


@dataclass(frozen=True)
class Watch:
    """A role in a unit whose people see something of one, and what they see."""

    role: str
    unit: str
    names: tuple[str, ...]
    learning: bool
    results: bool
    certificates: bool


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    note: str


def who_sees(person) -> tuple[Watch, ...]:
    """One row for each role and unit, the nearest unit first. One query."""
    rows = _above(person).filter(role__in=SEES_PEOPLE)
    ordered = sorted(rows, key=lambda row: (-row.unit.depth, row.unit.path, row.role, row.person.last_name, row.person.first_name))
    return tuple(_watch(list(group)) for _key, group in groupby(ordered, key=lambda row: (row.unit_id, row.role)))


def who_can_help(person, roles=CAN_HELP) -> tuple[Contact, ...]:
    """The tutor and trainer of what is in progress; without them, whoever holds one of `roles` nearest to the person."""
    if not person.is_authenticated:
        return ()
    if roles is CAN_HELP:
        mine = (
            Enrolment.objects.active()
            .filter(person=person, cohort__isnull=False)
            .select_related("cohort__tutor", "cohort__trainer")
            .first()
        )
        found = _of_cohort(mine.cohort) if mine else ()
        if found:
            return found
    order = {role: place for place, role in enumerate(roles)}
    rows = sorted(_above(person).filter(role__in=roles), key=lambda row: (order[row.role], -row.unit.depth, row.person.last_name))
    people = {row.person_id: row for row in reversed(rows)}
    nearest = [row for row in rows if people[row.person_id] is row][:MOST_HELPERS]
    return tuple(Contact(str(row.person), row.person.email, f"{row.get_role_display()}, {row.unit.name}") for row in nearest)


def _of_cohort(cohort) -> tuple[Contact, ...]:
    people = [(cohort.tutor, _("Your tutor")), (cohort.trainer, _("Your trainer"))]
    return tuple(Contact(str(person), person.email, note) for person, note in people if person)


def _above(person):
    """The memberships of others in this person's units and in every unit above them."""
    step = Unit.steplen
    paths = {m.unit.path[:end] for m in person.current_memberships for end in range(step, len(m.unit.path) + 1, step)}
    rows = Membership.objects.current().filter(unit__path__in=paths, person__is_active=True).exclude(person=person)
    return rows.select_related("person", "unit")


def _watch(rows: list[Membership]) -> Watch:
    first = rows[0]
    return Watch(
        role=first.get_role_display(),
        unit=first.unit.name,
        names=tuple(str(row.person) for row in rows),
        learning=first.role in SEES_LEARNING,
        results=first.role in SEES_RESULTS,
        certificates=first.role in SEES_CERTIFICATES,
    )
