"""Scenarios with their versions, the step that plays one, and what people made of them."""

from assessments.roleplays.models.performances import Choice, Performance
from assessments.roleplays.models.scenarios import Scenario, ScenarioVersion
from assessments.roleplays.models.steps import ScenarioPage

__all__ = ["Choice", "Performance", "Scenario", "ScenarioPage", "ScenarioVersion"]
