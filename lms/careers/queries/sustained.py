"""Which figures people have sustained, as the rungs of their ladder ask them, and for which competencies they speak."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lms.careers.enums import RequirementKind
from lms.careers.queries.assessing import held_on
from lms.careers.queries.facts import facts_of
from lms.careers.queries.plans import Plan, Plans
from lms.careers.readiness import Facts
from lms.competencies.levels.reading import CONTRADICTION_LEVELS
from lms.operations.models import Metric
from lms.operations.queries import competencies_spoken_of, told_until
from lms.operations.windows import Held, MonthFigure, Target, Window, sustained


@dataclass(frozen=True, slots=True)
class SustainedFigure:
    """That a figure was sustained, as evidence says it: for which competency, and at the level the rung asks with it."""

    person: int
    metric: Metric
    competency: int
    level: int
    target: Target
    window: Window
    figures: list[MonthFigure]


def sustained_figures(person_ids: Iterable[int], plans: Plans, on: date) -> Iterator[SustainedFigure]:
    """Of each person, figure and competency the highest level at which it was sustained, where evidence does not yet speak of any
    month of the window. A fixed number of queries."""
    ids, spoken_of = list(person_ids), competencies_spoken_of()
    metrics, told = Metric.objects.in_bulk(spoken_of), told_until(ids)
    for person, facts in facts_of(ids, plans.asks, on).items():
        held = held_on(facts, on)
        near = [plans.by_rung[held]] if held in plans.by_rung else []
        best: dict[tuple[int, int], SustainedFigure] = {}
        for plan in (*near, *plans.ahead_of(held)):
            for found in _of_plan(person, facts, plan, spoken_of, metrics, on):
                key = (found.metric.pk, found.competency)
                if key not in best or best[key].level < found.level:
                    best[key] = found
        for found in best.values():
            last_told = told.get((person, found.competency, found.metric.code))
            if last_told is None or min(found.window.months) > last_told:
                yield found


def _of_plan(
    person: int, facts: Facts, plan: Plan, spoken_of: dict[int, list[int]], metrics: dict[int, Metric], on: date
) -> Iterator[SustainedFigure]:
    levels = {ask.competency: ask.level for ask in plan.asks if ask.kind == RequirementKind.COMPETENCY}
    for ask in plan.asks:
        if ask.metric not in metrics or ask.target is None or ask.of_team:
            continue
        figures = facts.figures.get(ask.metric, [])
        window = sustained(figures, ask.target, on, facts.absences)
        if window.held != Held.SUSTAINED:
            continue
        for competency in spoken_of[ask.metric]:
            if _says_something(levels.get(competency), competency, facts):
                yield SustainedFigure(person, metrics[ask.metric], competency, levels[competency], ask.target, window, figures)


def _says_something(level: int | None, competency: int, facts: Facts) -> bool:
    """A figure is asked with a level. One met far below what is proved would read as a doubt, and it is none."""
    known = facts.levels.get(competency)
    return level is not None and (known is None or (known.proven or 0) < level + CONTRADICTION_LEVELS)
