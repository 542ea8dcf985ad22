"""What the writing room of scenarios asks."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assessments.roleplays.actions.publishing import content_of
from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.drawing import Drawing, drawing
from assessments.roleplays.conversation.linting import Finding, findings
from assessments.roleplays.models import Scenario, ScenarioVersion
from assessments.rubrics.models import CriticalError
from assessments.scripting.comparing import Line, changes


@dataclass(frozen=True)
class Checked:
    """What is said of a conversation: its size, its findings and its picture."""

    turns: int
    endings: int
    findings: list[Finding]
    talk: Conversation

    @property
    def picture(self) -> Drawing:
        return drawing(self.talk)


def scenario_list(*, q: str = "", state: str = "", language: str = "") -> QuerySet[Scenario]:
    found = Scenario.objects.select_related("current_version", "rubric", "created_by")
    for word in q.split():
        found = found.filter(Q(code__icontains=word) | Q(title_es__icontains=word) | Q(title_en__icontains=word) | Q(type__icontains=word))
    if state:
        found = found.filter(state=state)
    return found.filter(language=language) if language else found


def checked(talk: Conversation, weights: dict[str, int]) -> Checked:
    errors = list(CriticalError.objects.filter(archived_at__isnull=True).values_list("code", flat=True))
    return Checked(len(talk.nodes), len(talk.endings), findings(talk, weights, errors), talk)


def checked_draft(scenario: Scenario) -> Checked | None:
    """The same of a draft as it is kept; None while there is no conversation in it."""
    kept = scenario.draft.get("conversation")
    return checked(Conversation.from_json(kept), scenario.draft.get("weights", {})) if kept else None


def versions_with_changes(scenario: Scenario) -> list[tuple[ScenarioVersion, list[Line]]]:
    """Every version, the newest first, with what it changed of the one before it."""
    rows = list(scenario.versions.select_related("published_by").order_by("-number"))
    before: list[ScenarioVersion | None] = [*rows[1:], None]
    return [(row, changes(last.content, row.content) if last else []) for row, last in zip(rows, before, strict=True)]


def unpublished(scenario: Scenario) -> list[Line]:
    """What the draft changes of the version in use."""
    current = scenario.current_version
    return changes(current.content, content_of(scenario)) if current else []
