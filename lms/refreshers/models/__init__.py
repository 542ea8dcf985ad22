"""Rules that say when a refresher is due, and whom they found, why, and what came of it."""

from lms.refreshers.models.asking import ProductChange, RefresherRequest
from lms.refreshers.models.assignments import RefresherAssignment
from lms.refreshers.models.rules import RefresherRule, RuleRun, RuleVersion

__all__ = ["ProductChange", "RefresherAssignment", "RefresherRequest", "RefresherRule", "RuleRun", "RuleVersion"]
