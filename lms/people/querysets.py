from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from lms.language.folding import fold
from lms.people.enums import GIVES, INVITES_PEOPLE, SEES_PEOPLE


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """Those in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def givable_by(self, user) -> "MembershipQuerySet":
        """Those that `user` may give, and so may end."""
        return self.filter(_within_reach(user))


class UnitQuerySet(MP_NodeQuerySet):
    def givable_by(self, user) -> "UnitQuerySet":
        """The units where `user` may bring people in."""
        if user.is_superuser:
            return self.all()
        paths = user.branches(INVITES_PEOPLE)
        return self.filter(reduce(or_, (Q(path__startswith=path) for path in paths))) if paths else self.none()

    def to_choose_from(self, chosen: str = "", *, most: int = 200) -> "UnitQuerySet":
        """Those that a filter offers: all of them while they are few. Of more, the upper levels that fit, and the way to the one
        `chosen` (a code) with its neighbours and whatever is right below it: thousands of teams are reached level by level."""
        sizes = dict(self.order_by("depth").values_list("depth").annotate(Count("pk")))
        if sum(sizes.values()) <= most:
            return self
        depths = sorted(sizes)
        fits = [depth for depth in depths if sum(sizes[one] for one in depths if one <= depth) <= most] or depths[:1]
        offered = Q(depth__lte=fits[-1])
        found = self.filter(code=chosen).first() if chosen else None
        if found is not None:
            beside = found.path[: -found.steplen]
            offered |= Q(path__in=[found.path[:end] for end in range(found.steplen, len(found.path) + 1, found.steplen)])
            offered |= Q(path__startswith=beside, depth=found.depth) | Q(path__startswith=found.path, depth=found.depth + 1)
        return self.filter(offered)

    def visible_to(self, user, roles=SEES_PEOPLE) -> "UnitQuerySet":
        """The units whose people `user` sees."""
        if user.is_superuser:
            return self.all()
        paths = user.branches(roles)
        return self.filter(reduce(or_, (Q(path__startswith=path) for path in paths))) if paths else self.none()


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class InvitationQuerySet(models.QuerySet):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def in_state(self, state: str, now: datetime) -> "InvitationQuerySet":
        return self.filter(
            {
                "open": Q(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now),
                "expired": Q(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now),
                "accepted": Q(accepted_at__isnull=False),
                "revoked": Q(accepted_at__isnull=True, revoked_at__isnull=False),
            }[state]
        )

    def visible_to(self, user) -> "InvitationQuerySet":
        """Those that `user` could have sent: their branches, and the roles they may give there."""
        return self.filter(_within_reach(user)) if user.is_authenticated else self.none()


class UserQuerySet(models.QuerySet):
    def in_units(self, paths: list[str]) -> "UserQuerySet":
        """People who now belong to one of these branches of the tree, given by their tree paths."""
        if not paths:
            return self.none()
        from lms.people.models import Membership

        members = Membership.objects.current().filter(in_branches(paths)).values("person_id")
        return self.filter(pk__in=members)

    def with_role(self, role: str) -> "UserQuerySet":
        """People who now hold a role anywhere."""
        from lms.people.models import Membership

        return self.filter(pk__in=Membership.objects.current().filter(role=role).values("person_id"))

    def visible_to(self, user, roles=SEES_PEOPLE) -> "UserQuerySet":
        """Oneself, and whoever belongs to a branch where `user` now holds one of `roles`."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        paths = user.branches(roles)
        if not paths:
            return self.filter(pk=user.pk)
        from lms.people.models import Membership

        # Asked of each person as they come, and not of everybody first: whether one may be seen costs the same in any company.
        belongs = Membership.objects.current().filter(in_branches(paths), person=OuterRef("pk"))
        return self.filter(Q(pk=user.pk) | Q(Exists(belongs)))

    def in_reach_of(self, user, roles) -> "UserQuerySet":
        """Whoever belongs or has belonged to a branch where `user` now holds one of `roles`; everybody for who holds one at the top.

        For what is brought in about people, some of whom have left.
        """
        if user.is_at_top(roles):
            return self.all()
        from lms.people.models import Membership

        paths = user.branches(roles)
        belonged = Membership.objects.filter(in_branches(paths), person=OuterRef("pk")) if paths else Membership.objects.none()
        return self.filter(Q(pk=user.pk) | Q(Exists(belonged)))

    def named(self, words: str) -> "UserQuerySet":
        """Every word is in the name, with its accents or without, or in the e-mail."""
        found = self
        for word in words.split()[:6]:
            plain = fold(word)
            found = found.filter(Q(folded_first_name__contains=plain) | Q(folded_last_name__contains=plain) | Q(email__icontains=word))
        return found

    def by_surname(self) -> "UserQuerySet":
        return self.order_by("folded_last_name", "folded_first_name", "pk")


def in_branches(paths: list[str]) -> Q:
    """Rows with a `unit` within one of these branches of the tree."""
    return reduce(or_, (Q(unit__path__startswith=path) for path in paths))


def _within_reach(user) -> Q:
    """Rows with a `unit` and a `role` that one of the user's memberships lets them give."""
    if user.is_superuser:
        return Q()
    reach = [Q(unit__path__startswith=own.unit.path, role__in=GIVES[own.role]) for own in user.current_memberships if own.role in GIVES]
    return reduce(or_, reach, Q(pk__in=[]))
