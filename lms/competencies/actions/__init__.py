from lms.competencies.actions.evidence import record_evidence, void_evidence
from lms.competencies.actions.hand import record_assessment_centre, record_observation, record_prior_learning
from lms.competencies.actions.kinds import follow_kind, set_up_kinds
from lms.competencies.actions.questions import answer_question, question_evidence
from lms.competencies.actions.rules import draft_rule, preview_rule, publish_rule
from lms.competencies.actions.states import refresh_due_states, refresh_states

__all__ = [
    "answer_question",
    "draft_rule",
    "follow_kind",
    "preview_rule",
    "publish_rule",
    "question_evidence",
    "record_assessment_centre",
    "record_evidence",
    "record_observation",
    "record_prior_learning",
    "refresh_due_states",
    "refresh_states",
    "set_up_kinds",
    "void_evidence",
]
