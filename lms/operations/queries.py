"""Figures and absences, read for many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from lms.competencies.levels import Pause
from lms.competencies.models import CompetencyKind, Evidence
from lms.notifications.resting import Rest
from lms.operations.enums import Direction
from lms.operations.models import Measurement, Metric, ProtectedAbsence
from lms.operations.windows import REACHES_BACK, Absence, Month, MonthFigure, Window, first_day, month_of

Absences = dict[int, list[Absence]]
Figures = dict[tuple[int, int], list[MonthFigure]]  # (person or unit, metric)


def absences_of(person_ids: Iterable[int], known_at: datetime | None = None) -> Absences:
    """The protected absences of people, by person: (first day, last day or None). One query."""
    rows = ProtectedAbsence.objects.filter(person__among=person_ids)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    found: Absences = defaultdict(list)
    for person, starts_on, ends_on in rows.order_by("starts_on").values_list("person", "starts_on", "ends_on"):
        found[person].append((starts_on, ends_on))
    return found


def banded() -> set[str]:
    """The codes of figures that belong within a band: neither the lowest nor the highest of them is best. One query."""
    return set(Metric.objects.filter(direction=Direction.BAND).values_list("code", flat=True))


def pauses_of(person_ids: Iterable[int], known_at: datetime) -> dict[int, list[Pause]]:
    """The same as the clock of evidence takes them: see lms.competencies.pauses."""
    return {person: [Pause(*absence) for absence in absences] for person, absences in absences_of(person_ids, known_at).items()}


def leaves_of(person_ids: Iterable[int]) -> dict[int, Rest]:
    """The same as mails take them: nobody is written to on leave."""
    return {person: Rest(away=absences) for person, absences in absences_of(person_ids).items()}


def figures_of_people(
    person_ids: Iterable[int], metric_ids: Iterable[int], *, on: date, months: int, known_at: datetime | None = None
) -> Figures:
    """The monthly figures of people, by person and metric, as far back as a window of `months` may look. One query."""
    return _figures("person", list(person_ids), list(metric_ids), on, months, known_at)


def figures_of_units(
    unit_ids: Iterable[int], metric_ids: Iterable[int], *, on: date, months: int, known_at: datetime | None = None
) -> Figures:
    """The monthly figures of units, by unit and metric. One query."""
    return _figures("unit", list(unit_ids), list(metric_ids), on, months, known_at)


def competencies_spoken_of() -> dict[int, list[int]]:
    """The competencies that each metric speaks for, by metric: only metrics that may be attached to a person. Two queries."""
    metrics = dict(Metric.objects.filter(attaches_to_person=True, archived_at__isnull=True).values_list("code", "pk"))
    rows = CompetencyKind.objects.filter(kind__code="kpi", qualifier__in=metrics, competency__archived_at__isnull=True)
    found: dict[int, list[int]] = defaultdict(list)
    for code, competency in rows.values_list("qualifier", "competency").order_by("competency"):
        found[metrics[code]].append(competency)
    return found


def source_of(metric: Metric, window: Window) -> str:
    """What evidence of a sustained figure is known by: "kpi:fcr:2026-08/2026-10:78.3". Other figures make another piece."""
    first, last = first_day(min(window.months)), first_day(max(window.months))
    return f"kpi:{metric.code}:{first:%Y-%m}/{last:%Y-%m}:{round(window.mean or 0, 2).normalize():f}"


def months_of_source(source: str) -> tuple[Month, Month]:
    """The first and the last month that a piece of evidence of a figure speaks of."""
    first, _slash, last = source.split(":")[2].partition("/")
    return month_of(date.fromisoformat(f"{first}-01")), month_of(date.fromisoformat(f"{last}-01"))


def told_until(person_ids: Iterable[int]) -> dict[tuple[int, int, str], Month]:
    """The last month that evidence already speaks of, by person, competency and metric's code. One query."""
    rows = Evidence.objects.standing().filter(person__in=list(person_ids), kind__code="kpi", source__startswith="kpi:")
    found: dict[tuple[int, int, str], Month] = {}
    for person, competency, source in rows.order_by().values_list("person", "competency", "source"):
        key = (person, competency, source.split(":")[1])
        found[key] = max(found.get(key, 0), months_of_source(source)[1])
    return found


def joined(figures: Iterable[MonthFigure]) -> list[MonthFigure]:
    """One figure a month out of several (weeks of it, or several teams): their mean, by cases where every one says them."""
    by_month: dict[int, list[MonthFigure]] = defaultdict(list)
    for figure in figures:
        by_month[figure.month].append(figure)
    return [_one(month, several) for month, several in sorted(by_month.items())]


def _one(month: int, several: list[MonthFigure]) -> MonthFigure:
    if len(several) == 1:
        return several[0]
    cases = [figure.sample or 0 for figure in several]
    total = sum(cases)
    if all(cases):
        mean = sum((figure.value * figure.sample for figure in several), Decimal(0)) / total
    else:
        mean = sum((figure.value for figure in several), Decimal(0)) / len(several)
    return MonthFigure(month, mean, total or None)


def _figures(of: str, ids: list[int], metric_ids: list[int], on: date, months: int, known_at: datetime | None) -> Figures:
    if not ids or not metric_ids:
        return {}
    oldest = first_day(month_of(on) - 1 - max(months, REACHES_BACK))
    rows = Measurement.objects.filter(**{f"{of}__among": ids}, metric__in=metric_ids, starts_on__gte=oldest, ends_on__lte=on)
    if known_at is None:
        rows = rows.standing()
    else:
        rows = rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at), recorded_at__lte=known_at)
    found: Figures = defaultdict(list)
    for owner, metric, starts_on, ends_on, value, sample in rows.order_by().values_list(
        of, "metric", "starts_on", "ends_on", "value", "sample"
    ):
        month = month_of(ends_on)
        if month_of(starts_on) == month:  # What spans months says nothing of any one of them.
            found[owner, metric].append(MonthFigure(month, value, sample))
    return {key: joined(figures) for key, figures in found.items()}
