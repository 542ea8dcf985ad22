from lms.careers.models.ladders import Ladder, LadderVersion, Requirement, Rung, RungTerms
from lms.careers.models.people import EmploymentStart, Posting, Readiness, ReadinessCount, SavedFilter

__all__ = [
    "EmploymentStart",
    "Ladder",
    "LadderVersion",
    "Posting",
    "Readiness",
    "ReadinessCount",
    "Requirement",
    "Rung",
    "RungTerms",
    "SavedFilter",
]
