"""What the writing room of rubrics asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from assessments.roleplays.enums import ScenarioState
from assessments.roleplays.models import Scenario, ScenarioVersion
from assessments.rubrics.checking import Document, Finding, findings, total_weight
from assessments.rubrics.comparing import Change, changes
from assessments.rubrics.models import CriticalError, Rubric, RubricVersion
from assessments.rubrics.queries import document_of, document_of_version, known_competencies, known_errors


@dataclass(frozen=True)
class Checked:
    """What is said of a rubric: how many criteria, their weights together, and its findings."""

    criteria: int
    weight: int
    findings: list[Finding]

    @property
    def stops(self) -> bool:
        return any(one.stops for one in self.findings)


@dataclass(frozen=True)
class Affected:
    """Who stands on a rubric: scenarios with the version they are read by, people licensed, and readings that are being written.

    The licences and the readings are of apps above; they are only counted here.
    """

    scenarios: list[Scenario]
    licences: int
    open_readings: int

    @property
    def live(self) -> list[Scenario]:
        return [one for one in self.scenarios if one.state == ScenarioState.LIVE]


def rubric_list(*, q: str = "", archived: bool = False) -> QuerySet[Rubric]:
    found = Rubric.objects.with_number() if archived else Rubric.objects.in_use().with_number()
    for word in q.split():
        found = found.filter(Q(code__icontains=word) | Q(name_es__icontains=word) | Q(name_en__icontains=word))
    return found.order_by("code")


def checked(document: Document) -> Checked:
    found = findings(document, known_competencies(), known_errors())
    return Checked(len(document.get("criteria", [])), total_weight(document), found)


def affected(rubric: Rubric, today: date) -> Affected:
    scenarios = Scenario.objects.filter(rubric=rubric).exclude(state=ScenarioState.ARCHIVED)
    reading = ScenarioVersion.objects.filter(rubric_version__rubric=rubric, performances__scores__state="draft")
    return Affected(
        list(scenarios.select_related("current_version__rubric_version").order_by("code")),
        rubric.licences.valid_on(today).values("assessor").distinct().count(),
        reading.count(),
    )


def unpublished(rubric: Rubric, current: RubricVersion | None) -> list[Change]:
    """What is kept and differs from the version in use."""
    return changes(document_of_version(current), document_of(rubric)) if current and rubric.draft else []


def versions_of(rubric: Rubric) -> list[RubricVersion]:
    """The newest first."""
    return list(rubric.versions.select_related("published_by").order_by("-number"))


def compared(rows: list[RubricVersion], numbers: tuple[str, str]) -> tuple[RubricVersion, RubricVersion, list[Change]] | None:
    """Two versions by their numbers, or the last two; None where there is nothing to compare."""
    by_number = {str(one.number): one for one in rows}
    before, after = (by_number.get(one) for one in numbers)
    if before is None or after is None:
        if len(rows) < 2:
            return None
        before, after = rows[1], rows[0]
    return before, after, changes(document_of_version(before), document_of_version(after))


def critical_errors() -> dict[str, QuerySet[CriticalError]]:
    """The catalogue, with how many rubrics have or had each; and what is no longer offered."""
    having = RubricVersion.objects.filter(critical_errors=OuterRef("pk")).order_by().values("critical_errors")
    number = Subquery(having.annotate(number=Count("rubric", distinct=True)).values("number"))
    rows = CriticalError.objects.annotate(rubrics=number)
    return {"errors": rows.filter(archived_at__isnull=True), "archived": rows.filter(archived_at__isnull=False)}
