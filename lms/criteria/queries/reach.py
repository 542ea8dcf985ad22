"""Whom a guideline is for."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from lms.criteria.models import GuidelineVersion
from lms.people.models import Membership, Unit, User


def audience(version: GuidelineVersion, on: date | None = None) -> QuerySet[User]:
    """The active people that a version is for on a day (today unless told): a role it names, in a unit it names or below it."""
    return people_of(units_of(version), version.roles, on)


def units_of(version: GuidelineVersion) -> list[Unit]:
    """The units that a version names; the whole unit of its guideline when it names none."""
    return list(Unit.objects.filter(code__in=version.units)) if version.units else [version.guideline.unit]


def people_of(units: Iterable[Unit], roles: Sequence[str], on: date | None = None) -> QuerySet[User]:
    held = Membership.objects.current(on).filter(within(unit.path for unit in units), role__in=roles)
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def within(paths: Iterable[str], field: str = "unit__path") -> Q:
    """Rows of these branches of the tree; none for no branch."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), Q(pk__in=[]))
