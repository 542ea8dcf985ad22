from lms.careers.models.ladders import Ladder, LadderVersion, Requirement, Rung, RungTerms
from lms.careers.models.licences import Licence, LicenceKind, LicenceOpening
from lms.careers.models.people import Posting, Readiness, ReadinessCount, SavedFilter

__all__ = [
    "Ladder",
    "LadderVersion",
    "Licence",
    "LicenceKind",
    "LicenceOpening",
    "Posting",
    "Readiness",
    "ReadinessCount",
    "Requirement",
    "Rung",
    "RungTerms",
    "SavedFilter",
]
