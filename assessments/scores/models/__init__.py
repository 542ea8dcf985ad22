"""Readings of performances, the results that they make together, and who is licensed to make them."""

from assessments.scores.models.cases import Case, Recusal
from assessments.scores.models.licences import AssessorLicence
from assessments.scores.models.results import Appeal, RoleplayResult
from assessments.scores.models.scores import CriterionScore, Score

__all__ = ["Appeal", "AssessorLicence", "Case", "CriterionScore", "Recusal", "RoleplayResult", "Score"]
