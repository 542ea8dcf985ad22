"""What every trigger is asked: whom to look at, on which day, by what parameters."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

LOOKS_BACK = timedelta(days=30)  # a cause that nobody acted on for longer is none any more


@dataclass(frozen=True)
class Who:
    """Where somebody belongs that day: (path of the unit, role) of each membership in force."""

    held: tuple[tuple[str, str], ...] = ()

    def belongs_under(self, path: str) -> bool:
        return any(own.startswith(path) for own, _role in self.held)


@dataclass(frozen=True)
class Ask:
    """`competencies`: the codes that the rule's module is about. `done`: by person, the last day on which they did it."""

    people: dict[int, Who]
    on: date
    params: dict[str, Any]
    unit_path: str
    competencies: tuple[str, ...] = ()
    done: dict[int, date] = field(default_factory=dict)
    module: int = 0

    @property
    def since(self) -> date:
        return self.on - LOOKS_BACK

    @cached_property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.since, time.min))

    @cached_property
    def end(self) -> datetime:
        """The end of the day, not included."""
        return timezone.make_aware(datetime.combine(self.on + timedelta(days=1), time.min))

    @property
    def about(self) -> list[str]:
        """The competencies that the rule names, or those of its module."""
        return self.params.get("competencies") or list(self.competencies)
