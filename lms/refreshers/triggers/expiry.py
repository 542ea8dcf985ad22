"""What somebody has proved, or a certification they hold, runs out soon, or did not long ago."""

from datetime import date, timedelta

from lms.competencies.models import Competency
from lms.competencies.queries.states import readings
from lms.refreshers.choosing import Cause, Found
from lms.refreshers.triggers.asking import Ask
from lms.renewals.models import CertificationPeriod

AFTERWARDS = timedelta(days=180)


def find(ask: Ask) -> Found:
    return Found((*_competencies(ask), *_certifications(ask)))


def _competencies(ask: Ask) -> list[Cause]:
    """By what is proved on that day, as it was known then; to the day."""
    if ask.params["certifications"] and not ask.params["competencies"]:
        return []
    about = {one.pk: one for one in Competency.objects.filter(code__in=ask.about, archived_at__isnull=True)}
    if not about:
        return []
    found = []
    for (person, competency), (reading, _rule) in readings(list(ask.people), list(about), on=ask.on).items():
        if reading.valid_until is not None and _is_due(reading.valid_until, ask):
            one = about[competency]
            names = (one.name_es, one.name_en or one.name_es)
            found.append(_cause(person, f"expiry:{one.code}", names, reading.valid_until, ask, level=reading.proven_level))
    return found


def _certifications(ask: Ask) -> list[Cause]:
    wanted = ask.params["certifications"]
    if not wanted:
        return []
    rows = (
        CertificationPeriod.objects.standing()
        .earned()
        .filter(person__in=list(ask.people), certification__code__in=wanted, certified_on__lte=ask.on, valid_until__isnull=False, next=None)
    )
    return [
        _cause(row.person_id, f"certification:{row.certification.code}", _names(row.certification), row.valid_until, ask)
        for row in rows.select_related("certification")
        if _is_due(row.valid_until, ask)
    ]


def _is_due(until: date, ask: Ask) -> bool:
    return ask.on - AFTERWARDS <= until <= ask.on + timedelta(days=ask.params["days"])


def _cause(person: int, key: str, names: tuple[str, str], until: date, ask: Ask, level: int | None = None) -> Cause:
    numbers = {"es": names[0], "en": names[1], "day": until.isoformat(), "level": level}
    return Cause(person, f"{key}:{until.isoformat()}", until - timedelta(days=ask.params["days"]), numbers)


def _names(certification) -> tuple[str, str]:
    return certification.name_es, certification.name_en or certification.name_es
