"""Ways to narrow the people of the matrix that apps above know of, as the rung that somebody holds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter by `name`: what may be chosen, as (value, words), and the people that a value leaves."""

    name: str
    label: str | Promise
    choices: Callable[[], list[tuple[str, str]]]
    people: Callable[[QuerySet, str], QuerySet]


_narrowings: dict[str, Narrowing] = {}


def register(narrowing: Narrowing) -> None:
    _narrowings[narrowing.name] = narrowing


def narrowings() -> list[Narrowing]:
    return list(_narrowings.values())


def narrowed(people: QuerySet, asked: dict[str, str]) -> QuerySet:
    """The people that are left; what is not on offer narrows nothing."""
    for one in narrowings():
        value = asked.get(one.name, "")
        if value and value in dict(one.choices()):
            people = one.people(people, value)
    return people
