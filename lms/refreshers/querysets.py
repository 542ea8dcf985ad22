from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from lms.people.enums import Role
from lms.refreshers.enums import OPEN_STATES, RequestState, State, VersionStatus

KEEPS_RULES = frozenset({Role.TRAINER, Role.HR, Role.ADMINISTRATOR})
DECIDES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
READS_RULES = DECIDES | {Role.QUALITY, Role.WORKS_COUNCIL}
STEP = 4  # letters of a tree path for each level, as treebeard counts them


def _below(paths: list[str], field: str = "unit__path") -> Q:
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), Q(pk__in=[]))


def _above(paths: list[str], field: str = "unit__path") -> Q:
    return Q(**{f"{field}__in": sorted({path[:end] for path in paths for end in range(STEP, len(path), STEP)})})


def _people(user):
    from lms.people.models import User

    return User.objects.visible_to(user, DECIDES)


class RuleQuerySet(models.QuerySet):
    def managed_by(self, user) -> "RuleQuerySet":
        """Those whose whole audience one keeps rules for."""
        return self.filter(_below(user.branches(KEEPS_RULES))) if user.is_authenticated else self.none()

    def visible_to(self, user) -> "RuleQuerySet":
        """Those that hold in one's branches: written there, below them or above them."""
        if not user.is_authenticated:
            return self.none()
        paths = user.branches(READS_RULES)
        return self.filter(_below(paths) | _above(paths))

    def running(self) -> "RuleQuerySet":
        return self.filter(stopped_at__isnull=True)


class VersionQuerySet(models.QuerySet):
    def live(self) -> "VersionQuerySet":
        return self.filter(status=VersionStatus.LIVE, rule__stopped_at__isnull=True)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        """One's own once they are given, and those of the people one leads, teaches or administers."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(person=user.pk) & ~Q(state__in=[State.PROPOSED, State.DECLINED])
        return self.filter(mine | (Q(person__in=_people(user)) & ~Q(person=user.pk)))

    def decided_by(self, user) -> "AssignmentQuerySet":
        """Those that one may give, decline or take back: never one's own."""
        if not user.is_authenticated or not user.has_role(DECIDES):
            return self.none()
        return self.filter(person__in=_people(user)).exclude(person=user.pk)

    def proposed(self) -> "AssignmentQuerySet":
        return self.filter(state=State.PROPOSED)

    def open(self) -> "AssignmentQuerySet":
        return self.filter(state=State.OPEN)

    def standing(self) -> "AssignmentQuerySet":
        return self.filter(state__in=OPEN_STATES)


class RequestQuerySet(models.QuerySet):
    def waiting(self) -> "RequestQuerySet":
        return self.filter(state=RequestState.WAITING)

    def visible_to(self, user) -> "RequestQuerySet":
        """One's own, those one made, and those of the people one leads, teaches or administers."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user.pk) | Q(asked_by=user.pk) | Q(person__in=_people(user)))

    def answerable_by(self, user) -> "RequestQuerySet":
        if not user.is_authenticated or not user.has_role(DECIDES):
            return self.none()
        return self.filter(person__in=_people(user)).exclude(person=user.pk)


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChangeQuerySet":
        if not user.is_authenticated:
            return self.none()
        paths = user.branches(READS_RULES)
        return self.filter(_below(paths) | _above(paths))
