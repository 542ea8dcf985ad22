from lms.competencies.models.evidence import Evidence, EvidenceQuestion, EvidenceVoid
from lms.competencies.models.framework import (
    Competency,
    CompetencyGroup,
    CompetencyKind,
    CompetencyLevel,
    EvidenceKind,
    Framework,
    FrameworkVersion,
)
from lms.competencies.models.levels import CompetencyState, LevelRule
from lms.competencies.models.uploads import FrameworkUpload

__all__ = [
    "Competency",
    "CompetencyGroup",
    "CompetencyKind",
    "CompetencyLevel",
    "CompetencyState",
    "Evidence",
    "EvidenceKind",
    "EvidenceQuestion",
    "EvidenceVoid",
    "Framework",
    "FrameworkUpload",
    "FrameworkVersion",
    "LevelRule",
]
