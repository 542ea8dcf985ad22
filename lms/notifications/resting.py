"""When people do not work: leave and holidays. Whoever knows of them lives above and says so here, at start. When, and never why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from lms.notifications.shifts import Leave


@dataclass
class Rest:
    """What one person does not work on."""

    holidays: set[date] = field(default_factory=set)
    away: list[Leave] = field(default_factory=list)


# Of people: the rest of each, as known now. People without any may be left out.
Provider = Callable[[Iterable[int]], dict[int, Rest]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def rests_of(person_ids: Iterable[int]) -> dict[int, Rest]:
    ids = list(person_ids)
    found = {pk: Rest() for pk in ids}
    for provider in _providers:
        for pk, rest in provider(ids).items():
            found[pk].holidays |= rest.holidays
            found[pk].away += rest.away
    return found
