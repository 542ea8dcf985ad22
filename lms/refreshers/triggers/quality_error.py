"""An error in a roleplay that was read for the record: a critical one at once, a criterion that must be reached when missed again.

Practice is nobody's business but its own person's, and is not looked at.
"""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from assessments.rubrics.models import Criterion, CriticalError
from assessments.scores.models import RoleplayResult
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    results = _results(ask)
    causes = _critical(ask, results)
    missed, spared = _missed(ask, results)
    return Found((*causes, *missed), tuple(spared))


def _results(ask: Ask) -> list[RoleplayResult]:
    """The last result of each performance, of as many days as the rule looks back."""
    first = ask.end - timedelta(days=max(ask.params["days"], 30))
    rows = RoleplayResult.objects.filter(
        performance__person__in=list(ask.people), performance__practice=False, decided_at__gte=first, decided_at__lt=ask.end
    ).select_related("performance__version")
    last = {}
    for row in rows.order_by("performance", "number"):
        last[row.performance_id] = row
    return list(last.values())


def _critical(ask: Ask, results: list[RoleplayResult]) -> list[Cause]:
    wanted = set(ask.params["critical"])
    if not wanted:
        return []
    texts = {one.code: (one.text_es, one.text_en or one.text_es) for one in CriticalError.objects.filter(code__in=wanted)}
    found = []
    for row in results:
        code = next((code for code in row.critical if code in wanted), None)
        if code is not None and row.decided_at >= ask.start:
            es, en = texts.get(code, (code, code))
            numbers = {"what": "critical", "code": code, "es": es, "en": en, "day": _day(row).isoformat()}
            found.append(Cause(row.performance.person_id, f"critical:{row.performance_id}", _day(row), numbers))
    return found


def _missed(ask: Ask, results: list[RoleplayResult]) -> tuple[list[Cause], list[Spared]]:
    wanted = set(ask.params["competencies"])
    if not wanted:
        return [], []
    names = _criteria({row.performance.version.rubric_version_id for row in results if row.short})
    by_person: dict[tuple[int, str], list[tuple[RoleplayResult, tuple[str, str]]]] = defaultdict(list)
    for row in results:
        for code in row.short:
            competency, *both = names.get((row.performance.version.rubric_version_id, code), ("", "", ""))
            if competency in wanted:
                by_person[row.performance.person_id, competency].append((row, tuple(both)))
    causes, spared = [], []
    for (person, competency), several in by_person.items():
        several.sort(key=lambda one: one[0].decided_at)
        row, (es, en) = several[-1]
        times = len({one.performance_id for one, _names in several})
        numbers = {"what": "missed", "es": es, "en": en, "times": times, "days": ask.params["days"], "day": _day(row).isoformat()}
        if times >= ask.params["times"]:
            causes.append(Cause(person, f"missed:{competency}:{row.performance_id}", _day(row), numbers))
        else:
            spared.append(Spared(person, Held.ONCE, numbers))
    return causes, spared


def _criteria(versions: set) -> dict[tuple[int, str], tuple[str, str, str]]:
    rows = Criterion.objects.filter(version__in=[one for one in versions if one]).values_list(
        "version", "code", "competency__code", "name_es", "name_en"
    )
    return {(version, code): (competency, es, en or es) for version, code, competency, es, en in rows}


def _day(row: RoleplayResult):
    return timezone.localdate(row.decided_at)
