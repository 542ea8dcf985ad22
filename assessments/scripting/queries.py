"""What the writing room of scenarios asks."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.linting import Finding, findings
from assessments.roleplays.models import Scenario
from assessments.rubrics.models import CriticalError


@dataclass(frozen=True)
class Checked:
    """What is said of a conversation: its size, its findings, and whether it can be published."""

    turns: int
    endings: int
    findings: list[Finding]

    @property
    def may_be_published(self) -> bool:
        return not any(one.stops for one in self.findings)


def scenario_list(*, q: str = "", state: str = "", language: str = "") -> QuerySet[Scenario]:
    found = Scenario.objects.select_related("current_version", "rubric", "created_by")
    for word in q.split():
        found = found.filter(Q(code__icontains=word) | Q(title_es__icontains=word) | Q(title_en__icontains=word) | Q(type__icontains=word))
    if state:
        found = found.filter(state=state)
    return found.filter(language=language) if language else found


def checked(talk: Conversation, weights: dict[str, int]) -> Checked:
    errors = list(CriticalError.objects.filter(archived_at__isnull=True).values_list("code", flat=True))
    return Checked(len(talk.nodes), len(talk.endings), findings(talk, weights, errors))


def checked_draft(scenario: Scenario) -> Checked | None:
    """The same of a draft as it is kept; None while there is no conversation in it."""
    kept = scenario.draft.get("conversation")
    return checked(Conversation.from_json(kept), scenario.draft.get("weights", {})) if kept else None
