from lms.criteria.views.looking_after import act, briefing_sheet, next_version
from lms.criteria.views.reading import agreed_list, confirm, give_answer, read
from lms.criteria.views.register import export, people, proofs, proofs_export, register, remind
from lms.criteria.views.writing import begin, write

__all__ = [
    "act",
    "agreed_list",
    "begin",
    "briefing_sheet",
    "confirm",
    "export",
    "give_answer",
    "next_version",
    "people",
    "proofs",
    "proofs_export",
    "read",
    "register",
    "remind",
    "write",
]
