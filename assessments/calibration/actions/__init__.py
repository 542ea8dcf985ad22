"""A calibration from its opening to its licences."""

from assessments.calibration.actions.anchoring import answer_for_words, keep_anchor, retire_anchor
from assessments.calibration.actions.opening import open_session
from assessments.calibration.actions.scoring import Sheet, hand_in_scores
from assessments.calibration.actions.talking import agree, ask_for_criterion, begin_talking, sign

__all__ = [
    "Sheet",
    "agree",
    "answer_for_words",
    "ask_for_criterion",
    "begin_talking",
    "hand_in_scores",
    "keep_anchor",
    "open_session",
    "retire_anchor",
    "sign",
]
