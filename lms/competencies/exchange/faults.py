from collections.abc import Sequence
from dataclasses import dataclass

from lms.competencies.exceptions import CompetencyError

MOST_TOLD = 100


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, where, and what to do about it."""

    place: str
    said: str
    mend: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.place}:" if self.place else "", self.said, self.mend]))


class Unreadable(CompetencyError):
    """A file that is no framework, or a faulty one. `faults`: each with its place and what to do; the first hundred."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST_TOLD])
        super().__init__("\n".join(map(str, self.faults)))


def refuse(said: str, mend: str = "", place: str = "") -> Unreadable:
    return Unreadable([Fault(place, said, mend)])
