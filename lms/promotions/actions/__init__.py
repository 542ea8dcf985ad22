"""Everything that changes a call, from its draft to the day somebody begins on the rung."""

from lms.promotions.actions.appeals import appeal, assign_appeal, settle_appeal
from lms.promotions.actions.applying import answer_need, apply, decline, suggest, withdraw
from lms.promotions.actions.checking import accept, freeze_all, put_right, reject, take_snapshot
from lms.promotions.actions.deciding import announce, ask_for_letters, decide, give_feedback, record_opening
from lms.promotions.actions.filing import ask_for_file
from lms.promotions.actions.panel import ask_recusal, name_member, recuse, remove_member, say_conflict, settle_recusal
from lms.promotions.actions.posting import appoint, appoint_all, close_round, note_milestone
from lms.promotions.actions.rounds import (
    AMENDABLE,
    amend_round,
    discard_round,
    open_round,
    remove_exercise,
    save_exercise,
    save_round,
)
from lms.promotions.actions.scoring import (
    close_scoring,
    correct_score,
    save_draft,
    start_assessing,
    submit_record,
    submit_scores,
)
from lms.promotions.actions.tallying import count_rounds, record_groups, record_tally

__all__ = [
    "AMENDABLE",
    "accept",
    "amend_round",
    "announce",
    "answer_need",
    "appeal",
    "apply",
    "appoint",
    "appoint_all",
    "ask_for_file",
    "ask_for_letters",
    "ask_recusal",
    "assign_appeal",
    "close_round",
    "close_scoring",
    "correct_score",
    "count_rounds",
    "decide",
    "decline",
    "discard_round",
    "freeze_all",
    "give_feedback",
    "name_member",
    "note_milestone",
    "open_round",
    "put_right",
    "record_groups",
    "record_opening",
    "record_tally",
    "recuse",
    "reject",
    "remove_exercise",
    "remove_member",
    "save_draft",
    "save_exercise",
    "save_round",
    "say_conflict",
    "settle_appeal",
    "settle_recusal",
    "start_assessing",
    "submit_record",
    "submit_scores",
    "suggest",
    "take_snapshot",
    "withdraw",
]
