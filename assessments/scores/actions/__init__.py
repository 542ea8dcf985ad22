"""Everything that changes a reading: handing it out, writing it, handing it in, and what follows."""

from assessments.scores.actions.appealing import answer_result, appeal, decide_appeal
from assessments.scores.actions.deciding import settle_case
from assessments.scores.actions.licensing import give_licence, revoke_licence
from assessments.scores.actions.opening import ask_for_two, assign_case, open_cases, open_live_case, recuse, sound_came
from assessments.scores.actions.writing import Entry, Words, save_criteria, save_words, submit_score

__all__ = [
    "Entry",
    "Words",
    "answer_result",
    "appeal",
    "ask_for_two",
    "assign_case",
    "decide_appeal",
    "give_licence",
    "open_cases",
    "open_live_case",
    "recuse",
    "revoke_licence",
    "save_criteria",
    "save_words",
    "settle_case",
    "sound_came",
    "submit_score",
]
