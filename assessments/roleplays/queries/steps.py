"""Which scenario a step plays, and how."""

from dataclasses import dataclass

from assessments.roleplays.enums import Mode, ScenarioState
from assessments.roleplays.models import Scenario, ScenarioPage
from courses.catalogue.queries.outlines import StepOutline


@dataclass(frozen=True)
class StepSheet:
    """`scenario` is None while there is none to play."""

    mode: str
    intro: str
    scenario: Scenario | None

    @property
    def mode_label(self) -> str:
        return str(Mode(self.mode).label)


def scenario_of_step(outline: StepOutline) -> StepSheet:
    """One query. The page in the reader's language may play another scenario than the original. Raises LookupError for another kind."""
    rows = ScenarioPage.objects.select_related("scenario__current_version").filter(pk__in={outline.page_id, outline.shown_page_id})
    pages = {page.pk: page for page in rows.only("mode", "intro", "scenario")} if outline.completion == ScenarioPage.completion else {}
    if not pages:
        raise LookupError(f"{outline.key} is not a roleplay")
    shown, original = pages.get(outline.shown_page_id), pages.get(outline.page_id)
    played = [page.scenario for page in (shown, original) if page and _is_live(page.scenario)]
    page = shown or original
    return StepSheet(page.mode, page.intro or (original.intro if original else ""), played[0] if played else None)


def _is_live(scenario: Scenario | None) -> bool:
    return scenario is not None and scenario.state == ScenarioState.LIVE
