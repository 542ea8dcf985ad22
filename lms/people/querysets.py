from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lms.people.enums import SEES_PEOPLE


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """Those in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class UserQuerySet(models.QuerySet):
    def in_units(self, paths: list[str]) -> "UserQuerySet":
        """People who now belong to one of these branches of the tree, given by their tree paths."""
        if not paths:
            return self.none()
        from lms.people.models import Membership

        branches = reduce(or_, (Q(unit__path__startswith=path) for path in paths))
        members = Membership.objects.current().filter(branches).values("person_id")
        return self.filter(pk__in=members)

    def visible_to(self, user, roles=SEES_PEOPLE) -> "UserQuerySet":
        """Oneself, and whoever belongs to a branch where `user` now holds one of `roles`."""
        if not user.is_authenticated:
            return self.none()
        paths = user.branches(roles)
        if not paths:
            return self.filter(pk=user.pk)
        seen = UserQuerySet(self.model, using=self._db).in_units(paths).values("pk")
        return self.filter(Q(pk=user.pk) | Q(pk__in=seen))

    def by_surname(self) -> "UserQuerySet":
        return self.order_by("last_name", "first_name", "pk")
