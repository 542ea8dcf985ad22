"""What a file had and what became of it."""

from dataclasses import dataclass, field

from lms.reading.faults import Fault

MOST_FAULTS = 500  # kept one by one; the others are counted


@dataclass
class Tally:
    rows: int = 0
    new: int = 0
    same: int = 0
    replaced: int = 0
    wrong: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, one: Fault) -> None:
        self.wrong += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(one)

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("rows", "new", "same", "replaced", "wrong")}
