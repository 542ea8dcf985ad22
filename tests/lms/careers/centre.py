"""A small ladder for tests: three rungs, and whatever the test asks of the highest."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from lms.careers.enums import RequirementKind
from lms.careers.models import Ladder, LadderVersion, Requirement, Rung
from lms.careers.readiness import Why
from lms.careers.readiness.requirements import RESULTS
from lms.competencies.actions import record_evidence
from lms.competencies.models import Evidence
from lms.operations.actions import record_measurement
from lms.operations.models import Metric
from tests import world


def today() -> date:
    return timezone.localdate()


def ladder(*, rungs: int = 3, label: str = "1") -> LadderVersion:
    """A ladder whose rungs are R0, R1, R2… each reached from the one below, with a version in force that asks nothing."""
    made, _created = Ladder.objects.get_or_create(code="posventa", defaults={"name_es": "Posventa", "name_en": "After-sales"})
    for order in range(rungs):
        Rung.objects.get_or_create(
            ladder=made, code=f"R{order}", defaults={"sort_order": order, "name_es": f"Peldaño {order}", "name_en": f"Rung {order}"}
        )
    return LadderVersion.objects.create(
        ladder=made, label=label, status="live", effective_from=date(2026, 1, 1), published_at=timezone.now(), sha256="a" * 64
    )


def rung(code: str) -> Rung:
    return Rung.objects.get(code=code)


def asks(version: LadderVersion, code: str, kind: str, key: str, *, certifications=(), **fields) -> Requirement:
    order = Requirement.objects.filter(version=version, rung=rung(code)).count()
    made = Requirement(version=version, rung=rung(code), kind=kind, key=f"{kind}:{key}", sort_order=order, **fields)
    made.save()
    made.certifications.set(certifications)
    made.save()
    return made


def asks_level(version: LadderVersion, code: str, competency: str, level: int, **fields) -> Requirement:
    return asks(version, code, RequirementKind.COMPETENCY, competency, competency=world.competency(competency), level=level, **fields)


def metric(code: str = "qa") -> Metric:
    return Metric.objects.get_or_create(code=code, defaults={"name_es": "Calidad", "name_en": "Quality", "attaches_to_person": True})[0]


def proved(
    person, competency: str, level: int, *, days_ago: int = 30, kinds=("observation", "roleplay"), source: str = ""
) -> list[Evidence]:
    """Enough evidence to prove a level."""
    return [
        record_evidence(
            person=person,
            competency=world.competency(competency),
            kind=kind,
            level=level,
            source=source or f"{kind}:{competency}:{level}:{days_ago}",
            observed_at=timezone.now() - timedelta(days=days_ago),
        )
        for kind in kinds
    ]


def measured(person, code: str, *values, sample: int | None = 20, unit=None) -> None:
    """Monthly figures, the last whole month first; None leaves a month out."""
    for back, value in enumerate(values, start=1):
        if value is None:
            continue
        first = today().replace(day=1) - relativedelta(months=back)
        record_measurement(
            metric=metric(code),
            person=person,
            unit=unit,
            starts_on=first,
            ends_on=first + relativedelta(months=1) - timedelta(days=1),
            value=Decimal(str(value)),
            sample=sample,
        )


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


class Kept(NamedTuple):
    """What a row keeps of one requirement, in full."""

    result: str
    why: str
    have: float | None
    until: str | None


def kept(results: list) -> list[Kept]:
    rows = [(*one, None, None)[:3] for one in results]
    return [Kept(RESULTS[Why(why)].value, why, have, until) for why, have, until in rows]
