"""So many months since somebody last showed a competency, offered some days before they are over."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Max
from django.utils import timezone

from lms.competencies.models import Competency, Evidence
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    competencies = {one.pk: one for one in Competency.objects.filter(code__in=ask.about, archived_at__isnull=True)}
    last = _last_shown(ask, list(competencies))
    causes, spared = [], []
    for person in ask.people:
        shown = {pk: day for pk in competencies if (day := last.get((person, pk)))}
        if not shown:
            spared.append(Spared(person, Held.NO_EVIDENCE))
        for pk, day in shown.items():
            cause = _cause(person, competencies[pk], day, ask)
            if cause.day <= ask.on:
                causes.append(cause)
    return Found(tuple(causes), tuple(spared))


def _last_shown(ask: Ask, competency_ids: list[int]) -> dict[tuple[int, int], date]:
    """The last day of a piece of evidence that stands, as it was known that day. Figures of work show nothing by themselves."""
    rows = Evidence.objects.standing().filter(person__in=list(ask.people), competency__in=competency_ids, observed_at__lt=ask.end)
    found = rows.exclude(kind__code="kpi").order_by().values("person", "competency").annotate(last=Max("observed_at"))
    return {(row["person"], row["competency"]): timezone.localdate(row["last"]) for row in found}


def _cause(person: int, competency: Competency, shown: date, ask: Ask) -> Cause:
    due = shown + relativedelta(months=ask.params["months"])
    numbers = {
        "es": competency.name_es,
        "en": competency.name_en or competency.name_es,
        "competency": competency.code,
        "months": ask.params["months"],
        "day": shown.isoformat(),
        "due": due.isoformat(),
    }
    return Cause(person, f"since:{competency.code}:{shown.isoformat()}", due - timedelta(days=ask.params["before_days"]), numbers)
