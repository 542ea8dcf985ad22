"""What the scores of one application add up to, line by line. Nobody is compared and nothing is put in order by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from lms.promotions.models import Application, Exercise, Score
from lms.promotions.queries.published import top_exercises
from lms.promotions.sums import TOP, Sum, sum_of, total_of


@dataclass(frozen=True)
class SumLine:
    """One scored exercise: its readings and what they are worth."""

    exercise: Exercise
    group: str  # the exercise it is a part of; empty when it stands alone
    scores: tuple[Score, ...]
    sum: Sum

    @property
    def differs(self) -> bool:
        """Two marks or more apart: worth talking about."""
        return self.sum.spread > 1

    @property
    def words(self) -> str:
        """(4 + 3) ÷ 2 = 3,5; 3,5 ÷ 5 × 10 = 7,0. Empty without readings."""
        if self.sum.mean is None:
            return ""
        mean = _plain(self.sum.mean)
        readings = " + ".join(str(value) for value in self.sum.values)
        first = f"({readings}) ÷ {len(self.sum.values)} = {mean}; " if len(self.sum.values) > 1 else ""
        return f"{first}{mean} ÷ {TOP} × {self.sum.weight} = {number_format(self.sum.points, 1)}"


@dataclass(frozen=True)
class Arithmetic:
    lines: tuple[SumLine, ...]
    total: Decimal | None


def arithmetic_of(application: Application, scores: Iterable[Score], exercises: list[Exercise] | None = None) -> Arithmetic:
    """`scores`: those that count and that the reader may see. `exercises`: those of the call, where they are known already."""
    by_exercise: dict[int, list[Score]] = {}
    for score in scores:
        by_exercise.setdefault(score.exercise_id, []).append(score)
    lines = tuple(
        _line(part, one.name if part is not one else "", by_exercise.get(part.pk, []))
        for one in (exercises or top_exercises(application.round))
        for part in (list(one.parts.all()) or [one])
    )
    return Arithmetic(lines, total_of([line.sum for line in lines]))


def counting_scores(application: Application, viewer=None) -> list[Score]:
    """The scores that count; with a viewer, only those they may see."""
    found = Score.objects.counting().filter(application=application)
    if viewer is not None:
        found = found & Score.objects.visible_to(viewer)
    return list(found.select_related("scorer", "exercise", "replaces").order_by("exercise__sort_order", "scorer_id"))


def _line(exercise: Exercise, group: str, scores: list[Score]) -> SumLine:
    return SumLine(exercise, group, tuple(scores), sum_of(exercise.weight, [score.value for score in scores]))


def _plain(value: Decimal) -> str:
    return number_format(value.normalize() if value != value.to_integral() else value.to_integral())
