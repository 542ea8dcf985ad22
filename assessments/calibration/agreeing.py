"""Everything that can be said of a table of scores, by its scale. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from assessments.calibration.reading import Ratings
from assessments.calibration.statistics import (
    Interval,
    Said,
    Scale,
    agreement,
    alpha,
    bootstrap,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    icc_2_1,
    quadratic_kappa,
)
from assessments.calibration.statistics.groups import Table


@dataclass(frozen=True)
class Figure:
    """`value` is None where nothing is said, and `said` then says why and how many are needed."""

    name: str
    value: float | None
    interval: Interval | None
    said: str = ""


def figures_of(ratings: Ratings, scale: str, *, seed: int) -> list[Figure]:
    return [_figure(name, formula, ratings.table, seed) for name, formula in _formulas(Scale(scale), len(ratings.raters)).items()]


def _formulas(scale: Scale, raters: int) -> dict[str, Callable[[Table], Said]]:
    found: dict[str, Callable[[Table], Said]] = {
        "agreement": agreement,
        "krippendorff_alpha": lambda table: alpha(table, scale),
        "gwet_ac1": gwet_ac1,
        "fleiss_kappa": fleiss_kappa,
    }
    if raters == 2:
        found["cohen_kappa"] = lambda table: cohen_kappa(*_both(table))
    if raters == 2 and scale != Scale.NOMINAL:
        found["quadratic_kappa"] = lambda table: quadratic_kappa(*_both(table))
    if scale == Scale.INTERVAL:
        found["icc_2_1"] = icc_2_1
    return found


def _figure(name: str, formula: Callable[[Table], Said], table: Table, seed: int) -> Figure:
    value = formula(table)
    if not isinstance(value, float):
        return Figure(name, None, None, str(value))
    found = bootstrap(table, formula, seed=seed)
    return Figure(name, value, found if isinstance(found, Interval) else None, "" if isinstance(found, Interval) else str(found))


def _both(table: Table) -> tuple[list, list]:
    """The two columns, of the items that both scored."""
    pairs = [(one, other) for one, other in table if one is not None and other is not None]
    return [one for one, _other in pairs], [other for _one, other in pairs]
