"""What the work says: the catalogue of figures, and those of each month of the people and teams of the centre."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from lms.demo.content import in_both, read
from lms.demo.loader.days import today
from lms.demo.loader.people import person, unit
from lms.operations.enums import Direction
from lms.operations.models import Measurement, Metric
from lms.operations.queries import absences_of
from lms.operations.windows import first_day, window_months

MONTHS = 18
SOURCE = "Cuadro de mando"
UNITS = {"percent": "%", "seconds": "s", "mean 1-5": "/5", "mean 1-7": "/7", "weeks": "sem.", "percent per year": "%/año"}
# What swings around the mean of a window of six months leaves the mean as it is.
SWING = (1, -1, 2, -2, 1, -1)
SAMPLES = {"qa": 12, "cea": 12, "fcr": 160, "transfer_rate": 160, "aht": 420}
USUAL = {"adherence": 94, "transfer_rate": 8, "aht": 420}
OTHERS = {
    "irene.salas": {"qa": 89, "cea": 99, "fcr": 74, "transfer_rate": 11, "aht": 430, "adherence": 93},
    "priya.nair": {"qa": 86, "cea": 99, "fcr": 70, "adherence": 92},
}
TEAMS = {
    "ES-1": {"qa": 89, "fcr": 76, "training_pass": 90},
    "ES-2": {"qa": 87, "fcr": 75, "training_pass": 83},
    "ES-3": {"qa": 90, "fcr": 78, "training_pass": 88},
    "EN-1": {"qa": 91, "fcr": 77, "training_pass": 86},
}


def load_metrics() -> None:
    directions = {"higher": Direction.HIGHER, "lower": Direction.LOWER, "band": Direction.BAND}
    Metric.objects.bulk_create(
        Metric(
            code=row["code"],
            unit_of_measure=UNITS.get(row["unit"], ""),
            direction=directions.get(row["better"], Direction.HIGHER),
            attaches_to_person="agent" in row["attribute_to"],
            decimals=1 if row["unit"].startswith("mean") else 0,
            **in_both("name", row["name"]),
            **in_both("definition", row["definition"]),
            **in_both("caution", row["caution"]),
        )
        for row in read("kpis")["kpis"]
    )


def load_figures() -> None:
    metrics = {metric.code: metric for metric in Metric.objects.all()}
    means = {row["username"]: USUAL | row["kpi_window_mean"] for row in read("demo_people")["candidates"]} | OTHERS
    rows = []
    for username, wanted in means.items():
        who = person(username)
        months = [month for month in _free_months(who) if first_day(month) >= (who.hired_on or first_day(month))]
        rows += [figure for code, mean in wanted.items() for figure in _figures(metrics[code], mean, months, person=who)]
    team_months = window_months(today(), MONTHS)
    for code, wanted in TEAMS.items():
        rows += [figure for name, mean in wanted.items() for figure in _figures(metrics[name], mean, team_months, unit=unit(code))]
    Measurement.objects.bulk_create(rows)


def _free_months(who) -> tuple[int, ...]:
    return window_months(today(), MONTHS, absences_of([who.pk]).get(who.pk, ()))


def _figures(metric: Metric, mean: int, months, **of) -> list[Measurement]:
    return [
        Measurement(
            metric=metric,
            starts_on=first_day(month),
            ends_on=_last_day(month),
            value=_value(metric.code, mean, place),
            sample=SAMPLES.get(metric.code) if "person" in of else None,
            source=SOURCE,
            recorded_at=_recorded(month),
            **of,
        )
        for place, month in enumerate(months)
    ]


def _value(code: str, mean: int, place: int) -> Decimal:
    swing = SWING[place % len(SWING)]
    if code == "cea":
        swing = 0 if mean == 100 else (1 if swing > 0 else -1)
    return Decimal(mean + swing)


def _last_day(month: int) -> date:
    return first_day(month) + relativedelta(months=1) - timedelta(days=1)


def _recorded(month: int) -> datetime:
    third = first_day(month + 1) + timedelta(days=2)
    return min(timezone.make_aware(datetime(third.year, third.month, third.day, 8, 30)), timezone.now())
