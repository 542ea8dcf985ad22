"""The arithmetic of scores: a mean of readings, times a weight. It adds up; it compares nobody with anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TOP = 5
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Sum:
    """What one exercise gives: the readings, their mean of 5, and the points that the mean is worth. Without readings, None."""

    weight: int
    values: tuple[int, ...]
    mean: Decimal | None
    points: Decimal | None

    @property
    def spread(self) -> int:
        """How far the readings lie apart."""
        return max(self.values) - min(self.values) if self.values else 0


def sum_of(weight: int, values: Sequence[int]) -> Sum:
    """points = weight × mean / 5, to a tenth. The mean is shown to a hundredth and not rounded before it is multiplied."""
    if not values:
        return Sum(weight, (), None, None)
    total = Decimal(sum(values))
    mean = (total / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    points = (weight * total / (len(values) * TOP)).quantize(TENTH, ROUND_HALF_UP)
    return Sum(weight, tuple(values), mean, points)


def total_of(sums: Sequence[Sum]) -> Decimal | None:
    """The points of all exercises; None while one of them has none."""
    if not sums or any(one.points is None for one in sums):
        return None
    return sum((one.points for one in sums if one.points is not None), Decimal())
