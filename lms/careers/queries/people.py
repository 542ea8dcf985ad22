"""Who is touched by what."""

from collections.abc import Iterable

from lms.careers.queries.facts import LEADS
from lms.people.models import Membership


def leaders_of(unit_ids: Iterable[int]) -> list[int]:
    """The people who lead these units now."""
    ids = list(unit_ids)
    return list(Membership.objects.current().filter(unit__in=ids, role__in=LEADS).values_list("person", flat=True)) if ids else []
