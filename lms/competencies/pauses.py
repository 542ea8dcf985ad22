"""When the clock of evidence stands still. Whoever knows of protected absences lives above and says so here, at start."""

from collections.abc import Callable, Iterable
from datetime import datetime

from lms.competencies.levels import Pause

# Of people, as known at a moment: the absences of each.
Provider = Callable[[Iterable[int], datetime], dict[int, list[Pause]]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def pauses_of(person_ids: Iterable[int], known_at: datetime) -> dict[int, list[Pause]]:
    """The absences of people as they were known at a moment, by person. People without any are left out."""
    ids, found = list(person_ids), {}
    for provider in _providers:
        for person_id, pauses in provider(ids, known_at).items():
            found.setdefault(person_id, []).extend(pauses)
    return found
