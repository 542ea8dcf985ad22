"""What is known of one person on a day, gathered before anything is judged."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lms.operations.windows import Absence, MonthFigure


class LevelFact(NamedTuple):
    """What evidence proves of a competency: today's level, the highest ever proved, and until when. See lms.competencies.levels."""

    level: int | None
    proven: int | None
    valid_until: date | None = None


class CertificateFact(NamedTuple):
    issued_on: date
    valid_until: date | None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """A roleplay passed, or a licence held, until a day (None: for ever)."""

    on: date
    until: date | None = None


@dataclass(slots=True)
class Facts:
    """Everything that a ladder may ask of a person. Keys are the ids of competencies, certifications and metrics.

    held: by rung, the postings held there, as first and last day (None: still). team_figures: the figures of the units the
    person leads.
    """

    levels: dict[int, LevelFact] = field(default_factory=dict)
    certificates: dict[int, list[CertificateFact]] = field(default_factory=dict)
    figures: dict[int, list[MonthFigure]] = field(default_factory=dict)
    team_figures: dict[int, list[MonthFigure]] = field(default_factory=dict)
    absences: list[Absence] = field(default_factory=list)
    roleplays: dict[str, list[Passed]] = field(default_factory=dict)
    licences: dict[str, list[Passed]] = field(default_factory=dict)
    held: dict[int, list[tuple[date, date | None]]] = field(default_factory=dict)
    hired_on: date | None = None
