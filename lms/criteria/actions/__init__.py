from lms.criteria.actions.proving import answer, confirm
from lms.criteria.actions.publishing import publish, why_not, withdraw
from lms.criteria.actions.reminding import remind, remind_of_the_day
from lms.criteria.actions.signing import ask_to_sign, ask_who_is_back, sign
from lms.criteria.actions.writing import draft, revise

__all__ = [
    "answer",
    "ask_to_sign",
    "ask_who_is_back",
    "confirm",
    "draft",
    "publish",
    "remind",
    "remind_of_the_day",
    "revise",
    "sign",
    "why_not",
    "withdraw",
]
