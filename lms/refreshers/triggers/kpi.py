"""A figure of somebody's work has left its band for good: see `series` for when that is so."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from dateutil.relativedelta import relativedelta

from lms.operations.models import Measurement, Metric
from lms.operations.queries import absences_of
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.series import LENGTH, REACHES_BACK, Band, Demand, Finding, Point, Signal, periods_to_find, signal, spread_of
from lms.refreshers.triggers.asking import Ask

TEN_POINTS = 10
WHY = {
    Finding.INSIDE: Held.INSIDE,
    Finding.UNCLEAR: Held.UNCLEAR,
    Finding.FEW_CASES: Held.FEW_CASES,
    Finding.FEW_PERIODS: Held.FEW_PERIODS,
}


def find(ask: Ask) -> Found:
    """Only of figures that may be attached to a person. Somebody without any figure of it is not spoken of."""
    metric = Metric.objects.filter(code=ask.params["metric"], attaches_to_person=True, archived_at__isnull=True).first()
    if metric is None:
        return Found()
    band, demand = band_of(ask.params), demand_of(ask.params)
    figures = points_of(metric, ask.people, demand.period, ask.on)
    away = absences_of(figures)
    spread = spread_of(figures.values(), _share_at(metric, band))
    causes, spared = [], []
    for person, points in figures.items():
        read = signal(points, band, demand, spread, ask.on, away.get(person, ()), ask.done.get(person))
        numbers = _numbers(metric, ask.params, read)
        if read.is_found:
            last = read.points[-1].ends_on
            causes.append(Cause(person, f"kpi:{metric.code}:{last.isoformat()}", last + timedelta(days=1), numbers))
        else:
            spared.append(Spared(person, WHY[read.finding], numbers))
    return Found(tuple(causes), tuple(spared))


@dataclass(frozen=True)
class Sight:
    """How soon a drop of ten points is found on the cases that people have in a period; `periods` is None where none of the readings
    does it in nine of ten."""

    cases: int
    drop: int
    period: str
    periods: int | None


def sight_of(params: dict, people, on: date) -> Sight | None:
    """Of a figure that is a share, as the median of these people's cases has it. None where there is nothing to say."""
    metric = Metric.objects.filter(code=params["metric"], attaches_to_person=True).first()
    band, demand = band_of(params), demand_of(params)
    edge = _share_at(metric, band) if metric else None
    if metric is None or edge is None:
        return None
    figures = points_of(metric, people, demand.period, on)
    cases = [point.cases for points in figures.values() for point in points if point.cases >= demand.cases]
    if not cases:
        return None
    usual, spread = int(median(cases)), spread_of(figures.values(), edge)
    periods = periods_to_find(cases=usual, drop=TEN_POINTS, demand=demand, spread=spread, edge=edge, below=band.low is not None)
    return Sight(usual, TEN_POINTS, demand.period, periods)


def band_of(params: dict) -> Band:
    return Band(params["low"], params["high"])


def demand_of(params: dict) -> Demand:
    return Demand(params["outside"], params["of"], params["cases"], params["period"])


def points_of(metric: Metric, people, period: str, on: date) -> dict[int, list[Point]]:
    """Each person's figures by whole weeks (Monday to Sunday) or months, oldest first. One query.

    Several figures of one period are one, weighed by their cases; what spans two periods says nothing of either.
    """
    oldest = on - (REACHES_BACK[period] + 1) * LENGTH[period]
    rows = Measurement.objects.standing().filter(metric=metric, person__in=list(people), starts_on__gte=oldest, ends_on__lt=on)
    found: dict[tuple[int, date], list[tuple[float, int]]] = defaultdict(list)
    for person, starts_on, ends_on, value, sample in rows.order_by().values_list("person", "starts_on", "ends_on", "value", "sample"):
        first = _first_of(starts_on, period)
        if first == _first_of(ends_on, period) and _last_of(first, period) < on:
            found[person, first].append((float(value), sample or 0))
    by_person: dict[int, list[Point]] = defaultdict(list)
    for (person, first), several in sorted(found.items()):
        by_person[person].append(_joined(first, _last_of(first, period), several))
    return by_person


def _joined(first: date, last: date, several: list[tuple[float, int]]) -> Point:
    cases = sum(number for _value, number in several)
    if all(number for _value, number in several):
        return Point(first, last, sum(value * number for value, number in several) / cases, cases)
    return Point(first, last, sum(value for value, _number in several) / len(several), cases)


def _first_of(day: date, period: str) -> date:
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())


def _last_of(first: date, period: str) -> date:
    return first + (relativedelta(months=1) if period == "month" else timedelta(days=7)) - timedelta(days=1)


def _share_at(metric: Metric, band: Band) -> float | None:
    return (band.low if band.low is not None else band.high) if metric.unit_of_measure == "%" else None


def _numbers(metric: Metric, params: dict, read: Signal) -> dict:
    return {
        "metric": metric.code,
        "es": metric.name_es,
        "en": metric.name_en or metric.name_es,
        "unit": metric.unit_of_measure,
        "low": params["low"],
        "high": params["high"],
        "period": params["period"],
        "outside": read.outside,
        "mean": None if read.mean is None else round(read.mean, 2),
        "cases": read.cases,
        "chance": float(f"{read.chance:.2g}"),
        "points": [[one.starts_on.isoformat(), one.ends_on.isoformat(), round(one.value, 2), one.cases] for one in read.points],
    }
