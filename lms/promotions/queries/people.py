"""Who manages a call, and who of its panel is close to a candidate."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.people.enums import Role
from lms.people.models import Membership, Unit, User
from lms.promotions.enums import REVIEWS_APPEALS
from lms.promotions.models import Application, PanelMember, PromotionRound
from lms.promotions.permissions import is_outside

LEADERS = (Role.COORDINATOR, Role.SUPERVISOR)


@dataclass(frozen=True)
class Hint:
    """A member of the panel who leads a candidate. `direct`: coordinates their own team; they must be replaced for them."""

    member: PanelMember
    application: Application
    direct: bool
    unit: str


def managers_of(round: PromotionRound) -> list[User]:
    """HR of the branch, who is told what waits."""
    step = Unit.steplen
    path = round.unit.path
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    found = Membership.objects.current().filter(role=Role.HR, unit__path__in=above, person__is_active=True)
    people = User.objects.filter(pk__in=found.values("person_id")).exclude(applications__round=round)
    return list(people.by_surname())


def conflict_hints(
    round: PromotionRound, applications: Iterable[Application] | None = None, members: Iterable[PanelMember] | None = None
) -> list[Hint]:
    """From the unit tree: who of the panel coordinates a candidate's own unit, or leads a unit above it."""
    applications = list(applications if applications is not None else round.applications.standing().select_related("person"))
    members = list(members if members is not None else round.panel.select_related("person"))
    people = {one.person_id for one in (*members, *applications)}
    rows = list(Membership.objects.current().filter(person__in=people).select_related("unit"))
    held = {pk: [row for row in rows if row.person_id == pk] for pk in people}
    return [
        hint
        for member in members
        for application in applications
        if (hint := _hint(member, application, held[member.person_id], held[application.person_id]))
    ]


def unsettled(hints: Iterable[Hint], recused: set[tuple[int, int]]) -> list[Hint]:
    """The direct ones without a recusal. `recused`: pairs of member and application."""
    return [hint for hint in hints if hint.direct and (hint.member.pk, hint.application.pk) not in recused]


def can_look_at(person, application: Application) -> bool:
    """Whether somebody may look at this candidate's review: of the house, without part in the call, leading nobody concerned."""
    round = application.round
    near = any(round.unit.path.startswith(path) or path.startswith(round.unit.path) for path in person.branches(REVIEWS_APPEALS))
    if not near or not is_outside(person, round):
        return False
    return not conflict_hints(round, [application], members=[PanelMember(round=round, person=person)])


def reviewers_for(application: Application) -> list[User]:
    """Who could be given this candidate's review, by surname."""
    roles = Membership.objects.current().filter(role__in=REVIEWS_APPEALS, person__is_active=True)
    people = User.objects.filter(pk__in=roles.values("person_id")).by_surname()
    return [person for person in people if can_look_at(person, application)]


def _hint(member: PanelMember, application: Application, leads: list[Membership], belongs: list[Membership]) -> Hint | None:
    found = [
        Hint(member, application, _is_direct(own, home), own.unit.name)
        for own in leads
        for home in belongs
        if own.role in LEADERS and home.unit.path.startswith(own.unit.path) and own.pk != home.pk
    ]
    return max(found, key=lambda hint: hint.direct, default=None)


def _is_direct(own: Membership, home: Membership) -> bool:
    """A coordinator's people are those of their own team; a supervisor's are the coordinators of their service."""
    if home.role == Role.COORDINATOR:
        return own.role == Role.SUPERVISOR
    return own.role == Role.COORDINATOR and own.unit_id == home.unit_id
